package org.denoiser.operation;

/** The values that an operation works on, in place: channels of one size. Not thread-safe. */
public final class Sample {
    private final float[][] channels;
    private final int height;
    private final int width;

    /**
     * @param channels one array of height x width values each, the caller's; they are changed by operations
     * @throws IllegalArgumentException when there are none or one is of another size
     */
    public Sample(float[][] channels, int height, int width) {
        if (channels.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one channel");
        }
        for (float[] channel : channels) {
            if (channel.length != (long) height * width) {
                throw new IllegalArgumentException(
                        "a channel of " + channel.length + " values is none of " + height + "x" + width);
            }
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    int channels() {
        return channels.length;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** The values of a channel, rows one after the other; not a copy. */
    float[] channel(int channel) {
        return channels[channel];
    }
}
