package org.denoiser.model;

import java.util.Objects;

/**
 * The figures of one epoch of a training. Immutable. A figure that was not taken, or is not finite, is NaN.
 */
public final class EpochRow {
    private final int epoch;
    private final long step;
    private final double trainingLoss;
    private final Figures validation;
    private final double rate;
    private final double seconds;

    private EpochRow(int epoch, long step, double trainingLoss, Figures validation, double rate, double seconds) {
        this.epoch = epoch;
        this.step = step;
        this.trainingLoss = trainingLoss;
        this.validation = validation;
        this.rate = rate;
        this.seconds = seconds;
    }

    /**
     * @param epoch number of the epoch, from 1
     * @param step steps of the optimiser since the training began, at the end of the epoch
     * @param trainingLoss mean over the steps of the epoch; NaN when training blew up in it
     * @param validation of the averaged weights after the epoch
     * @param rate learning rate of the epoch's last step
     * @param seconds since the training began, at the end of the epoch
     * @throws IllegalArgumentException for an epoch below 1 or a negative step
     */
    public static EpochRow of(
            int epoch, long step, double trainingLoss, Figures validation, double rate, double seconds) {
        if (epoch < 1 || step < 0) {
            throw new IllegalArgumentException(
                    "epoch=" + epoch + " step=" + step + ": epochs count from 1 and steps from 0");
        }
        return new EpochRow(
                epoch, step, Figures.known(trainingLoss), validation, Figures.known(rate), Figures.known(seconds));
    }

    /** The row of an epoch that was validated by loss and PSNR alone, as version 0.1.0 did; NaN without validation. */
    public static EpochRow of(
            int epoch,
            long step,
            double trainingLoss,
            double validationLoss,
            double validationPsnr,
            double rate,
            double seconds) {
        Figures validation = Figures.of(validationLoss, Double.NaN, validationPsnr, Double.NaN, Double.NaN);
        return of(epoch, step, trainingLoss, validation, rate, seconds);
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

    /** All figures of the validation; those that were not taken are NaN in it. */
    public Figures validation() {
        return validation;
    }

    public double validationLoss() {
        return validation.loss();
    }

    /** In dB. */
    public double validationPsnr() {
        return validation.psnr();
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
                && validation.equals(that.validation)
                && Double.compare(rate, that.rate) == 0
                && Double.compare(seconds, that.seconds) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, step, trainingLoss, validation, rate, seconds);
    }

    @Override
    public String toString() {
        return "epoch " + epoch + " step " + step + " loss " + trainingLoss + " validation " + validation + " rate "
                + rate + " seconds " + seconds;
    }
}
