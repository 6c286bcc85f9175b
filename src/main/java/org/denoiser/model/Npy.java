package org.denoiser.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.denoiser.torchscript.Tensor;

/**
 * Arrays in NumPy's file format, version 1.0 (numpy.lib.format): little-endian float32, row-major. Nothing else is written,
 * and nothing else is read.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** Bytes before the header's text: the magic and the length of the text. */
    private static final int PREFIX = MAGIC.length + 2;
    /** The data start at a multiple of this. */
    private static final int ALIGNMENT = 64;

    private static final int MOST_AXES = 32;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]{0,500})\\), \\} *\n");

    private Npy() {}

    /** The file for a tensor, byte for byte as {@code numpy.save} writes it. */
    public static byte[] write(Tensor tensor) {
        int[] shape = tensor.shape();
        String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String text =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + (shape.length == 1 ? "," : "") + "), }";
        int length = PREFIX + text.length() + 1;
        int padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String header = text + " ".repeat(padded - length) + "\n";
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(padded, Math.multiplyExact(tensor.size(), Float.BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        file.asFloatBuffer().put(tensor.values());
        return file.array();
    }

    /**
     * The tensor in a file; it takes no more memory than the file.
     *
     * @throws IOException with the reason, where the file is damaged or holds another type or order; a truncated file and one
     *     with bytes to spare are damaged
     */
    public static Tensor read(byte[] file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < PREFIX || !Arrays.equals(Arrays.copyOf(file, MAGIC.length), MAGIC)) {
            throw new IOException("it is not an array in NumPy's format 1.0");
        }
        int headerLength = bytes.getShort(MAGIC.length) & 0xffff;
        if (PREFIX + headerLength > file.length) {
            throw new IOException("it ends within its header");
        }
        Matcher header = HEADER.matcher(new String(file, PREFIX, headerLength, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            throw new IOException("it is not a row-major array of little-endian float32");
        }
        int[] shape = shape(header.group(1));
        bytes.position(PREFIX + headerLength);
        if (bytes.remaining() != Float.BYTES * elements(shape)) {
            throw new IOException("it has " + bytes.remaining() + " bytes of values, which do not fill the shape "
                    + Arrays.toString(shape));
        }
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return Tensor.of(values, shape);
    }

    private static int[] shape(String tuple) throws IOException {
        String sizes = tuple.endsWith(",") ? tuple.substring(0, tuple.length() - 1) : tuple;
        String[] parts = sizes.isEmpty() ? new String[0] : sizes.split(", ", -1);
        if (parts.length > MOST_AXES) {
            throw new IOException("it has " + parts.length + " axes, at most " + MOST_AXES + " are read");
        }
        int[] shape = new int[parts.length];
        for (int i = 0; i < shape.length; i++) {
            if (!parts[i].matches("[0-9]{1,9}")) {
                throw new IOException("its shape is '" + tuple + "', which is none");
            }
            shape[i] = Integer.parseInt(parts[i]);
        }
        return shape;
    }

    /** Product of the sizes, or more than any file holds where it overflows. */
    private static long elements(int[] shape) {
        long product = 1;
        for (int size : shape) {
            product = Math.min(product * size, Integer.MAX_VALUE);
        }
        return product;
    }
}
