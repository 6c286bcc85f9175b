package org.denoiser.architecture;

import java.util.List;

/**
 * The code of a variational autoencoder, from its mean and the logarithm of its variance (Kingma and Welling 2014, arXiv
 * 1312.6114, section 2.4): while training the mean plus so many standard deviations as the variable {@value #DRAWS} says,
 * otherwise the mean.
 */
final class Sample implements Layer {
    /** The step program's variable of standard normal values, (batch, {@link #draws}). */
    static final String DRAWS = "draws";

    private final int size;

    Sample(int size) {
        this.size = size;
    }

    @Override
    public String kind() {
        return "Sample";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape code = FeatureShape.vector(size);
        Shapes.needSame(kind(), inputs.get(0), code);
        Shapes.needSame(kind(), inputs.get(1), code);
        return code;
    }

    @Override
    public int draws() {
        return size;
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        String mean = inputs.get(0);
        if (!context.isTraining()) {
            return mean;
        }
        String deviation = "torch.exp(torch.mul(" + ScriptContext.toFloat32(inputs.get(1)) + ", 0.5))";
        String code = "torch.add(" + ScriptContext.toFloat32(mean) + ", torch.mul(" + deviation + ", " + DRAWS + "))";
        return context.isBfloat16() ? ScriptContext.toBfloat16(code) : code;
    }
}
