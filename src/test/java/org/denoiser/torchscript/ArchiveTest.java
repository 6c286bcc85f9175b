package org.denoiser.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    static Stream<int[]> shapes() {
        return Stream.of(
                new int[] {},
                new int[] {0},
                new int[] {1},
                new int[] {7},
                new int[] {0, 5},
                new int[] {5, 0, 2},
                new int[] {2, 3},
                new int[] {1, 1, 1, 1},
                new int[] {4, 3, 2, 5},
                new int[] {2, 1, 2, 1, 2, 1},
                new int[] {1000});
    }

    private static Tensor random(Random random, int... shape) {
        float[] values = new float[Tensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            // Eight significant bits and small exponents, so that all types give back what they were given.
            values[i] = Math.scalb((float) random.nextInt(256) - 128, random.nextInt(16) - 12);
        }
        return Tensor.of(values, shape);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatIsWrittenIsRead(int[] shape) throws IOException {
        Random random = new Random(shape.length);
        for (TensorType type : TensorType.values()) {
            for (boolean trainable : new boolean[] {false, true}) {
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                tensors.put("z_weight", random(random, shape).as(type).trainable(trainable));
                tensors.put("a_bias", random(random, 3).trainable(!trainable));
                ScriptModule read = ArchiveReader.read(
                        Archives.write(new ScriptModule(tensors, Archives.METHODS)), Archives.LARGEST);
                assertEquals(tensors, read.tensors());
                assertEquals(
                        List.of("z_weight", "a_bias"),
                        new ArrayList<>(read.tensors().keySet()));
                assertEquals(Archives.METHODS, read.methods());
            }
        }
    }

    @Test
    void bfloat16IsRoundedWhenWritten() throws IOException {
        Map<String, Tensor> tensors =
                Map.of("w", Tensor.of(new float[] {0x1.03p0f, 1e-45f}, 2).as(TensorType.BFLOAT16));
        ScriptModule read =
                ArchiveReader.read(Archives.write(new ScriptModule(tensors, Archives.METHODS)), Archives.LARGEST);
        assertArrayEquals(new float[] {0x1.04p0f, 0}, read.tensors().get("w").values());
    }

    @Test
    void moduleWithoutTensorsIsReadToo() throws IOException {
        ScriptModule empty = new ScriptModule(Map.of(), Archives.METHODS);
        assertEquals(
                Map.of(),
                ArchiveReader.read(Archives.write(empty), Archives.LARGEST).tensors());
    }

    private static ScriptModule small() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv_weight", random(new Random(1), 2, 3).trainable(true));
        tensors.put("conv_bias", random(new Random(2), 2).as(TensorType.BFLOAT16));
        return new ScriptModule(tensors, Archives.METHODS);
    }

    @Test
    void bytesDependOnTheModuleAlone() {
        byte[] first = Archives.write(small());
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertArrayEquals(first, Archives.write(small()));
            TimeZone.setDefault(TimeZone.getTimeZone("America/Adak"));
            assertArrayEquals(first, Archives.write(small()));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void truncationIsRefusedAtEveryLength() {
        byte[] whole = Archives.write(small());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(
                    IOException.class, () -> ArchiveReader.read(cut, Archives.LARGEST), () -> "cut to " + cut.length);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(IOException.class, () -> ArchiveReader.read(longer, Archives.LARGEST));
    }

    @Test
    void damageIsRefusedOrHarmless() throws IOException {
        byte[] whole = Archives.write(small());
        ScriptModule good = ArchiveReader.read(whole, Archives.LARGEST);
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int mask : new int[] {1, 0x20, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) mask;
                refused += isRefused(damaged, good, "byte " + at + " with " + mask) ? 1 : 0;
            }
        }
        assertTrue(refused > whole.length * 2, "only " + refused + " were refused");
    }

    @Test
    void heavyDamageIsRefusedOrHarmless() throws IOException {
        byte[] whole = Archives.write(small());
        ScriptModule good = ArchiveReader.read(whole, Archives.LARGEST);
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 + seed % 20; i++) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
            }
            isRefused(damaged, good, "seed " + seed);
        }
    }

    /** Whatever the damage: an IOException, or (where a name or a date of the zip was hit) the same module. */
    private static boolean isRefused(byte[] damaged, ScriptModule good, String what) {
        try {
            ScriptModule read = ArchiveReader.read(damaged, Archives.LARGEST);
            assertEquals(good.tensors(), read.tensors(), what);
            assertEquals(good.methods(), read.methods(), what);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void pickleDamagedUnderAGoodChecksumIsReadOrRefused() {
        Map<String, Tensor> tensors = Map.of("w", Tensor.of(new float[2], 2));
        byte[] whole = Pickler.pickle(new ScriptModule(tensors, Archives.METHODS));
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) value;
                readOrRefuse(damaged);
            }
            readOrRefuse(Arrays.copyOf(whole, at));
        }
    }

    /** Any other exception fails the test. */
    private static void readOrRefuse(byte[] pickle) {
        try {
            ArchiveReader.read(Archives.zip(Archives.entries(pickle)), Archives.LARGEST);
        } catch (IOException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
        }
    }

    @Test
    void entriesAreBoundedTogether() {
        byte[] bomb = new byte[(int) Archives.LARGEST + 1];
        Map<String, byte[]> entries = Archives.entries(new byte[0]);
        entries.put("network/data/1", bomb);
        byte[] zip = Archives.zip(entries);
        assertTrue(zip.length < bomb.length / 100);
        IOException refusal = assertThrows(IOException.class, () -> ArchiveReader.read(zip, Archives.LARGEST));
        assertTrue(refusal.getMessage().contains("more than " + Archives.LARGEST), refusal.getMessage());
        assertThrows(IOException.class, () -> ArchiveReader.read(zip, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 20, Integer.MAX_VALUE, Long.MAX_VALUE})
    void anyBoundThatIsLargeEnoughWillDo(long largest) throws IOException {
        assertEquals(
                small().tensors().keySet(),
                ArchiveReader.read(Archives.write(small()), largest).tensors().keySet());
    }

    @Test
    void entryMustBeThereOnce() throws IOException {
        byte[] pickle = Pickler.pickle(new ScriptModule(Map.of("w", Tensor.of(new float[2], 2)), Archives.METHODS));
        Map<String, byte[]> whole = Archives.entries(pickle);
        assertEquals(
                1,
                ArchiveReader.read(Archives.zip(whole), Archives.LARGEST)
                        .tensors()
                        .size());
        for (String name : whole.keySet()) {
            Map<String, byte[]> entries = new LinkedHashMap<>(whole);
            byte[] content = entries.remove(name);
            IOException lacks =
                    assertThrows(IOException.class, () -> ArchiveReader.read(Archives.zip(entries), Archives.LARGEST));
            assertTrue(lacks.getMessage().contains(name.replace("network/", "")), lacks.getMessage());
            entries.put(name, content);
            entries.put(name.replace("network/", "other/"), content);
            assertThrows(IOException.class, () -> ArchiveReader.read(Archives.zip(entries), Archives.LARGEST));
        }
    }

    @Test
    void dataMustHaveTheSizeOfItsTensor() {
        byte[] pickle = Pickler.pickle(new ScriptModule(Map.of("w", Tensor.of(new float[2], 2)), Archives.METHODS));
        Map<String, byte[]> entries = Archives.entries(pickle);
        for (int size : new int[] {0, 4, 7, 9, 12}) {
            entries.put("network/data/0", new byte[size]);
            IOException refusal =
                    assertThrows(IOException.class, () -> ArchiveReader.read(Archives.zip(entries), Archives.LARGEST));
            assertTrue(refusal.getMessage().contains("'w'"), refusal.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "class Net(Module):\n", "import os\nclass Net(Module):\n  def f\n"})
    void codeMustBeAModule(String code) {
        Map<String, byte[]> entries =
                Archives.entries(Pickler.pickle(new ScriptModule(Map.of("w", Tensor.of(new float[2], 2)), "")));
        entries.put("network/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> ArchiveReader.read(Archives.zip(entries), Archives.LARGEST));
    }
}
