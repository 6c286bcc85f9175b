package org.denoiser.network;

import ai.djl.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a network is to run, as the key {@code device} says it: {@code auto}, {@code cpu}, {@code gpu}, {@code gpu1} and so
 * on, {@code mps}. Immutable.
 */
public final class DeviceChoice {
    /** A GPU when there is one, else the processor. */
    public static final DeviceChoice AUTO = new DeviceChoice("auto", -1);

    /** The menu entry that installs a library, for sentences. */
    static final String SETUP = "GPU Setup... (in a shell: gpu)";

    private static final String METAL = "mps";
    private static final Pattern GPU = Pattern.compile("gpu([0-9]{0,2})");

    private final String key;
    private final int gpu;

    private DeviceChoice(String key, int gpu) {
        this.key = key;
        this.gpu = gpu;
    }

    /** @throws IllegalArgumentException for a name that is none of those allowed */
    public static DeviceChoice ofKey(String key) {
        Matcher matcher = GPU.matcher(key);
        if (matcher.matches()) {
            String number = matcher.group(1);
            return new DeviceChoice(key, number.isEmpty() ? 0 : Integer.parseInt(number));
        }
        if (key.equals("cpu") || key.equals(METAL)) {
            return new DeviceChoice(key, -1);
        }
        if (key.equals("auto")) {
            return AUTO;
        }
        throw new IllegalArgumentException("device=" + key + ": one of auto, cpu, gpu, gpu1, gpu2... mps is needed");
    }

    /**
     * The device meant, on a computer with a library.
     *
     * @throws IllegalArgumentException when a GPU is asked for that is not there or that the library cannot use
     */
    Device resolve(Machine machine, TorchLibrary library) {
        int gpus = library.isCuda() ? machine.gpus().size() : 0;
        if (this == AUTO) {
            return gpus > 0 ? Device.gpu(0) : machine.hasMetal() ? metal() : Device.cpu();
        }
        if (key.equals("cpu")) {
            return Device.cpu();
        }
        boolean first = gpu <= 0;
        if (machine.hasMetal() && first) {
            return metal();
        }
        if (key.equals(METAL) || gpu >= gpus) {
            throw new IllegalArgumentException(
                    "device=" + key + ": " + missing(machine, library) + "; auto or cpu run without one");
        }
        return Device.gpu(gpu);
    }

    private static Device metal() {
        return Device.of(METAL, -1);
    }

    private String missing(Machine machine, TorchLibrary library) {
        if (key.equals(METAL)) {
            return "this is for Macs with Apple's own processors only";
        }
        int there = machine.hasMetal() ? 1 : machine.gpus().size();
        if (there == 0) {
            return "no GPU was found that PyTorch can use";
        }
        String advice = advice(machine, library);
        if (!advice.isEmpty() && gpu < there) {
            return advice;
        }
        return "only " + there + (there == 1 ? " GPU found" : " GPUs found");
    }

    /** What keeps a GPU that is there from being used, and what helps; empty when nothing does. */
    static String advice(Machine machine, TorchLibrary library) {
        if (machine.gpus().isEmpty() || library.isCuda()) {
            return "";
        }
        String found = "a GPU is there (" + machine.gpus().get(0) + "), but ";
        return machine.canUseCuda()
                ? found + "the installed PyTorch library is for the processor: " + SETUP + " installs the one for GPUs"
                : found + machine.obstacle() + ", see " + SETUP;
    }

    /** The sentence on a GPU that stands idle although {@code auto} was asked for; empty when there is none. */
    String notice(Machine machine, TorchLibrary library) {
        String advice = this == AUTO ? advice(machine, library) : "";
        return advice.isEmpty() ? "" : "Runs on the processor: " + advice + ".";
    }

    @Override
    public String toString() {
        return key;
    }
}
