package org.denoiser.network;

/** What computes. */
public final class EngineInfo {
    private EngineInfo() {}

    /** Version of the PyTorch library in use, for example {@code 2.7.1}; starts the engine. */
    public static String version() {
        return Torch.engine().getVersion();
    }

    /** The library in use and its place, in words; starts the engine. */
    public static String nativeLibrary() {
        Torch.engine();
        return Torch.nativeLibrary().toString();
    }
}
