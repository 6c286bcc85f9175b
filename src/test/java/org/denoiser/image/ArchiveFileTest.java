package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.FileInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of pictures: what comes out of them, and what is said of those that are refused. */
class ArchiveFileTest extends DataSetFiles {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void picturesOfAnArchiveAreSlicesInNaturalOrder(boolean packed) throws IOException {
        TarWriter tar = new TarWriter().entry("b/", '5', new byte[0], new byte[0]);
        for (int i : new int[] {10, 9, 1, 100}) tar.file("b/p" + i + ".png", picture("p.png", PixelType.GRAY8, i, 3));
        tar.file("labels.txt", "cat".getBytes(StandardCharsets.UTF_8)).file("empty", new byte[0]);
        tar.file("a/._p1.png", picture("p.png", PixelType.GRAY8, 2, 2));
        Path file = write("x.bin", packed ? Samples.gzip(tar.bytes()) : tar.bytes());
        List<ImagePlus> images = ImageFiles.openEach(file, PlaneListener.NONE);
        assertEquals(
                List.of("b/p1.png", "b/p9.png", "b/p10.png", "b/p100.png"),
                images.stream().map(ImagePlus::getTitle).collect(Collectors.toList()));
        for (int i = 0; i < 4; i++)
            assertEquals(List.of(1, 9, 10, 100).get(i), images.get(i).getWidth());
        for (ImagePlus image : images) assertNull(image.getOriginalFileInfo());
        assertSays(
                "cannot be opened: its images make no stack, since 'b/p1.png' has 1x3 pixels of 8 bits and 'b/p9.png' has"
                        + " 9x3 pixels of 8 bits; unpack it and give the folder.",
                () -> ImageFiles.open(file));
    }

    @Test
    void anArchiveOfOneTypeIsAStackWithNamesAsLabels() throws IOException {
        for (PixelType type : PixelType.values()) {
            TarWriter tar = new TarWriter();
            String extension = type == PixelType.GRAY32 ? ".tif" : ".png";
            for (int i = 3; i > 0; i--) tar.file("d/" + i, picture("p" + extension, type, 6, 5));
            Path file = write(type + ".tar", tar.bytes());
            ImagePlus stack = ImageFiles.open(file);
            assertEquals(type == PixelType.INDEXED ? PixelType.RGB : type, PixelType.of(stack));
            assertArrayEquals(new int[] {6, 5, 1, 3, 1}, stack.getDimensions());
            FileInfo info = stack.getOriginalFileInfo();
            assertEquals(type + ".tar", info.fileName);
            for (int slice = 1; slice <= 3; slice++) {
                assertEquals("d/" + slice, stack.getStack().getSliceLabel(slice));
                ImagePlus plain = TestImages.plain(type, Shape.SINGLE, 6, 5);
                assertArrayEquals(Planes.of(plain).read(0, 0), Planes.of(stack).read(slice - 1, 0));
            }
        }
    }

    @Test
    void greyAmongColoursBecomesColourAndOtherMixturesAreRefused() throws IOException {
        byte[] gray = picture("p.png", PixelType.GRAY8, 6, 5);
        byte[] rgb = picture("p.png", PixelType.RGB, 6, 5);
        byte[] deep = picture("p.png", PixelType.GRAY16, 6, 5);
        Path mixed = write(
                "mixed.tar", new TarWriter().file("1", gray).file("2", rgb).bytes());
        ImagePlus stack = ImageFiles.open(mixed);
        assertEquals(PixelType.RGB, PixelType.of(stack));
        float[] expected =
                Planes.of(TestImages.plain(PixelType.GRAY8, Shape.SINGLE, 6, 5)).read(0, 0);
        for (int component = 0; component < 3; component++) {
            assertArrayEquals(expected, Planes.of(stack).read(0, component));
        }
        Path odd =
                write("odd.tar", new TarWriter().file("1", gray).file("2", deep).bytes());
        assertSays("since '1' has 6x5 pixels of 8 bits and '2' has 6x5 pixels of 16 bits", () -> ImageFiles.open(odd));
        assertEquals(2, ImageFiles.openEach(odd, PlaneListener.NONE).size());
        Path tif = folder.resolve("s.tif");
        ImageFiles.save(TestImages.plain(PixelType.GRAY8, Shape.STACK, 6, 5), tif);
        byte[] stacked = Files.readAllBytes(tif);
        Path stacks = write(
                "stacks.tar",
                new TarWriter().file("s", stacked).file("t", stacked).bytes());
        assertSays("since 's' has 6x5 pixels of 8 bits in ", () -> ImageFiles.open(stacks));
        assertEquals(2, ImageFiles.openEach(stacks, PlaneListener.NONE).size());
    }

