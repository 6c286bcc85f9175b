package org.denoiser.train;

/** Figures of one epoch. Immutable. */
public final class Epoch {
    private final int number;
    private final long step;
    private final double trainingLoss;
    private final double validationLoss;
    private final double validationPsnr;
    private final double rate;
    private final double seconds;

    /**
     * @param number from 1 on
     * @param step last step of the epoch, from the beginning of the training
     * @param trainingLoss mean over the steps of the epoch; NaN when training blew up in it
     * @param validationLoss of the averaged weights
     * @param validationPsnr of the averaged weights, in dB for a peak of 1
     * @param rate learning rate of the last step
     * @param seconds since the beginning of the training
     */
    public Epoch(
            int number,
            long step,
            double trainingLoss,
            double validationLoss,
            double validationPsnr,
            double rate,
            double seconds) {
        this.number = number;
        this.step = step;
        this.trainingLoss = trainingLoss;
        this.validationLoss = validationLoss;
        this.validationPsnr = validationPsnr;
        this.rate = rate;
        this.seconds = seconds;
    }

    public int number() {
        return number;
    }

    public long step() {
        return step;
    }

    public double trainingLoss() {
        return trainingLoss;
    }

    public double validationLoss() {
        return validationLoss;
    }

    public double validationPsnr() {
        return validationPsnr;
    }

    public double rate() {
        return rate;
    }

    public double seconds() {
        return seconds;
    }
}
