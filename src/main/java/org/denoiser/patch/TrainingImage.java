package org.denoiser.patch;

/**
 * An image or, with more than one plane, a volume to learn from, its values scaled so that its range is about 0..1; it may have a target, which the network shall make of
 * it. The pixels are held, not copied; nobody may change them afterwards. Thread-safe under that condition.
 */
public final class TrainingImage {
    /** Share of the values that may lie below the darkest and above the brightest. */
    private static final double DARKEST = 0.001;

    private final String name;
    private final int width;
    private final int height;
    private final int depth;
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
        this(name, width, height, 1, channels, pixels, null);
    }

    private TrainingImage(
            String name, int width, int height, int depth, int channels, float[] pixels, TrainingImage target) {
        if ((long) width * height * depth * channels != pixels.length) {
            throw new IllegalArgumentException(pixels.length + " values are no image of " + width + "x" + height
                    + (depth == 1 ? "" : "x" + depth) + "x" + channels);
        }
        this.name = name;
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.channels = channels;
        this.pixels = pixels;
        this.target = target;
    }

    /**
     * A volume without a target.
     *
     * @param pixels depth x height x width x channels values, plane by plane, the channels of a pixel side by side
     */
    public static TrainingImage volume(String name, int width, int height, int depth, int channels, float[] pixels) {
        return new TrainingImage(name, width, height, depth, channels, pixels, null);
    }

    /**
     * The same image with a target.
     *
     * @throws IllegalArgumentException naming both when they differ in width, height, depth or channels
     */
    public TrainingImage withTarget(TrainingImage image) {
        if (!image.size().equals(size())) {
            throw new IllegalArgumentException("'" + name + "' is " + size() + ", but its target '" + image.name + "' "
                    + image.size() + "; both must be of the same size");
        }
        return new TrainingImage(name, width, height, depth, channels, pixels, image);
    }

    private String size() {
        return width + "x" + height + (depth == 1 ? "" : "x" + depth)
                + (channels == 1 ? "" : " with " + channels + " channels");
    }

    /** The same image, without a target, with its darkest value 0 and its brightest 1, but for one of 1,000 values at either end; itself if it has no contrast. */
    TrainingImage exposed() {
        float[] ends = Quantiles.of(pixels, DARKEST, 1 - DARKEST);
        float contrast = ends[1] - ends[0];
        if (!(contrast > 0)) return this;
        float[] scaled = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            scaled[i] = (pixels[i] - ends[0]) / contrast;
        }
        return volume(name, width, height, depth, channels, scaled);
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

    /** Number of planes. */
    public int depth() {
        return depth;
    }

    public int channels() {
        return channels;
    }

    /** The part from {@code x, y} on of all planes, as an image of its own. */
    public TrainingImage crop(int x, int y, int cropWidth, int cropHeight) {
        float[] part = new float[depth * cropWidth * cropHeight * channels];
        for (int z = 0; z < depth; z++) {
            for (int row = 0; row < cropHeight; row++) {
                int to = (z * cropHeight + row) * cropWidth * channels;
                System.arraycopy(pixels, index(x, y + row, z), part, to, cropWidth * channels);
            }
        }
        TrainingImage partOfTarget = target == null ? null : target.crop(x, y, cropWidth, cropHeight);
        return new TrainingImage(name, cropWidth, cropHeight, depth, channels, part, partOfTarget);
    }

    /**
     * The image itself when it is at least this large, else extended by reflection at its far edges, as its target.
     *
     * @param size wanted width and height
     * @param planes wanted depth
     */
    TrainingImage atLeast(int size, int planes) {
        if (width >= size && height >= size && depth >= planes) {
            return this;
        }
        int newWidth = Math.max(width, size);
        int newHeight = Math.max(height, size);
        int newDepth = Math.max(depth, planes);
        float[] extended = new float[newDepth * newWidth * newHeight * channels];
        int to = 0;
        for (int z = 0; z < newDepth; z++) {
            for (int y = 0; y < newHeight; y++) {
                for (int x = 0; x < newWidth; x++, to += channels) {
                    copy(reflect(x, width), reflect(y, height), reflect(z, depth), extended, to);
                }
            }
        }
        TrainingImage extendedTarget = target == null ? null : target.atLeast(size, planes);
        return new TrainingImage(name, newWidth, newHeight, newDepth, channels, extended, extendedTarget);
    }

    /** Copies the channels of a pixel. */
    void copy(int x, int y, int z, float[] to, int index) {
        System.arraycopy(pixels, index(x, y, z), to, index, channels);
    }

    private int index(int x, int y, int z) {
        return ((z * height + y) * width + x) * channels;
    }

    /**
     * Interpolates bilinearly between the pixels of a plane around a position, which may lie outside: there the image is reflected.
     */
    void interpolate(double x, double y, int z, float[] to, int index) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double below = y - top;
        int x0 = reflect(left, width);
        int x1 = reflect(left + 1, width);
        int y0 = (z * height + reflect(top, height)) * width;
        int y1 = (z * height + reflect(top + 1, height)) * width;
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

    /** The first channel of the pixel at {@code x, y} of a plane. */
    float at(int x, int y, int z) {
        return pixels[index(x, y, z)];
    }

    float[] pixels() {
        return pixels;
    }
}