    @Test
    void theOnlyImageOfAnArchiveIsThatImage() throws IOException {
        Path tif = folder.resolve("s.tif");
        ImagePlus stack = TestImages.plain(PixelType.GRAY16, Shape.STACK, 6, 5);
        ImageFiles.save(stack, tif);
        Path file = write(
                "one.tar", new TarWriter().file("d/s", Files.readAllBytes(tif)).bytes());
        ImagePlus image = ImageFiles.open(file);
        assertEquals("one.tar", image.getTitle());
        assertArrayEquals(stack.getDimensions(), image.getDimensions());
        byte[] png = picture("p.png", PixelType.GRAY8, 6, 5);
        ImagePlus single = ImageFiles.open(
                write("two.tar", new TarWriter().file("d/p", png).bytes()));
        assertEquals("d/p", single.getProp("Slice_Label"));
    }

    /** A file can begin like a TIFF and be an archive too; many in each other would go on until the stack overflows. */
    @Test
    void archivesInArchivesAreNotOpened() throws IOException {
        byte[] inner = new TarWriter()
                .file("II*\0", picture("p.png", PixelType.GRAY8, 4, 4))
                .bytes();
        assertTrue(TarStream.matches(inner), "it is an archive by itself");
        assertEquals(1, ImageFiles.open(write("inner.tar", inner)).getStackSize());
        Path file = write("nested.tar", new TarWriter().file("x", inner).bytes());
        assertSays("File '" + file + ": x' ", () -> ImageFiles.open(file));
    }

