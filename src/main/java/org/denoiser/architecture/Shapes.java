package org.denoiser.architecture;

/** Checks of shapes that several layers share. */
final class Shapes {
    private Shapes() {}

    static void needChannels(String kind, FeatureShape shape, int channels) {
        if (shape.channels() != channels) {
            throw new IllegalArgumentException(
                    kind + " takes " + channels + " channels, not the " + shape.channels() + " of " + shape);
        }
    }

    static void needVolume(String kind, FeatureShape shape) {
        if (!shape.isVolume()) {
            throw new IllegalArgumentException(kind + " takes volumes, not " + shape);
        }
    }

    static void needSame(String kind, FeatureShape shape, FeatureShape needed) {
        if (!shape.equals(needed)) {
            throw new IllegalArgumentException(kind + " takes " + needed + ", not " + shape);
        }
    }

    static void needSameSize(String kind, FeatureShape a, FeatureShape b) {
        if (!a.withChannels(1).equals(b.withChannels(1))) {
            throw new IllegalArgumentException(kind + " takes inputs of one size, not " + a + " and " + b);
        }
    }

    static void needMultiple(String kind, FeatureShape shape, int multiple) {
        needMultiple(kind, shape, multiple, multiple);
    }

    /** @param rest what the sizes leave over when divided, 1 to {@code multiple} */
    static void needMultiple(String kind, FeatureShape shape, int multiple, int rest) {
        if ((shape.height() - rest) % multiple != 0 || (shape.width() - rest) % multiple != 0) {
            throw new IllegalArgumentException(kind + " takes sizes that are multiples of " + multiple
                    + (rest == multiple ? "" : " plus " + rest) + ", not " + shape);
        }
    }
}
