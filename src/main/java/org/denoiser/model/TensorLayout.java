package org.denoiser.model;

import java.util.Arrays;
import java.util.Map;
import org.denoiser.torchscript.Tensor;

/**
 * The order of a tensor's axes, a letter each: b (batch), c (channel), z, y and x, and others that have one index only. Immutable.
 */
public final class TensorLayout {
    private final String letters;

    TensorLayout(String letters) {
        this.letters = letters;
    }

    /** The letters in order. */
    public String letters() {
        return letters;
    }

    /** The shape of one image or volume in this order. */
    public long[] shape(int channels, int depth, int height, int width) {
        Map<Integer, Integer> sizes =
                Map.of((int) 'c', channels, (int) 'z', depth, (int) 'y', height, (int) 'x', width);
        return letters.chars()
                .mapToLong(letter -> sizes.getOrDefault(letter, 1))
                .toArray();
    }

    /** Where the axes z, y, x and channel stand; -1 for one that is missing. */
    public int[] places() {
        return "zyxc".chars().map(letters::indexOf).toArray();
    }

    int size(Tensor tensor, char letter) {
        int place = letters.indexOf(letter);
        return place < 0 ? 1 : tensor.shape()[place];
    }

    /** One image of a tensor, one array of rows for each channel, those of volumes plane after plane. */
    float[][] planes(Tensor tensor, int image) {
        int channels = size(tensor, 'c');
        int height = size(tensor, 'y');
        int width = size(tensor, 'x');
        long[] strides = strides(tensor.shape());
        float[] values = tensor.values();
        float[][] planes = new float[channels][size(tensor, 'z') * height * width];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                long at = image * stride(strides, 'b')
                        + c * stride(strides, 'c')
                        + (i / (width * height)) * stride(strides, 'z')
                        + (i / width % height) * stride(strides, 'y')
                        + (i % width) * stride(strides, 'x');
                planes[c][i] = values[(int) at];
            }
        }
        return planes;
    }

    private long stride(long[] strides, char letter) {
        int place = letters.indexOf(letter);
        return place < 0 ? 0 : strides[place];
    }

    private static long[] strides(int[] shape) {
        long[] strides = new long[shape.length];
        Arrays.fill(strides, 1);
        for (int i = shape.length - 2; i >= 0; i--) {
            strides[i] = strides[i + 1] * shape[i + 1];
        }
        return strides;
    }

    @Override
    public String toString() {
        return letters;
    }
}
