package org.denoiser.noise;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Estimates the noise of a single plane: how strong it is, whether it grows with the value, and whether it is correlated from pixel
 * to pixel. It looks at the blocks of 16x16 pixels with the least structure, in bins of brightness: their high frequencies give the
 * variance, all their frequencies the spectrum. White noise of one strength is measured again, more finely, by the eigenvalues of
 * patches.
 *
 * <p>Structure is judged by one half of the low coefficients and the spectrum taken from the other half, and the other way round, so
 * that choosing blocks with little energy does not make the estimate small. What no block of the plane separates from noise, such as
 * a fine texture all over it, is taken for noise; correlation over more than 15 pixels is not seen.
 *
 * <p>Sources: N. Ponomarenko et al., An automatic approach to lossy compression of AVIRIS images, IGARSS 2007 (blocks ordered by
 * their low frequencies); M. Colom and A. Buades, Analysis and extension of the Ponomarenko et al. method, IPOL 2013 (bins of
 * brightness); M. Lebrun, M. Colom and J.-M. Morel, The Noise Clinic, IPOL 2015 (noise by frequency); A. Foi et al., Practical
 * Poissonian-Gaussian noise modeling and fitting for single-image raw-data, IEEE TIP 2008 (the straight line).
 */
public final class NoiseEstimator {
    /** How much the middle frequencies must exceed the high ones for noise to count as correlated. */
    private static final double CORRELATED = 2.5;
    /** From here on it does whatever the highest frequencies say, where rounding to whole numbers leaves a floor. */
    private static final double SURELY = 6;
    /** How much the variance of bright places must exceed that of dark ones for noise to count as growing. */
    private static final double GROWING = 1.5;

    private final NoiseBlocks blocks;
    private final Integer[] byMean;
    private final int bins;
    /** Mean value of the chosen blocks of each bin. */
    private final double[] value;
    /** Variance of the high coefficients of each bin. */
    private final double[] variance;

    private NoiseEstimator(NoiseBlocks blocks) {
        this.blocks = blocks;
        byMean = IntStream.range(0, blocks.count()).boxed().toArray(Integer[]::new);
        Arrays.sort(byMean, (a, b) -> Double.compare(blocks.mean[a], blocks.mean[b]));
        bins = Math.max(1, Math.min(12, blocks.count() / 200));
        value = new double[bins];
        variance = new double[bins];
        for (int bin = 0; bin < bins; bin++) measure(bin);
    }

    /**
     * Estimates the noise of a plane. The same values give the same estimate.
     *
     * @param plane {@code width * height} finite values, row by row; not modified
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     * @param assumption what is known already
     */
    public static NoiseEstimate estimate(float[] plane, int width, int height, NoiseAssumption assumption) {
        if (isConstant(plane)) return NoiseEstimate.constant(0, NoiseSpectrum.WHITE);
        if (width < NoiseBlocks.SIDE || height < NoiseBlocks.SIDE) {
            int wide = Math.max(width, NoiseBlocks.SIDE);
            int high = Math.max(height, NoiseBlocks.SIDE);
            return estimate(Mirror.extended(plane, width, height, wide, high), wide, high, assumption);
        }
        NoiseEstimator estimator = new NoiseEstimator(NoiseBlocks.of(plane, width, height));
        double[] power = estimator.power();
        boolean correlated =
                assumption == NoiseAssumption.CORRELATED || assumption == NoiseAssumption.AUTO && isCorrelated(power);
        NoiseSpectrum spectrum = correlated ? NoiseSpectrum.of(NoiseBlocks.SIDE, power) : NoiseSpectrum.WHITE;
        double scale = correlated ? Arrays.stream(power).average().orElse(1) : 1;
        NoiseLine line = NoiseLine.fit(estimator.value, estimator.variance);
        boolean growing = assumption == NoiseAssumption.POISSON_GAUSSIAN
                || assumption != NoiseAssumption.GAUSSIAN && line.rise() >= GROWING;
        if (growing && line.slope() > 0) {
            return NoiseEstimate.growing(
                    line.slope() * scale, line.intercept() * scale, line.least() * scale, spectrum);
        }
        double constant = correlated
                ? line.middle() * scale
                : Math.min(estimator.flattest(), PatchEigenvalues.variance(plane, width, height));
        return NoiseEstimate.constant(Math.sqrt(constant), spectrum);
    }

