package org.denoiser.architecture;

/** A positive fraction in lowest terms. Immutable. */
final class Ratio {
    static final Ratio ONE = new Ratio(1, 1);

    final int up;
    final int down;

    private Ratio(int up, int down) {
        this.up = up;
        this.down = down;
    }

    static Ratio of(int up, int down) {
        int divisor = gcd(up, down);
        return new Ratio(up / divisor, down / divisor);
    }

    Ratio times(Ratio other) {
        return of(up * other.up, down * other.down);
    }

    boolean isSame(Ratio other) {
        return up == other.up && down == other.down;
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
