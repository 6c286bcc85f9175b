package org.denoiser.network;

import java.util.List;
import java.util.Locale;

/**
 * What a computer has that decides where networks run: a value, so that the decision can be tried for computers that are not there.
 * Immutable.
 */
public final class Machine {
    /**
     * The first NVIDIA driver that runs programs of CUDA 12 (NVIDIA, "CUDA Compatibility", table of minimum driver versions: 525.60.13 on
     * Linux, 528.33 on Windows).
     */
    private static final int FIRST_DRIVER = 525;

    private final String system;
    private final String processor;
    private final String driver;
    private final String cuda;
    private final List<String> gpus;

    private Machine(String system, String processor, String driver, String cuda, List<String> gpus) {
        this.system = system;
        this.processor = processor;
        this.driver = driver;
        this.cuda = cuda;
        this.gpus = List.copyOf(gpus);
    }

    /**
     * A computer without NVIDIA GPU.
     *
     * @param osName as the system property {@code os.name} has it
     * @param osArch as the system property {@code os.arch} has it
     */
    static Machine of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String system = name.startsWith("win") ? "win" : name.startsWith("mac") ? "osx" : name;
        boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
        return new Machine(system, intel ? "x86_64" : osArch, "", "", List.of());
    }

    /**
     * The same with NVIDIA GPUs.
     *
     * @param driver its version
     * @param cuda the newest CUDA that the driver knows, or empty
     * @param gpus their names in the order of their numbers
     */
    Machine withNvidia(String driver, String cuda, List<String> gpus) {
        return new Machine(system, processor, driver, cuda, gpus);
    }

    /** System and processor as the native libraries are named after them: {@code linux-x86_64}, {@code osx-aarch64}... */
    String classifier() {
        return system + "-" + processor;
    }

    /** Names of the NVIDIA GPUs. */
    List<String> gpus() {
        return gpus;
    }

    /** Version of the NVIDIA driver, or empty. */
    String driver() {
        return driver;
    }

    /** The newest CUDA that the driver knows, or empty. */
    String cuda() {
        return cuda;
    }

    /** Whether PyTorch's Metal device is there: on Apple's own processors. */
    boolean hasMetal() {
        return classifier().equals("osx-aarch64");
    }

    /** Whether there are GPU libraries for this system at all. */
    boolean hasCudaLibraries() {
        return classifier().equals("linux-x86_64") || classifier().equals("win-x86_64");
    }

    /** Whether there is an NVIDIA GPU whose driver is new enough. */
    boolean canUseCuda() {
        if (gpus.isEmpty() || !hasCudaLibraries()) {
            return false;
        }
        String major = driver.replaceFirst("[^0-9].*", "");
        return major.isEmpty() || Integer.parseInt(major) >= FIRST_DRIVER;
    }

    /** What stands against using the NVIDIA GPUs that there are, as a clause; empty when nothing does. */
    String obstacle() {
        if (gpus.isEmpty() || canUseCuda()) {
            return "";
        }
        return hasCudaLibraries()
                ? "its driver " + driver + " is too old (" + FIRST_DRIVER + " or newer is needed)"
                : "there is no ready-made GPU library for " + classifier();
    }
}
