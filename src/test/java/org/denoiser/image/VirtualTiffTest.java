package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stacks that stay in their files are those that are read into memory; damaged files are refused with a sentence. */
class VirtualTiffTest {
    private static final int SIDE = 1024;

    @TempDir
    Path folder;

    private static ImagePlus virtual(Path file) throws IOException {
        return ImageFiles.open(file, Residence.VIRTUAL, OutputType.SAME, PlaneListener.NONE);
    }

    /** ImageJ's files, those of other programs, compressed and not. */
    @Test
    void everySampleIsTheSameInMemoryAndOnDisk() throws Exception {
        int stacks = 0;
        for (Map.Entry<String, Path> sample : Samples.write(folder).entrySet()) {
            ImagePlus expected = ImageFiles.open(sample.getValue());
            ImagePlus opened = virtual(sample.getValue());
            assertEquals(expected.getTitle(), opened.getTitle());
            // ImageJ gives it the table of its channel when it paints
            ImageState state = ImageState.of(expected).without("processor table");
            state.assertSame(ImageState.of(opened).without("processor table"), sample.getKey());
            if (opened.getStackSize() > 1 && opened.getStack().isVirtual()) stacks++;
        }
        assertTrue(stacks >= 12, stacks + " virtual stacks");
    }

    /** A stream that leaves holes where zeros are written, so that files of gigabytes take no room. */
    private static final class Sparse extends OutputStream {
        private final RandomAccessFile file;
        private final byte[] zeros;

        private Sparse(RandomAccessFile file, byte[] zeros) {
            this.file = file;
            this.zeros = zeros;
        }

        @Override
        public void write(int b) throws IOException {
            file.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (bytes == zeros) file.seek(file.getFilePointer() + length);
            else file.write(bytes, offset, length);
        }
    }

    private static byte[] random(int seed) {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static TiffStackWriter write(RandomAccessFile file, int planes, long most) throws IOException {
        byte[] zeros = new byte[SIDE * SIDE];
        ImagePlus blank = new ImagePlus("blank", new BlankStack(PixelType.GRAY8, SIDE, SIDE, planes));
        TiffStackWriter writer = new TiffStackWriter(blank, new Sparse(file, zeros), most);
        for (int i = 0; i < planes; i++) {
            boolean marked = i == 0 || i >= planes - 2;
            writer.write(marked ? random(i) : zeros);
        }
        return writer;
    }

    @Test
    void planesBeyondFourGigabytesAreWrittenAndRead() throws IOException {
        Path path = folder.resolve("large.tif");
        int planes = 4200;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            TiffStackWriter writer = write(file, planes, TiffStackWriter.MOST_CLASSIC);
            assertTrue(writer.isBig());
            writer.finish();
        }
        assertTrue(Files.size(path) > 1L << 32);
        checkLarge(path, planes);
    }

    /** ImageJ's own kind of file beyond 4 GB: one directory, and all pixels behind it. */
    @Test
    void imageJsLargeFilesAreRead() throws IOException {
        Path path = folder.resolve("large.tif");
        int planes = 4200;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            write(file, planes, Long.MAX_VALUE);
            try (TiffInput input = TiffInput.open(path)) {
                int fields = input.read(8, 2).getShort();
                file.seek(10 + 12L * fields);
                file.writeInt(0);
            }
        }
        checkLarge(path, planes);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        IOException refused = assertThrows(IOException.class, () -> virtual(path));
        assertTrue(refused.getMessage().endsWith("is truncated: a part of its pixel data is missing."));
    }

    private static void checkLarge(Path path, int planes) throws IOException {
        ImagePlus image = ImageFiles.open(path, Residence.AUTO, OutputType.SAME, PlaneListener.NONE);
        assertEquals(planes, image.getStackSize());
        assertTrue(image.getStack().isVirtual());
        for (int i : new int[] {0, planes - 2, planes - 1}) {
            assertArrayEquals(random(i), (byte[]) image.getStack().getPixels(i + 1), "plane " + i);
        }
        assertArrayEquals(new byte[SIDE * SIDE], (byte[]) image.getStack().getPixels(planes / 2));
    }

    private Path small(boolean big) throws IOException {
        Planes planes = Planes.of(TestImages.decorated(PixelType.GRAY16, Shape.CHANNELS, 6, 4));
        Path file = folder.resolve(big + ".tif");
        OutputFile.Work copy = out -> {
            for (int i = 0; i < planes.count(); i++) out.write(i, 0, planes.read(i, 0));
        };
        OutputFile.write(planes, OutputType.SAME, "x", file, copy, image -> {}, big ? 0 : TiffStackWriter.MOST_CLASSIC);
        return file;
    }

    /** What follows the fields of the last directory, its resolution and colour table, is not needed for the pixels. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsCutShortIsRefused(boolean big) throws IOException {
        Path file = small(big);
        byte[] whole = Files.readAllBytes(file);
        String pixels = ImageState.of(virtual(file)).get("pixels");
        Path cut = folder.resolve("cut.tif");
        int refusals = 0;
        int cuts = 0;
        for (int length = 8; length < whole.length; length += 37, cuts++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            try {
                assertEquals(pixels, ImageState.of(virtual(cut)).get("pixels"), length + " of " + whole.length);
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith("File '" + cut + "' is "), e.getMessage());
                refusals++;
            }
        }
        assertTrue(refusals > 0.6 * cuts, refusals + " of " + cuts + " refused");
    }

    /** Whatever a byte is changed to, there is an image or one sentence, and no other error. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x7f, 0xff})
    void damageIsToldInOneSentence(int value) throws IOException {
        for (boolean big : new boolean[] {false, true}) {
            byte[] whole = Files.readAllBytes(small(big));
            Path damaged = folder.resolve("damaged.tif");
            for (int i = 4 + value % 17; i < whole.length; i += 17) {
                byte[] bytes = whole.clone();
                bytes[i] = (byte) value;
                Files.write(damaged, bytes);
                try {
                    ImagePlus image = virtual(damaged);
                    if (image.getStackSize() <= 100) image.getStack().getPixels(image.getStackSize());
                } catch (IOException | java.io.UncheckedIOException e) {
                    assertTrue(e.getMessage().contains(damaged.toString()), e.getMessage());
                    assertEquals(1, e.getMessage().lines().count());
                }
            }
        }
    }

    @Test
    void directoriesInACircleAreRefused() throws IOException {
        Path file = small(true);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.order(bytes[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        int next = 16 + 8 + 20 * (int) header.getLong(16);
        int second = (int) header.getLong(next);
        for (int to : new int[] {16, second}) {
            byte[] circle = bytes.clone();
            int at = second + 8 + 20 * (int) header.getLong(second);
            ByteBuffer.wrap(circle).order(header.order()).putLong(at, to);
            Files.write(file, circle);
            IOException refused = assertThrows(IOException.class, () -> TiffPages.read(file, PlaneListener.NONE));
            assertTrue(refused.getMessage().contains("is damaged"), refused.getMessage());
        }
    }
}
