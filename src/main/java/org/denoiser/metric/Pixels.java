package org.denoiser.metric;

/** Checks of what is measured. */
final class Pixels {

    private Pixels() {}

    /** Checks that two images can be compared: equally many pixels, at least one, and all of them finite. */
    static void requireComparable(float[] image, float[] reference) {
        if (image.length != reference.length) {
            throw new IllegalArgumentException("The image has " + image.length + " pixels and its reference has "
                    + reference.length + "; they must have the same size.");
        }
        if (image.length == 0) throw new IllegalArgumentException("Images without pixels cannot be compared.");
        requireFinite(image, "image");
        requireFinite(reference, "reference");
    }

    /** Checks that a number is finite and above zero. */
    static double requirePositive(double value, String name) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The " + name + " of " + value + " is not allowed; it must be finite and above 0.");
        }
        return value;
    }

    static double mean(float[] pixels) {
        double sum = 0;
        for (float value : pixels) sum += value;
        return sum / pixels.length;
    }

    private static void requireFinite(float[] pixels, String name) {
        int bad = 0;
        for (float value : pixels) if (!Float.isFinite(value)) bad++;
        if (bad > 0) {
            throw new IllegalArgumentException("The " + name + " cannot be measured: " + bad + " of its "
                    + pixels.length + " pixels " + (bad == 1 ? "is" : "are") + " NaN or infinite.");
        }
    }
}
