package org.denoiser.network;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Settings that the native libraries read from the environment while they are loaded, so that Java's own settings come too
 * late. What the user has set stays.
 *
 * <ul>
 *   <li>{@code OMP_WAIT_POLICY}: OpenMP's threads spin while they wait. Where other programs want the cores as well, the
 *       spinning thread keeps its core from the one that it waits for, and a call takes several times as long.
 *   <li>{@code THP_MEM_ALLOC_ENABLE}: PyTorch asks for huge pages for large tensors (c10/core/impl/alloc_cpu). Otherwise
 *       Linux hands out and clears thousands of small pages for each layer of a large tile, every time.
 * </ul>
 */
final class NativeSettings {
    private NativeSettings() {}

    /** To be called before the native library is loaded; does nothing where the environment cannot be changed. */
    static void apply() {
        if (!Platform.isWindows()) {
            try {
                setDefault("OMP_WAIT_POLICY", "PASSIVE");
                setDefault("THP_MEM_ALLOC_ENABLE", "1");
            } catch (LinkageError | RuntimeException e) {
                // Without native access everything still works, only slower.
            }
        }
    }

    /** Gives a variable a value as C code of this process sees it, unless it has one (POSIX.1-2017, setenv). */
    static void setDefault(String name, String value) {
        Object[] keepOld = {name, value, 0};
        NativeLibrary.getProcess().getFunction("setenv").invokeInt(keepOld);
    }
}
