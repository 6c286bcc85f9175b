package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    static Stream<int[]> shapes() {
        return Stream.of(
                new int[] {},
                new int[] {1},
                new int[] {0},
                new int[] {3, 0, 2},
                new int[] {5},
                new int[] {1, 1, 7, 9},
                new int[] {2, 3, 4, 5, 6},
                new int[] {100, 1000});
    }

    private static Tensor tensor(int... shape) {
        Random random = new Random(1);
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        return Tensor.of(values, shape);
    }

    private static int[] bits(Tensor tensor) {
        float[] values = tensor.values();
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyTensorComesBackBitByBit(int[] shape) throws IOException {
        Tensor tensor = tensor(shape);
        byte[] file = Npy.write(tensor);
        Tensor read = Npy.read(file);
        assertArrayEquals(shape, read.shape());
        // Bits, since some of the values are no numbers.
        assertArrayEquals(bits(tensor), bits(read));
        assertEquals(0, (file.length - 4 * tensor.size()) % 64);
    }

    @Test
    void theBytesAreThoseOfTheFormat() {
        byte[] file = Npy.write(Tensor.of(new float[] {1, -2}, 2));
        String header = new String(file, 10, 118, StandardCharsets.ISO_8859_1);
        assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, Arrays.copyOf(file, 10));
        assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", header.trim());
        assertTrue(header.endsWith(" \n"));
        assertArrayEquals(
                new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0}, Arrays.copyOfRange(file, 128, 136));
    }

    @Test
    void everyTruncationAndEveryAdditionIsRefused() {
        byte[] file = Npy.write(tensor(3, 5));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IOException.class, () -> Npy.read(cut));
        }
        assertThrows(IOException.class, () -> Npy.read(Arrays.copyOf(file, file.length + 1)));
    }

    @Test
    void damagedHeadersAreRefusedOrReadAsTheSameShape() {
        byte[] file = Npy.write(tensor(3, 5));
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(128)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertEquals(15, Npy.read(damaged).size());
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith("it"), e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, , ), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999, 999999999), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536, 0, 65536), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,"
                        + " 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), }",
                "__import__('os')"
            })
    void otherHeadersAreRefused(String header) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = Arrays.copyOf(
                new byte[] {
                    (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) (text.length & 0xff), (byte) (text.length >> 8)
                },
                10 + text.length + 4);
        System.arraycopy(text, 0, file, 10, text.length);
        assertThrows(IOException.class, () -> Npy.read(file));
    }
}
