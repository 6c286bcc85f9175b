package org.denoiser.network;

import ai.djl.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a network is to run, as the key {@code device} says it: {@code auto}, {@code cpu}, {@code gpu}, {@code gpu1} and so
 * on. Immutable.
 */
public final class DeviceChoice {
    /** A GPU when there is one, else the processor. */
    public static final DeviceChoice AUTO = new DeviceChoice("auto", -1);

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
        if (key.equals("cpu")) {
            return new DeviceChoice(key, -1);
        }
        if (key.equals("auto")) {
            return AUTO;
        }
        throw new IllegalArgumentException("device=" + key + ": one of auto, cpu, gpu, gpu1, gpu2... is needed");
    }

    /**
     * The device meant, given how many GPUs the engine can use.
     *
     * @throws IllegalArgumentException when a GPU is asked for that is not there
     */
    Device resolve(int gpus) {
        if (this == AUTO) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (gpu < 0) {
            return Device.cpu();
        }
        if (gpu >= gpus) {
            throw new IllegalArgumentException("device=" + key + ": "
                    + (gpus == 0
                            ? "no GPU was found that the installed PyTorch library can use"
                            : "only " + gpus + (gpus == 1 ? " GPU found" : " GPUs found"))
                    + "; auto or cpu run without one");
        }
        return Device.gpu(gpu);
    }

    @Override
    public String toString() {
        return key;
    }
}
