package org.denoiser.noise;

/** Checks of parameters. */
final class Checks {

    private Checks() {}

    static double notNegative(double value, String name) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "A " + name + " of " + Decimals.text(value) + " is not allowed; it must be finite and 0 or more.");
        }
        return value;
    }

    static double positive(double value, String name) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "A " + name + " of " + Decimals.text(value) + " is not allowed; it must be finite and above 0.");
        }
        return value;
    }

    static double finite(double value, String name) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("A " + name + " of " + value + " is not allowed; it must be finite.");
        }
        return value;
    }

    static double fraction(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "A fraction of " + Decimals.text(value) + " is not allowed; it must be 0 to 1.");
        }
        return value;
    }

    static void range(double black, double white) {
        if (!(black < white) || Double.isInfinite(black) || Double.isInfinite(white)) {
            throw new IllegalArgumentException("A range from black=" + Decimals.text(black) + " to white="
                    + Decimals.text(white) + " is not allowed; white must lie above black.");
        }
    }
}
