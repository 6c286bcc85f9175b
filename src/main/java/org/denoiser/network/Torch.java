package org.denoiser.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;

/**
 * The PyTorch engine of this process, started at first use. Nothing is downloaded and nobody is called: the native library
 * comes from the folder that the system property {@code PYTORCH_LIBRARY_PATH} names, from the folder of {@link GpuSetup}, or from the
 * class path. Thread-safe.
 */
final class Torch {
    private static final String PATH = "PYTORCH_LIBRARY_PATH";
    private static final String FLAVOR = "PYTORCH_FLAVOR";

    private static Engine engine;
    private static Machine machine;
    private static TorchLibrary library;

    private Torch() {}

    /**
     * Starts the engine if it does not run yet.
     *
     * @throws IllegalStateException when the native library cannot be loaded, saying what to do
     */
    static synchronized Engine engine() {
        if (engine == null) {
            engine = start();
        }
        return engine;
    }

    /** This computer. */
    static synchronized Machine machine() {
        if (machine == null) {
            machine = NvidiaDriver.here();
        }
        return machine;
    }

    /** The library that is used, or would be if the engine were started; null if there is none. */
    static synchronized TorchLibrary nativeLibrary() {
        if (library == null) {
            library = findLibrary();
        }
        return library;
    }

    private static TorchLibrary findLibrary() {
        String version = TorchLibraries.wantedVersion();
        String named = setting(PATH);
        if (named != null) {
            String flavor = setting(FLAVOR) == null ? "cpu" : setting(FLAVOR);
            return new TorchLibrary(version, flavor, machine().classifier(), Path.of(named));
        }
        return TorchLibrary.choose(machine(), TorchLibraries.installed(), TorchLibraries.bundled(), version);
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        return value == null ? System.getProperty(name) : value;
    }

    static synchronized boolean isRunning() {
        return engine != null;
    }

    private static Engine start() {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        NativeSettings.apply();
        if (nativeLibrary() == null) {
            throw new IllegalStateException("There is no PyTorch library for "
                    + machine().classifier() + ". The Denoiser download for this system brings it in its jars folder,"
                    + " and " + DeviceChoice.SETUP + " can install it.");
        }
        if (nativeLibrary().folder() != null) {
            setDefault(PATH, nativeLibrary().folder().toString());
            setDefault(FLAVOR, nativeLibrary().flavor());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL looks for the native library through this loader; ImageJ's would not see the plugin's jars.
        thread.setContextClassLoader(Torch.class.getClassLoader());
        try {
            Engine started = Engine.getEngine("PyTorch");
            JniUtils.setNumThreads(defaultThreads());
            return started;
        } catch (EngineException | LinkageError e) {
            throw new IllegalStateException(
                    "The library " + nativeLibrary() + " could not be loaded: " + rootMessage(e)
                            + (nativeLibrary().folder() == null ? "." : ". " + DeviceChoice.SETUP + " can remove it."),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Uses this many threads per operation from now on; at least 1. */
    static void useThreads(int threads) {
        engine();
        JniUtils.setNumThreads(threads);
    }

    /** Threads that the machine has for us. */
    static int defaultThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    static Device resolve(DeviceChoice choice) {
        engine();
        return choice.resolve(machine(), nativeLibrary());
    }

    /** How logs and keys name a device: {@code cpu}, {@code gpu0}, {@code mps}. */
    static String nameOf(Device device) {
        return device.isGpu() ? "gpu" + device.getDeviceId() : device.getDeviceType();
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String rootMessage(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
