package org.denoiser.train;

import java.util.Map;
import org.denoiser.model.Figures;
import org.denoiser.network.Precision;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;

/** The figures of a trained network on images that training never saw, beside those of the noisy images. Immutable. */
public final class FinalTest {
    private final int patches;
    private final Figures noisy;
    private final Figures denoised;

    private FinalTest(int patches, Figures noisy, Figures denoised) {
        this.patches = patches;
        this.noisy = noisy;
        this.denoised = denoised;
    }

    /**
     * Measures on as many patches as there are places for, each figure on all of them.
     *
     * @param options of the training
     * @param weights that it gave
     * @param test the patches, of the size that was trained with, and the truth
     * @param precision that it ran in
     * @param listener hears how far it is, and may cancel it
     * @return null when it was cancelled
     * @throws IllegalArgumentException when the patches do not suit the network or the loss
     */
    public static FinalTest of(
            TrainingOptions options,
            Map<String, Tensor> weights,
            PatchSampler test,
            Precision precision,
            TrainingListener listener) {
        TrainingChecks.check(options, test, test);
        int count = test.placeCount();
        Measuring measuring = new Measuring(options, test, count, listener);
        FigureSums noisySums = measuring.sums(Long.MAX_VALUE);
        FigureSums sums = measuring.sums(Long.MAX_VALUE);
        boolean whole = measuring.run(weights, precision, (noisy, denoised, clean, part) -> {
            noisySums.add(noisy, clean, part);
            sums.add(denoised, clean, part);
        });
        return whole ? new FinalTest(count, noisySums.figures(true), sums.figures(true)) : null;
    }

    /** How many patches were measured. */
    public int patches() {
        return patches;
    }

    /** Of the noisy patches; the cross-entropy of values that are not within 0 to 1 is not known. */
    public Figures noisy() {
        return noisy;
    }

    public Figures denoised() {
        return denoised;
    }
}
