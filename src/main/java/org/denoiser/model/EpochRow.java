package org.denoiser.model;

import java.util.Objects;

/**
 * The figures of one epoch of a training. Immutable. A figure that was not taken, or is not finite, is NaN.
 */
public final class EpochRow {
    private final int epoch;
    private final long step;
    private final double trainingLoss;
    private final double validationLoss;
    private final double validationPsnr;
    private final double rate;
    private final double seconds;

    private EpochRow(int epoch, long step, double... figures) {
        this.epoch = epoch;
        this.step = step;
        trainingLoss = figures[0];
        validationLoss = figures[1];
        validationPsnr = figures[2];
        rate = figures[3];
        seconds = figures[4];
    }

    /**
     * @param epoch number of the epoch, from 1
     * @param step steps of the optimiser since the training began, at the end of the epoch
     * @param trainingLoss mean over the steps of the epoch
     * @param validationLoss mean over the validation images after the epoch; NaN without validation
     * @param validationPsnr in dB, as validationLoss
     * @param rate learning rate of the epoch's last step
     * @param seconds since the training began, at the end of the epoch
     * @throws IllegalArgumentException for an epoch below 1 or a negative step
     */
    public static EpochRow of(
            int epoch,
            long step,
            double trainingLoss,
            double validationLoss,
            double validationPsnr,
            double rate,
            double seconds) {
        if (epoch < 1 || step < 0) {
            throw new IllegalArgumentException(
                    "epoch=" + epoch + " step=" + step + ": epochs count from 1 and steps from 0");
        }
        return new EpochRow(
                epoch,
                step,
                known(trainingLoss),
                known(validationLoss),
                known(validationPsnr),
                known(rate),
                known(seconds));
    }

    /** A diverged loss or the PSNR of a perfect image is infinite, which JSON cannot say. */
    private static double known(double figure) {
        return Double.isFinite(figure) ? figure : Double.NaN;
    }

    public int epoch() {
        return epoch;
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

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof EpochRow)) {
            return false;
        }
        EpochRow that = (EpochRow) other;
        return epoch == that.epoch
                && step == that.step
                && Double.compare(trainingLoss, that.trainingLoss) == 0
                && Double.compare(validationLoss, that.validationLoss) == 0
                && Double.compare(validationPsnr, that.validationPsnr) == 0
                && Double.compare(rate, that.rate) == 0
                && Double.compare(seconds, that.seconds) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, step, trainingLoss, validationLoss, validationPsnr, rate, seconds);
    }

    @Override
    public String toString() {
        return "epoch " + epoch + " step " + step + " loss " + trainingLoss + " validation " + validationLoss + " psnr "
                + validationPsnr + " rate " + rate + " seconds " + seconds;
    }
}