    @Test
    void longNamesOfEveryKindAreRead() throws IOException {
        byte[] png = picture("p.png", PixelType.GRAY8, 4, 4);
        String name = "folder/".repeat(30) + "ü.png";
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] size = Integer.toOctalString(bytes.length + 1).getBytes(StandardCharsets.US_ASCII);
        TarWriter gnu = new TarWriter().entry("././@LongLink", 'L', size, Arrays.copyOf(bytes, bytes.length + 1));
        assertEquals(name, onlyName(gnu.file("short", png)));
        String record = " path=" + name + "\n";
        int length = record.getBytes(StandardCharsets.UTF_8).length + 3;
        byte[] pax = (length + record).getBytes(StandardCharsets.UTF_8);
        byte[] paxSize = Integer.toOctalString(pax.length).getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                name, onlyName(new TarWriter().entry("pax", 'x', paxSize, pax).file("short", png)));
        assertEquals("a_b.png", onlyName(new TarWriter().file("a\nb.png", png)));
    }

    private String onlyName(TarWriter tar) throws IOException {
        List<ImagePlus> images = ImageFiles.openEach(write("one.tar", tar.bytes()), PlaneListener.NONE);
        assertEquals(1, images.size());
        return images.get(0).getTitle();
    }

    @Test
    void sizesInBinaryAndInExtendedHeadersAreRead() throws IOException {
        byte[] png = picture("p.png", PixelType.GRAY8, 4, 4);
        byte[] binary = new byte[12];
        binary[0] = (byte) 0x80;
        binary[11] = (byte) png.length;
        binary[10] = (byte) (png.length >> 8);
        assertEquals("x", onlyName(new TarWriter().entry("x", '0', binary, png)));
        byte[] pax = ("13 size=" + png.length + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] paxSize = Integer.toOctalString(pax.length).getBytes(StandardCharsets.US_ASCII);
        assertEquals("y", onlyName(new TarWriter().entry("p", 'x', paxSize, pax).entry("y", '0', new byte[0], png)));
    }

    /** Names that lead out of a folder are labels like others; links lead nowhere; nothing is written beside the archive. */
    @Test
    void hostileNamesAndLinksDoNothing() throws IOException {
        byte[] tif = picture("p.tif", PixelType.GRAY8, 4, 4);
        TarWriter tar = new TarWriter()
                .file("../../../escape.tif", tif)
                .file("/etc/escape.tif", tif)
                .file("C:\\escape\0.tif", tif)
                .entry("link.tif", '2', new byte[0], new byte[0])
                .entry("hard.tif", '1', new byte[0], new byte[0])
                .entry("device", '3', "777777".getBytes(StandardCharsets.US_ASCII), new byte[0]);
        Path file = write("hostile.tar", tar.bytes());
        ImagePlus stack = ImageFiles.open(file);
        assertEquals(3, stack.getStackSize());
        assertEquals("../../../escape.tif", stack.getStack().getSliceLabel(1));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.collect(Collectors.toList()));
        }
    }

    @Test
    void lyingSizesAreRefusedBeforeTheyAreAllocated() throws IOException {
        byte[] png = picture("p.png", PixelType.GRAY8, 4, 4);
        byte[] huge = new byte[12];
        Arrays.fill(huge, (byte) 0x80);
        byte[] most = "77777777777".getBytes(StandardCharsets.US_ASCII);
        byte[] wrong = "12x".getBytes(StandardCharsets.US_ASCII);
        Path damaged = write("a.tar", new TarWriter().entry("p", '0', huge, png).bytes());
        assertSays("is damaged: it is no valid tar file", () -> ImageFiles.open(damaged));
        Path letters =
                write("b.tar", new TarWriter().entry("p", '0', wrong, png).bytes());
        assertSays("is damaged: it is no valid tar file", () -> ImageFiles.open(letters));
        byte[] lie = new TarWriter().entry("p", '0', most, png).bytes();
        for (byte[] content : List.of(lie, Samples.gzip(lie))) {
            Path file = write("c.tar", content);
            assertSays("is truncated", () -> ImageFiles.open(file));
        }
        Path longName = write(
                "e.tar",
                new TarWriter()
                        .entry("p", 'L', "200001".getBytes(StandardCharsets.US_ASCII), new byte[65537])
                        .file("x", png)
                        .bytes());
        assertSays("is damaged", () -> ImageFiles.open(longName));
    }

    /** Half a gigabyte of zeros in half a megabyte is walked through, not kept. */
    @Test
    void whatIsNoImageIsNeverHeldInMemory() throws IOException {
        Path file = folder.resolve("bomb.tar.gz");
        byte[] zeros = new byte[1 << 20];
        long bytes = 600L << 20;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            byte[] size = Long.toOctalString(bytes).getBytes(StandardCharsets.US_ASCII);
            out.write(new TarWriter().entry("zeros", '0', size, new byte[0]).open());
            for (long written = 0; written < bytes; written += zeros.length) out.write(zeros);
            out.write(new TarWriter()
                    .file("p", picture("p.png", PixelType.GRAY8, 4, 4))
                    .bytes());
        }
        assertTrue(bytes > Runtime.getRuntime().maxMemory(), "the test's heap is smaller than the file");
        assertEquals(1, ImageFiles.open(file).getStackSize());
    }

    @Test
    void archivesWithoutImagesSayWhatIsInThem() throws IOException {
        byte[] pickle = {(byte) 0x80, 2, '}', 'q', 1};
        byte[] text = "text".getBytes(StandardCharsets.US_ASCII);
        Path none = write("none.tar", new TarWriter().file("a.txt", text).bytes());
        assertSays("it is a tar archive without an image in it.", () -> ImageFiles.open(none));
        Path batches = write(
                "b.tar",
                new TarWriter().file("c/data_batch_1.bin", Samples.cifar(2)).bytes());
        assertSays("unpack it and give data_batch_1.bin.", () -> ImageFiles.open(batches));
        String words = "it is a Python pickle, a program as much as data; give the binary version of the data set, for"
                + " CIFAR-10 data_batch_1.bin, for MNIST train-images-idx3-ubyte.gz.";
        for (byte[] content : List.of(
                pickle,
                Samples.gzip(pickle),
                new TarWriter().file("data_batch_1", pickle).bytes())) {
            Path file = write("python", content);
            assertSays("File '" + file + "' cannot be opened: " + words, () -> ImageFiles.open(file));
        }
        Path other = write("notes.gz", Samples.gzip(text));
        assertSays("it is a gzip file with neither idx images nor a tar archive in it.", () -> ImageFiles.open(other));
    }

    @Test
    void aDamagedPictureIsNamedWithItsArchive() throws IOException {
        byte[] png = picture("p.png", PixelType.GRAY8, 40, 40);
        byte[] tif = picture("p.tif", PixelType.GRAY8, 40, 40);
        byte[] good = picture("p.png", PixelType.GRAY8, 40, 40);
        Path file = write(
                "a.tar",
                new TarWriter()
                        .file("good", good)
                        .file("d/bad", Arrays.copyOf(png, 60))
                        .bytes());
        assertSays("File '" + file + ": d/bad' is ", () -> ImageFiles.open(file));
        Path other = write(
                "b.tar",
                new TarWriter().file("d/t", Arrays.copyOf(tif, tif.length - 9)).bytes());
        assertSays("File '" + other + ": d/t' is truncated", () -> ImageFiles.open(other));
    }

    /** Old archives have no magic number, and some end without the second block of zeros. */
    @Test
    void archivesOfTheSeventhEditionAreRead() throws IOException {
        byte[] png = picture("p.png", PixelType.GRAY8, 4, 4);
        byte[] header = new byte[512];
        header[0] = 'p';
        byte[] size = String.format("%11o ", png.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, 12);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new TarWriter().header(header).content(png).open());
        out.writeBytes(new byte[512]);
        assertEquals(1, ImageFiles.open(write("old", out.toByteArray())).getStackSize());
    }
}