    private static boolean isConstant(float[] plane) {
        for (float v : plane) if (v != plane[0]) return false;
        return true;
    }

    private void measure(int bin) {
        Integer[] chosen = smallest(Arrays.copyOfRange(byMean, start(bin), start(bin + 1)), 20, 10, blocks::structure);
        for (int block : chosen) {
            value[bin] += blocks.mean[block] / chosen.length;
            variance[bin] += blocks.high[block] / chosen.length;
        }
        variance[bin] = Math.max(variance[bin], 1e-12);
    }

    /** Variance in the flattest blocks of the whole plane. */
    private double flattest() {
        Integer[] chosen = smallest(byMean, 40, 20, blocks::structure);
        double sum = 0;
        for (int block : chosen) sum += blocks.high[block];
        return sum / chosen.length;
    }

    /** One of {@code part} of the blocks, at least {@code least} where there are as many: those with the least energy, in its order. */
    private static Integer[] smallest(Integer[] of, int least, int part, IntToDoubleFunction energy) {
        Integer[] order = of.clone();
        Arrays.sort(order, (a, b) -> Double.compare(energy.applyAsDouble(a), energy.applyAsDouble(b)));
        return Arrays.copyOf(order, Math.min(order.length, Math.max(least, order.length / part)));
    }

    private int start(int bin) {
        return (int) ((long) blocks.count() * bin / bins);
    }

    /** Mean square of each coefficient of the flattest blocks, in units of the high coefficients' variance of their bin. */
    private double[] power() {
        double[] own = new double[blocks.count()];
        for (int bin = 0; bin < bins; bin++) {
            for (int i = start(bin); i < start(bin + 1); i++) own[byMean[i]] = variance[bin];
        }
        double[] power = new double[NoiseBlocks.COEFFICIENTS];
        int[] counts = new int[NoiseBlocks.COEFFICIENTS];
        for (int parity = 0; parity < 2; parity++) {
            double[] judged = parity == 0 ? blocks.even : blocks.odd;
            for (int block : smallest(byMean, 40, 20, block -> judged[block] / own[block])) {
                float[] values = blocks.coefficients[block];
                for (int c = 1; c < values.length; c++) {
                    int sum = c / NoiseBlocks.SIDE + c % NoiseBlocks.SIDE;
                    if (sum <= NoiseBlocks.LOW && (sum & 1) == parity) continue;
                    power[c] += (double) values[c] * values[c] / own[block];
                    counts[c]++;
                }
            }
        }
        for (int c = 1; c < power.length; c++) power[c] /= counts[c];
        // the mean of a block is no measure of noise: the neighbours stand in for it
        power[0] = (power[1] + power[NoiseBlocks.SIDE] + power[NoiseBlocks.SIDE + 1]) / 3;
        return power;
    }

    /** A spectrum of white noise under leftover structure falls, too, but not up to the highest frequencies. */
    private static boolean isCorrelated(double[] power) {
        double high = band(power, NoiseBlocks.HIGH, 22);
        double middle = band(power, 10, 14);
        return middle > CORRELATED * high && (high > 2 * band(power, 26, 30) || middle > SURELY * high);
    }

    private static double band(double[] power, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int c = 0; c < power.length; c++) {
            int frequency = c / NoiseBlocks.SIDE + c % NoiseBlocks.SIDE;
            if (frequency < from || frequency > to) continue;
            sum += power[c];
            count++;
        }
        return sum / count;
    }
}
