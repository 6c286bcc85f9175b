package org.denoiser.architecture;

/** What the code of a layer depends on besides the layer: training or not, and the precision. Immutable. */
final class ScriptContext {
    /** PyTorch's numbers of the element types, as serialised code writes them. */
    private static final int FLOAT32 = 6;

    private static final int BFLOAT16 = 15;

    private final boolean training;
    private final boolean bfloat16;

    private ScriptContext(boolean training, boolean bfloat16) {
        this.training = training;
        this.bfloat16 = bfloat16;
    }

    /** Code that only runs; with {@code bfloat16} the stored parameters have that type already. */
    static ScriptContext inference(boolean bfloat16) {
        return new ScriptContext(false, bfloat16);
    }

    /** Code that is differentiated; float32 parameters are cast where the arithmetic is bfloat16. */
    static ScriptContext training(boolean bfloat16) {
        return new ScriptContext(true, bfloat16);
    }

    boolean isTraining() {
        return training;
    }

    boolean isBfloat16() {
        return bfloat16;
    }

    /** Expression for a parameter in the precision of the arithmetic. */
    String parameter(String name) {
        return training && bfloat16 ? toBfloat16("(self)." + name) : "(self)." + name;
    }

    static String toBfloat16(String expression) {
        return "torch.to(" + expression + ", " + BFLOAT16 + ")";
    }

    static String toFloat32(String expression) {
        return "torch.to(" + expression + ", " + FLOAT32 + ")";
    }
}
