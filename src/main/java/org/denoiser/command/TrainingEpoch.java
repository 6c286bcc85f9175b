package org.denoiser.command;

/** The figures of an epoch of a training. Immutable. */
public final class TrainingEpoch {
    private final int number;
    private final double trainingLoss;
    private final double validationLoss;
    private final double psnr;
    private final boolean best;

    /**
     * @param number from 1 on
     * @param trainingLoss mean over the steps of the epoch; NaN if that is not known
     * @param validationLoss after the epoch
     * @param psnr of the validation in dB; NaN where there is no truth
     * @param best whether its weights are the best so far
     */
    public TrainingEpoch(int number, double trainingLoss, double validationLoss, double psnr, boolean best) {
        this.number = number;
        this.trainingLoss = trainingLoss;
        this.validationLoss = validationLoss;
        this.psnr = psnr;
        this.best = best;
    }

    /** From 1 on. */
    public int number() {
        return number;
    }

    /** Mean over the steps of the epoch; NaN if that is not known. */
    public double trainingLoss() {
        return trainingLoss;
    }

    public double validationLoss() {
        return validationLoss;
    }

    /** Of the validation, in dB; NaN where there is no truth. */
    public double psnr() {
        return psnr;
    }

    /** Whether no epoch before was as good. */
    public boolean isBest() {
        return best;
    }
}
