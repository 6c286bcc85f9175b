package org.denoiser.torchscript;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A TorchScript module without submodules: named tensors and the code of its methods. Immutable and thread-safe.
 *
 * <p>The code is in the dialect that TorchScript serialises (every operator in full, members as {@code (self).name}); the
 * class header and the declarations of the members are written by {@link ArchiveWriter} and are not part of it.
 */
public final class ScriptModule {
    private final Map<String, Tensor> tensors;
    private final String methods;

    /**
     * @param tensors the members by name, in the order in which they are stored
     * @param methods definitions ({@code def ...}), indented by two blanks
     */
    public ScriptModule(Map<String, Tensor> tensors, String methods) {
        for (String name : tensors.keySet()) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || name.equals("training")) {
                throw new IllegalArgumentException("'" + name + "' cannot name a tensor of a module");
            }
        }
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        this.methods = methods;
    }

    /** The members in stored order; unmodifiable. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    public String methods() {
        return methods;
    }
}
