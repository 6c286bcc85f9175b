package org.denoiser.noise;

/**
 * How noise is spread over spatial frequencies: the variance of each coefficient of a block's {@link Dct}, on average 1. White noise
 * has 1 everywhere; noise that is correlated from pixel to pixel has more at low frequencies. Immutable.
 */
public final class NoiseSpectrum {
    /** Noise that is independent from pixel to pixel. */
    public static final NoiseSpectrum WHITE = new NoiseSpectrum(1, new double[] {1});

    private final int side;
    /** Vertical, then horizontal lag, from 0 to side - 1. */
    private final double[] correlation;

    private NoiseSpectrum(int side, double[] correlation) {
        this.side = side;
        this.correlation = correlation;
    }

    /**
     * From the variances of a block's coefficients.
     *
     * @param side of the block
     * @param power {@code side * side} variances, none negative, not all 0; any scale; not kept
     */
    public static NoiseSpectrum of(int side, double[] power) {
        Dct dct = new Dct(side);
        double[] correlation = new double[side * side];
        for (int dy = 0; dy < side; dy++) {
            for (int dx = 0; dx < side; dx++) {
                double sum = 0;
                for (int v = 0; v < side; v++) {
                    double vertical = dct.autocorrelation(v, dy);
                    for (int u = 0; u < side; u++) sum += power[v * side + u] * vertical * dct.autocorrelation(u, dx);
                }
                correlation[dy * side + dx] = sum;
            }
        }
        double variance = correlation[0];
        for (int i = 0; i < correlation.length; i++) correlation[i] /= variance;
        return new NoiseSpectrum(side, correlation);
    }

    /** Whether the noise is independent from pixel to pixel. */
    public boolean isWhite() {
        return side == 1;
    }

    /**
     * The correlation of the noise of two pixels, 1 for a pixel with itself; towards the side of the block that was measured it
     * falls to 0, as it does beyond it, so that no covariance matrix made from it has a negative eigenvalue.
     *
     * @param dx horizontal distance in pixels, of either sign
     * @param dy vertical distance in pixels, of either sign
     */
    public double correlation(int dx, int dy) {
        int x = Math.abs(dx);
        int y = Math.abs(dy);
        return x < side && y < side ? correlation[y * side + x] : 0;
    }

    /**
     * The variance of each coefficient of a block of another size, for noise of variance 1.
     *
     * @param dct of the block
     * @return {@code dct.side() * dct.side()} variances, vertical frequency by horizontal frequency; none below 0.001
     */
    public float[] power(Dct dct) {
        int n = dct.side();
        int reach = Math.min(side, n);
        double[][] shifted = new double[n][reach];
        for (int frequency = 0; frequency < n; frequency++) {
            for (int lag = 0; lag < reach; lag++) {
                shifted[frequency][lag] = dct.autocorrelation(frequency, lag) * (lag == 0 ? 1 : 2);
            }
        }
        float[] power = new float[n * n];
        for (int v = 0; v < n; v++) {
            for (int u = 0; u < n; u++) {
                double sum = 0;
                for (int dy = 0; dy < reach; dy++) {
                    for (int dx = 0; dx < reach; dx++) {
                        sum += correlation[dy * side + dx] * shifted[v][dy] * shifted[u][dx];
                    }
                }
                power[v * n + u] = (float) Math.max(sum, 1e-3);
            }
        }
        return power;
    }
}
