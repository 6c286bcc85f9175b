package org.denoiser.architecture;

import java.util.Set;

/** What the code of a layer depends on besides the layer: training or not, and the precision. Immutable. */
final class ScriptContext {
    /** PyTorch's numbers of the element types, as serialised code writes them. */
    private static final int FLOAT32 = 6;

    private static final int BFLOAT16 = 15;

    private final boolean training;
    private final boolean bfloat16;
    private final Set<String> narrow;

    private ScriptContext(boolean training, boolean bfloat16, Set<String> narrow) {
        this.training = training;
        this.bfloat16 = bfloat16;
        this.narrow = Set.copyOf(narrow);
    }

    /** Code that only runs; with {@code bfloat16} the stored parameters have that type already. */
    static ScriptContext inference(boolean bfloat16) {
        return new ScriptContext(false, bfloat16, Set.of());
    }

    /** Code in float32 that only runs, and casts these parameters, which are stored in 16 bits. */
    static ScriptContext exchange(Set<String> narrow) {
        return new ScriptContext(false, false, narrow);
    }

    /** Code that is differentiated; float32 parameters are cast where the arithmetic is bfloat16. */
    static ScriptContext training(boolean bfloat16) {
        return new ScriptContext(true, bfloat16, Set.of());
    }

    boolean isTraining() {
        return training;
    }

    boolean isBfloat16() {
        return bfloat16;
    }

    /** Expression for a parameter in the precision of the arithmetic. */
    String parameter(String name) {
        return training && bfloat16 ? toBfloat16(stored(name)) : single(name);
    }

    /** Expression for a parameter that is float32 whatever the arithmetic. */
    String single(String name) {
        return narrow.contains(name) ? toFloat32(stored(name)) : stored(name);
    }

    private static String stored(String name) {
        return "(self)." + name;
    }

    static String toBfloat16(String expression) {
        return "torch.to(" + expression + ", " + BFLOAT16 + ")";
    }

    static String toFloat32(String expression) {
        return "torch.to(" + expression + ", " + FLOAT32 + ")";
    }
}
