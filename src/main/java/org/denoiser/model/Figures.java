package org.denoiser.model;

import java.util.Objects;

/**
 * How close images come to what they should be, for values of 0 to 1. Immutable. A figure that was not taken, or is not
 * finite, is NaN: those that need the truth where there is none, and the accuracy of grey images.
 */
public final class Figures {
    private final double loss;
    private final double mse;
    private final double psnr;
    private final double ssim;
    private final double accuracy;

    private Figures(double loss, double mse, double psnr, double ssim, double accuracy) {
        this.loss = loss;
        this.mse = mse;
        this.psnr = psnr;
        this.ssim = ssim;
        this.accuracy = accuracy;
    }

    /**
     * @param loss what training makes small, without penalties
     * @param mse mean squared error
     * @param psnr in dB for a peak of 1, from the mean squared error over everything
     * @param ssim mean structural similarity for a range of 1
     * @param accuracy share of the pixels whose strongest channel is that of the truth
     */
    public static Figures of(double loss, double mse, double psnr, double ssim, double accuracy) {
        return new Figures(known(loss), known(mse), known(psnr), known(ssim), known(accuracy));
    }

    /** A diverged loss or the PSNR of a perfect image is infinite, which JSON cannot say. */
    static double known(double figure) {
        return Double.isFinite(figure) ? figure : Double.NaN;
    }

    /** What training makes small, without penalties. */
    public double loss() {
        return loss;
    }

    /** Mean squared error. */
    public double mse() {
        return mse;
    }

    /** In dB for a peak of 1. */
    public double psnr() {
        return psnr;
    }

    /** Mean structural similarity, at most 1. */
    public double ssim() {
        return ssim;
    }

    /** Share of the pixels whose strongest channel is that of the truth, 0 to 1. */
    public double accuracy() {
        return accuracy;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Figures)) {
            return false;
        }
        Figures that = (Figures) other;
        return Double.compare(loss, that.loss) == 0
                && Double.compare(mse, that.mse) == 0
                && Double.compare(psnr, that.psnr) == 0
                && Double.compare(ssim, that.ssim) == 0
                && Double.compare(accuracy, that.accuracy) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(loss, mse, psnr, ssim, accuracy);
    }

    @Override
    public String toString() {
        return "loss " + loss + " mse " + mse + " psnr " + psnr + " ssim " + ssim + " accuracy " + accuracy;
    }
}
