package org.denoiser.network;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what a computer has to run networks on, and fetches the PyTorch library that uses it. Asks no server but in {@link #list} and
 * {@link #install}. Immutable.
 */
public final class GpuSetup {
    /** Flavours that can be fetched; the first means the one that fits. */
    public static final List<String> FLAVORS = List.of("auto", "cpu", "cu128");

    private static final double MB = 1e6;

    private final Machine machine;
    private final TorchLibrary wanted;
    private final NativeSource source;

    private GpuSetup(Machine machine, TorchLibrary wanted, NativeSource source) {
        this.machine = machine;
        this.wanted = wanted;
        this.source = source;
    }

    /**
     * For this computer.
     *
     * @param flavor one of {@link #FLAVORS}
     * @param address where to fetch from instead of DJL's place: a folder or an address with https; empty for DJL's
     * @throws IllegalArgumentException for a library that this computer cannot use, or a wrong address
     */
    public static GpuSetup here(String flavor, String address) {
        return of(Torch.machine(), flavor, address);
    }

    static GpuSetup of(Machine machine, String flavor, String address) {
        if (!FLAVORS.contains(flavor)) {
            throw new IllegalArgumentException(
                    "library=" + flavor + ": one of " + String.join(", ", FLAVORS) + " is needed");
        }
        String cuda = FLAVORS.get(2);
        String chosen = !flavor.equals("auto") ? flavor : machine.canUseCuda() ? cuda : "cpu";
        if (chosen.equals(cuda) && !machine.hasCudaLibraries()) {
            throw new IllegalArgumentException("library=" + flavor + ": there is no such library for "
                    + machine.classifier() + "; cpu is there for it");
        }
        Path folder = TorchLibraries.place()
                .resolve(TorchLibraries.wantedVersion() + "-" + chosen + "-" + machine.classifier());
        TorchLibrary wanted = TorchLibrary.named(folder, TorchLibraries.FILES);
        if (wanted == null) {
            throw new IllegalArgumentException(
                    "library=" + flavor + ": PyTorch has no libraries for " + machine.classifier());
        }
        return new GpuSetup(machine, wanted, new NativeSource(wanted, machine.classifier(), address));
    }

    /** What was found, in lines. */
    public String found() {
        List<String> lines = new ArrayList<>();
        lines.add("System: " + machine.classifier());
        lines.add("NVIDIA driver: "
                + (machine.driver().isEmpty()
                        ? "none found"
                        : machine.driver() + (machine.cuda().isEmpty() ? "" : ", for CUDA up to " + machine.cuda())));
        for (int i = 0; i < machine.gpus().size(); i++) {
            lines.add("gpu" + i + ": " + machine.gpus().get(i));
        }
        if (machine.hasMetal()) {
            lines.add("mps: the GPU of Apple's processor");
        }
        if (!machine.obstacle().isEmpty()) {
            lines.add("The GPU cannot be used: " + machine.obstacle() + ".");
        }
        TorchLibrary library = Torch.nativeLibrary();
        lines.add("Library " + (Torch.isRunning() ? "in use: " : "that would be used: ")
                + (library == null ? "none for this system" : library));
        for (TorchLibrary installed : TorchLibraries.installed()) {
            lines.add("Installed: " + installed);
        }
        if (library != null) {
            lines.add("device=auto means: " + Torch.nameOf(DeviceChoice.AUTO.resolve(machine, library)));
            String notice = DeviceChoice.AUTO.notice(machine, library);
            if (!notice.isEmpty()) {
                lines.add(notice);
            }
        }
        return String.join("\n", lines);
    }

    /** What {@link #install} would do, without asking a server: a sentence or two. */
    public String offer() {
        String size = wanted.isCuda()
                ? "about 2,500 MB to download, 4,500 MB unpacked, 7,500 MB while it is done"
                : "42 to 112 MB to download, 450 MB unpacked at most";
        return "action=install would fetch PyTorch " + wanted.version() + " (" + wanted.flavor() + ") from "
                + source.uri() + " into " + wanted.folder().getParent() + ": " + size
                + ". action=list asks the server for the files and their sizes.";
    }

    /** The files to fetch with their sizes, as the server tells them. */
    public String list() throws IOException {
        StringBuilder text = new StringBuilder();
        long sum = 0;
        for (Map.Entry<URI, Long> file : source.files().entrySet()) {
            text.append(String.format(Locale.ROOT, "%.1f MB  %s%n", file.getValue() / MB, file.getKey()));
            sum += file.getValue();
        }
        return text + String.format(Locale.ROOT, "%.1f MB altogether", sum / MB);
    }

    /**
     * Fetches the library; it is used from the next start on.
     *
     * @return what was done, in a sentence
     * @throws IOException when it cannot be fetched or is damaged; what was installed before is then as it was
     * @throws java.util.concurrent.CancellationException by the listener; going on later fetches only what is missing
     */
    public String install(SetupListener listener) throws IOException {
        Path target = wanted.folder().getParent();
        if (TorchLibraries.isComplete(target)) {
            return "It is there already: " + wanted + ".";
        }
        new NativeInstaller(source, target, wanted.isCuda(), listener).install();
        return "Installed: " + wanted + "." + (Torch.isRunning() ? " Start Fiji anew to use it." : "");
    }

    /**
     * Deletes all libraries that were installed by this; those that came with the plugin stay.
     *
     * @return what was done, in a sentence
     * @throws IOException when one cannot be deleted, for instance since it is in use
     */
    public static String remove() throws IOException {
        List<Path> removed = new ArrayList<>();
        for (Path place : TorchLibraries.places()) {
            removed.addAll(NativeFolders.removeAll(place));
        }
        return removed.isEmpty() ? "There was nothing to remove." : "Removed: " + removed;
    }
}
