package org.denoiser.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.denoiser.torchscript.Tensor;

/**
 * Reads arrays that other programs wrote in NumPy's file format (numpy.lib.format 1.0 to 3.0): row-major numbers of any size and
 * byte order, as float32. Objects, which NumPy would unpickle, are refused.
 */
final class NumpyArray {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]{0,200})\\)");
    private static final Pattern TYPE = Pattern.compile("'descr': '([<>|=])([a-z][0-9])'");
    private static final Map<String, Function<ByteBuffer, Number>> TYPES = Map.ofEntries(
            Map.entry("f4", ByteBuffer::getFloat),
            Map.entry("f8", ByteBuffer::getDouble),
            Map.entry("u1", bytes -> bytes.get() & 0xff),
            Map.entry("b1", ByteBuffer::get),
            Map.entry("i1", ByteBuffer::get),
            Map.entry("u2", bytes -> bytes.getShort() & 0xffff),
            Map.entry("i2", ByteBuffer::getShort),
            Map.entry("u4", bytes -> bytes.getInt() & 0xffffffffL),
            Map.entry("i4", ByteBuffer::getInt),
            Map.entry("u8", ByteBuffer::getLong),
            Map.entry("i8", ByteBuffer::getLong));

    private NumpyArray() {}

    static Tensor read(byte[] file) throws IOException {
        if (file.length < 12
                || (file[0] & 0xff) != 0x93
                || !new String(file, 1, 5, StandardCharsets.US_ASCII).equals("NUMPY")) {
            throw new IOException("it is not an array in NumPy's format");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int prefix = file[6] == 1 ? 10 : 12;
        long length = file[6] == 1 ? bytes.getShort(8) & 0xffff : bytes.getInt(8) & 0xffffffffL;
        if (prefix + length > file.length) {
            throw new IOException("it ends within its header");
        }
        String header = new String(file, prefix, (int) length, StandardCharsets.ISO_8859_1);
        Matcher shapes = SHAPE.matcher(header);
        Matcher type = TYPE.matcher(header);
        if (!shapes.find()
                || !type.find()
                || !TYPES.containsKey(type.group(2))
                || !header.contains("'fortran_order': False")) {
            throw new IOException("it is not a row-major array of numbers");
        }
        int[] shape = shape(shapes.group(1));
        int size = type.group(2).charAt(1) - '0';
        bytes.position(prefix + (int) length);
        long elements = IntStream.of(shape).asLongStream().reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
        if (bytes.remaining() != size * elements) {
            throw new IOException("it has " + bytes.remaining() + " bytes of values, which do not fill its shape");
        }
        bytes.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[(int) elements];
        Function<ByteBuffer, Number> reader = TYPES.get(type.group(2));
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.apply(bytes).floatValue();
        }
        return Tensor.of(values, shape);
    }

    private static int[] shape(String tuple) throws IOException {
        String[] parts = tuple.isBlank() ? new String[0] : tuple.trim().split("\\s*,\\s*");
        int[] shape = new int[parts.length];
        for (int i = 0; i < shape.length; i++) {
            if (!parts[i].matches("[0-9]{1,9}")) {
                throw new IOException("its shape is '" + tuple + "', which is none");
            }
            shape[i] = Integer.parseInt(parts[i]);
        }
        return shape;
    }
}
