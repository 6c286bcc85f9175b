package org.denoiser.patch;

/**
 * An image to learn from, its values scaled so that its range is about 0..1; it may have a target, which the network shall make of
 * it. The pixels are held, not copied; nobody may change them afterwards. Thread-safe under that condition.
 */
public final class TrainingImage {
    private final String name;
    private final int width;
    private final int height;
    private final int channels;
    private final float[] pixels;
    private final TrainingImage target;

    /**
     * An image without a target.
     *
     * @param name for messages and records
     * @param pixels height x width x channels values, the channels of a pixel side by side
     */
    public TrainingImage(String name, int width, int height, int channels, float[] pixels) {
        this(name, width, height, channels, pixels, null);
    }

    private TrainingImage(String name, int width, int height, int channels, float[] pixels, TrainingImage target) {
        if ((long) width * height * channels != pixels.length) {
            throw new IllegalArgumentException(
                    pixels.length + " values are no image of " + width + "x" + height + "x" + channels);
        }
        this.name = name;
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.pixels = pixels;
        this.target = target;
    }

    /**
     * The same image with a target.
     *
     * @throws IllegalArgumentException naming both when they differ in width, height or channels
     */
    public TrainingImage withTarget(TrainingImage image) {
        if (image.width != width || image.height != height || image.channels != channels) {
            throw new IllegalArgumentException("'" + name + "' is " + size() + ", but its target '" + image.name + "' "
                    + image.size() + "; both must be of the same size");
        }
        return new TrainingImage(name, width, height, channels, pixels, image);
    }

    private String size() {
        return width + "x" + height + (channels == 1 ? "" : " with " + channels + " channels");
    }

    /** What the network shall make of this image; null when that is not given. */
    public TrainingImage target() {
        return target;
    }

    public String name() {
        return name;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int channels() {
        return channels;
    }

    /** The part from {@code x, y} on, as an image of its own. */
    public TrainingImage crop(int x, int y, int cropWidth, int cropHeight) {
        float[] part = new float[cropWidth * cropHeight * channels];
        for (int row = 0; row < cropHeight; row++) {
            int from = ((y + row) * width + x) * channels;
            System.arraycopy(pixels, from, part, row * cropWidth * channels, cropWidth * channels);
        }
        TrainingImage partOfTarget = target == null ? null : target.crop(x, y, cropWidth, cropHeight);
        return new TrainingImage(name, cropWidth, cropHeight, channels, part, partOfTarget);
    }

    /** The image itself when it is at least this large, else extended by reflection at its far edges, as its target. */
    TrainingImage atLeast(int size) {
        if (width >= size && height >= size) {
            return this;
        }
        int newWidth = Math.max(width, size);
        int newHeight = Math.max(height, size);
        float[] extended = new float[newWidth * newHeight * channels];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int from = (reflect(y, height) * width + reflect(x, width)) * channels;
                System.arraycopy(pixels, from, extended, (y * newWidth + x) * channels, channels);
            }
        }
        TrainingImage extendedTarget = target == null ? null : target.atLeast(size);
        return new TrainingImage(name, newWidth, newHeight, channels, extended, extendedTarget);
    }

    /** Copies the channels of a pixel. */
    void copy(int x, int y, float[] to, int index) {
        System.arraycopy(pixels, (y * width + x) * channels, to, index, channels);
    }

    /** Interpolates bilinearly between the pixels around a position, which may lie outside: there the image is reflected. */
    void interpolate(double x, double y, float[] to, int index) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double below = y - top;
        int x0 = reflect(left, width);
        int x1 = reflect(left + 1, width);
        int y0 = reflect(top, height) * width;
        int y1 = reflect(top + 1, height) * width;
        for (int channel = 0; channel < channels; channel++) {
            double upper = (1 - right) * pixels[(y0 + x0) * channels + channel]
                    + right * pixels[(y0 + x1) * channels + channel];
            double lower = (1 - right) * pixels[(y1 + x0) * channels + channel]
                    + right * pixels[(y1 + x1) * channels + channel];
            to[index + channel] = (float) ((1 - below) * upper + below * lower);
        }
    }

    private static int reflect(int index, int size) {
        if (size == 1) {
            return 0;
        }
        int position = Math.floorMod(index, 2 * size - 2);
        return position < size ? position : 2 * size - 2 - position;
    }

    /** The first channel of the pixel at {@code x, y}. */
    float at(int x, int y) {
        return pixels[(y * width + x) * channels];
    }

    float[] pixels() {
        return pixels;
    }
}
