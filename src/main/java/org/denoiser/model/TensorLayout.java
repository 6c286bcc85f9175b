package org.denoiser.model;

import java.util.Arrays;
import org.denoiser.torchscript.Tensor;

/**
 * The order of a tensor's axes, a letter each: b (batch), c (channel), y and x, and others that have one index only. Immutable.
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

    /** The shape of one image in this order. */
    public long[] shape(int channels, int height, int width) {
        return letters.chars()
                .mapToLong(letter -> letter == 'c' ? channels : letter == 'y' ? height : letter == 'x' ? width : 1)
                .toArray();
    }

    /** Where the axes channel, y and x stand among those that have more than one index by their meaning; -1 for no channel. */
    public int[] places() {
        return new int[] {letters.indexOf('c'), letters.indexOf('y'), letters.indexOf('x')};
    }

    int size(Tensor tensor, char letter) {
        int place = letters.indexOf(letter);
        return place < 0 ? 1 : tensor.shape()[place];
    }

    /** One image of a tensor as planes, one array of rows for each channel. */
    float[][] planes(Tensor tensor, int image) {
        int channels = size(tensor, 'c');
        int height = size(tensor, 'y');
        int width = size(tensor, 'x');
        long[] strides = strides(tensor.shape());
        float[] values = tensor.values();
        float[][] planes = new float[channels][height * width];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                long at = image * stride(strides, 'b')
                        + c * stride(strides, 'c')
                        + (i / width) * stride(strides, 'y')
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
