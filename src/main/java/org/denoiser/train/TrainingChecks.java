package org.denoiser.train;

import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.patch.PatchSampler;

/** What is refused before a training starts, rather than in the middle of it. */
final class TrainingChecks {
    private TrainingChecks() {}

    /** @throws IllegalArgumentException with a sentence on the first thing that does not suit the rest */
    static void check(TrainingOptions options, PatchSampler training, PatchSampler validation) {
        Architecture architecture = options.architecture();
        int side = training.side();
        int planes = training.planes();
        if (!architecture.takes(planes, side, side)) {
            throw new IllegalArgumentException("patch=" + side + (planes == 1 ? "" : " planes=" + planes) + ": "
                    + architecture.preset().key() + " takes patches " + architecture.sizes());
        }
        if (validation.planes() != planes) {
            throw new IllegalArgumentException("planes=" + planes + ": the patches to validate with, of "
                    + validation.planes() + ", must have as many");
        }
        if (validation.side() != side) {
            throw new IllegalArgumentException("patch=" + side + ": the patches to validate with, of "
                    + validation.side() + " pixels, must be as large");
        }
        checkChannels(architecture, training);
        checkChannels(architecture, validation);
        if ((long) options.batch() * training.patchElements() > Integer.MAX_VALUE / Float.BYTES) {
            throw new IllegalArgumentException("batch=" + options.batch() + " of patch=" + side
                    + ": batches of up to 2 GB are possible, a smaller batch or patch is needed");
        }
        if (options.loss() == Loss.BCE) {
            checkCrossEntropy(training, validation);
        }
    }

    private static void checkChannels(Architecture architecture, PatchSampler sampler) {
        if (sampler.channels() != architecture.channels()) {
            throw new IllegalArgumentException("channels=" + architecture.channels() + ": the images have "
                    + sampler.channels() + ", as many are needed");
        }
    }

    /** Cross-entropy takes logarithms of the output, which the network bounds, and weighs them by the clean values. */
    private static void checkCrossEntropy(PatchSampler training, PatchSampler validation) {
        if (!training.isWithin(0, 1) || !validation.isWithin(0, 1)) {
            throw new IllegalArgumentException("loss=bce: images scaled to values within 0 to 1 are needed, such as by"
                    + " range=full or range=minmax");
        }
    }
}
