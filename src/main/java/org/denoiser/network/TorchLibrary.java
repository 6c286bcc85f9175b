package org.denoiser.network;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PyTorch library on this computer. Immutable. */
final class TorchLibrary {
    /** How the folder of one is called: version, flavour, system and processor. */
    private static final Pattern FOLDER =
            Pattern.compile("([0-9]+\\.[0-9]+\\.[0-9]+)-(cpu|cu[0-9]{3})-((?:linux|win|osx)-(?:x86_64|aarch64))");

    private final String version;
    private final String flavor;
    private final String classifier;
    private final Path folder;

    /** @param folder that holds the library's files; null for a jar on the class path */
    TorchLibrary(String version, String flavor, String classifier, Path folder) {
        this.version = version;
        this.flavor = flavor;
        this.classifier = classifier;
        this.folder = folder;
    }

    /** The one that a folder's name tells, or null. */
    static TorchLibrary named(Path folder, String subfolder) {
        Matcher matcher = FOLDER.matcher(folder.getFileName().toString());
        return matcher.matches()
                ? new TorchLibrary(matcher.group(1), matcher.group(2), matcher.group(3), folder.resolve(subfolder))
                : null;
    }

    /**
     * The library that a computer is to use. One that was put there on purpose goes before the one that came with the plugin, and where
     * there is a GPU that can be used, one that can use it before any other; so a library for the processor never hides a GPU.
     *
     * @param installed those that {@link GpuSetup} put into their folder
     * @param bundled the one on the class path, or null
     * @param version that fits the Java side
     * @return null when there is none for this system
     */
    static TorchLibrary choose(Machine machine, List<TorchLibrary> installed, TorchLibrary bundled, String version) {
        TorchLibrary chosen = fits(bundled, machine, version) ? bundled : null;
        for (TorchLibrary library : installed) {
            if (!fits(library, machine, version) || library.isCuda() && !machine.canUseCuda()) {
                continue;
            }
            boolean better = chosen == null || chosen.folder == null || library.isCuda() && !chosen.isCuda();
            chosen = better ? library : chosen;
        }
        return chosen;
    }

    private static boolean fits(TorchLibrary library, Machine machine, String version) {
        return library != null
                && library.classifier.equals(machine.classifier())
                && library.version.equals(version)
                && (!library.isCuda() || machine.canUseCuda());
    }

    /** Whether it can use NVIDIA GPUs. */
    boolean isCuda() {
        return flavor.startsWith("cu");
    }

    String version() {
        return version;
    }

    /** {@code cpu}, or {@code cu128} for CUDA 12.8. */
    String flavor() {
        return flavor;
    }

    /** The folder with its files; null for a jar on the class path. */
    Path folder() {
        return folder;
    }

    /** For example {@code PyTorch 2.7.1 for the processor, with the plugin}. */
    @Override
    public String toString() {
        String kind = isCuda() ? "for NVIDIA GPUs (" + flavor + ")" : "for the processor";
        return "PyTorch " + version + " " + kind + (folder == null ? ", which came with the plugin" : ", in " + folder);
    }
}
