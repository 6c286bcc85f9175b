package org.denoiser.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The PyTorch engine of this process, started at first use. Nothing is downloaded and nobody is called: the native library
 * comes from the class path or from the folder that the system property {@code PYTORCH_LIBRARY_PATH} names. Thread-safe.
 */
final class Torch {
    private static Engine engine;

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

    private static Engine start() {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        NativeSettings.apply();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL looks for the native library through this loader; ImageJ's would not see the plugin's jars.
        thread.setContextClassLoader(Torch.class.getClassLoader());
        try {
            Engine started = Engine.getEngine("PyTorch");
            JniUtils.setNumThreads(defaultThreads());
            return started;
        } catch (EngineException | UnsatisfiedLinkError | ExceptionInInitializerError e) {
            throw new IllegalStateException(
                    "The PyTorch library for " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + " could not be loaded: " + rootMessage(e)
                            + ". The Denoiser download for this system brings it in its jars folder.",
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

    /** GPUs that the loaded library can use. */
    static int gpuCount() {
        Engine running = engine();
        return running.hasCapability("CUDA") ? running.getGpuCount() : 0;
    }

    static Device resolve(DeviceChoice choice) {
        return choice.resolve(gpuCount());
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
