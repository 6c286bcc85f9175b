package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of many images: what comes out of them, and what is said of those that are refused. */
class DataSetFileTest extends DataSetFiles {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void idxImagesAreSlicesRowByRow(boolean packed) throws IOException {
        byte[] idx = Samples.idx(8, new int[] {4, 3, 5}, 60);
        ImagePlus image = ImageFiles.open(write("anything.at.all", packed ? Samples.gzip(idx) : idx));
        assertEquals("anything.at.all", image.getTitle());
        assertEquals(PixelType.GRAY8, PixelType.of(image));
        assertArrayEquals(new int[] {5, 3, 1, 4, 1}, image.getDimensions());
        for (int i = 0; i < 60; i++) {
            assertEquals(3 * i & 0xff, Planes.of(image).read(i / 15, 0)[i % 15], "value " + i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8  | 1 | it holds numbers in a row, such as the labels of a data set, not images; give the file of the images",
                "8  | 2 | it is an idx file with 2 dimensions; only those with 3 are read",
                "8  | 4 | it is an idx file with 4 dimensions; only those with 3 are read",
                "9  | 3 | it is an idx file of signed bytes; only unsigned bytes are read",
                "11 | 3 | it is an idx file of 16-bit integers; only unsigned bytes are read",
                "12 | 3 | it is an idx file of 32-bit integers",
                "13 | 3 | it is an idx file of 32-bit floating-point numbers",
                "14 | 3 | it is an idx file of 64-bit floating-point numbers"
            })
    void otherIdxFilesAreRefusedByName(int type, int dimensions, String words) throws IOException {
        int[] lengths = new int[dimensions];
        Arrays.fill(lengths, 2);
        byte[] idx = Samples.idx(type, lengths, 128);
        Path plain = write("file", idx);
        Path packed = write("file.gz", Samples.gzip(idx));
        assertSays("File '" + plain + "' cannot be opened: " + words, () -> ImageFiles.open(plain));
        assertSays("File '" + packed + "' cannot be opened: " + words, () -> ImageFiles.open(packed));
    }

    /** Headers that ask for more than their file can hold are refused before anything is allocated, in a small heap or a large one. */
    @ParameterizedTest
    @CsvSource({
        "60000,28,28,true",
        "2147483647,2147483647,2147483647,false",
        "1,46340,46340,true",
        "2000000000,1,1,true",
        "0,28,28,false",
        "-1,28,28,false",
        "3,0,28,false",
        "3,28,-28,false",
        "1,65536,65536,false",
        "1,4,4,false"
    })
    void lyingIdxHeadersAreRefused(int count, int rows, int columns, boolean truncated) throws IOException {
        byte[] idx = Samples.idx(8, new int[] {count, rows, columns}, 1000);
        for (byte[] content : List.of(idx, Samples.gzip(idx))) {
            Path file = write("lie", content);
            assertSays(truncated ? "is truncated" : "is damaged: it is no valid idx file", () -> ImageFiles.open(file));
        }
    }

    @Test
    void batchesOfCifarAreRgbWithTheClassAsLabel() throws IOException {
        byte[] batch = Samples.cifar(12);
        ImagePlus image = ImageFiles.open(write("batch", batch));
        assertEquals(PixelType.RGB, PixelType.of(image));
        assertArrayEquals(new int[] {32, 32, 1, 12, 1}, image.getDimensions());
        assertEquals("airplane", image.getStack().getSliceLabel(1));
        assertEquals("truck", image.getStack().getSliceLabel(10));
        assertEquals("automobile", image.getStack().getSliceLabel(12));
        for (int component = 0; component < 3; component++) {
            float[] values = Planes.of(image).read(7, component);
            for (int i = 0; i < 1024; i++) {
                assertEquals(batch[7 * 3073 + 1 + component * 1024 + i] & 0xff, values[i]);
            }
        }
    }

    @Test
    void whatHasTheLengthOfABatchButOtherLabelsIsNamed() throws IOException {
        byte[] batch = Samples.cifar(3);
        batch[2 * 3073] = 10;
        Path file = write("data_batch_1.bin", batch);
        assertSays("the label of image 3 is 10 where 0 to 9 are allowed", () -> ImageFiles.open(file));
        Path cut = write("data_batch_2.bin", Arrays.copyOf(batch, 3072));
        assertSays("it is no TIFF, PNG", () -> ImageFiles.open(cut));
        Path zeros = write("zeros.png", new byte[3073]);
        assertSays("it is no valid PNG file", () -> ImageFiles.open(zeros));
    }

