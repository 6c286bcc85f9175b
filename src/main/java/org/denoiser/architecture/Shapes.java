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

    static void needMultiple(String kind, FeatureShape shape, int multiple) {
        if (shape.height() % multiple != 0 || shape.width() % multiple != 0) {
            throw new IllegalArgumentException(
                    kind + " takes sizes that are multiples of " + multiple + ", not " + shape);
        }
    }
}