    /** A first image of class 0 that begins with black, 8 and 3 in red looks like idx. */
    @Test
    void aBatchThatBeginsLikeIdxIsABatch() throws IOException {
        byte[] batch = Samples.cifar(2);
        System.arraycopy(new byte[] {0, 0, 8, 3}, 0, batch, 0, 4);
        assertEquals(2, ImageFiles.open(write("batch", batch)).getStackSize());
        byte[] idx = Samples.idx(8, new int[] {3057, 1, 1}, 3057);
        assertEquals(3073, idx.length);
        assertEquals(3057, ImageFiles.open(write("idx", idx)).getStackSize());
    }

    /** Cut anywhere, also between two files and between two images, a file is refused in one sentence. */
    @Test
    void everyTruncationOfEveryKindIsASentence() throws IOException {
        byte[] idx = Samples.idx(8, new int[] {5, 4, 4}, 80);
        byte[] tar = new TarWriter()
                .file("1", picture("p.png", PixelType.GRAY8, 5, 5))
                .file("2", picture("p.png", PixelType.GRAY8, 5, 5))
                .open();
        // an end mark is two blocks; one is taken for it
        tar = Arrays.copyOf(tar, tar.length + 512);
        for (byte[] whole : List.of(idx, Samples.gzip(idx), tar, Samples.gzip(tar))) {
            Path file = write("whole", whole);
            assertTrue(ImageFiles.open(file).getStackSize() > 1);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                int cut = length;
                IOException e = assertThrows(IOException.class, () -> ImageFiles.open(file), () -> "cut to " + cut);
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                assertTrue(e.getMessage().endsWith(".") && !e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }

    @Test
    void changedBytesOfAnArchiveGiveImagesOrASentence() throws IOException {
        byte[] whole = new TarWriter()
                .file("1", picture("p.png", PixelType.GRAY8, 5, 5))
                .file("2", picture("p.tif", PixelType.GRAY8, 5, 5))
                .bytes();
        for (int at = 0; at < whole.length; at += 3) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Path file = write("changed", changed);
            try {
                assertTrue(ImageFiles.openEach(file, PlaneListener.NONE).size() <= 2);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                assertTrue(e.getMessage().endsWith("."), e.getMessage());
            }
        }
    }

    @Test
    void readingTellsHowFarItIsAndCanBeStopped() throws IOException {
        Path file = write("big-idx3", Samples.idx(8, new int[] {3000, 28, 28}, 3000 * 784));
        long size = Files.size(file);
        List<Long> heard = new ArrayList<>();
        ImageFiles.open(file, (done, total) -> {
            assertEquals(size, total);
            heard.add(done);
        });
        assertTrue(heard.size() > 10, "heard " + heard.size() + " times");
        for (int i = 1; i < heard.size(); i++) assertTrue(heard.get(i) > heard.get(i - 1), heard.toString());
        assertEquals(size, heard.get(heard.size() - 1));
        assertThrows(
                CancellationException.class,
                () -> ImageFiles.open(file, (done, total) -> {
                    throw new CancellationException("Cancelled.");
                }));
    }

    @Test
    void archivesInFoldersAreNotListedButOpenedByName() throws IOException {
        byte[] tar = new TarWriter()
                .file("1", picture("p.png", PixelType.GRAY8, 5, 5))
                .bytes();
        Path archive = write("p.tar.gz", Samples.gzip(tar));
        write("images-idx3-ubyte.gz", Samples.gzip(Samples.idx(8, new int[] {1, 2, 2}, 4)));
        assertSays("give archives and data sets by their own names", () -> ImageFiles.list(folder, true));
        ImageFiles.save(TestImages.plain(PixelType.GRAY8, Shape.SINGLE, 5, 5), folder.resolve("q.png"));
        assertEquals(List.of(folder.resolve("q.png")), ImageFiles.list(folder, true));
        assertEquals(1, ImageFiles.openAll(archive, true, PlaneListener.NONE).size());
        assertFalse(Files.exists(folder.resolve("1")));
    }
}
