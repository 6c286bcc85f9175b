package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileInfo;
import ij.io.TiffEncoder;
import ij.measure.Calibration;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    Path folder;

    @Test
    void everyFormatOpensWithItsNameAndFolder() throws Exception {
        for (Map.Entry<String, Path> sample : Samples.write(folder).entrySet()) {
            ImagePlus image = ImageFiles.open(sample.getValue());
            boolean zip = sample.getKey().equals("zipped.zip");
            if (!zip) assertEquals(sample.getKey(), image.getTitle());
            if (sample.getKey().startsWith("pages")) assertEquals(3, image.getStackSize(), sample.getKey());
            FileInfo info = image.getOriginalFileInfo();
            assertEquals(folder.toAbsolutePath() + File.separator, info.directory, sample.getKey());
            assertEquals(sample.getKey(), info.fileName);
        }
    }

    @Test
    void filesAreKnownByTheirContentNotTheirName() throws IOException {
        ImagePlus image = TestImages.plain(PixelType.GRAY8, Shape.SINGLE, 8, 8);
        ImageFiles.save(image, folder.resolve("a.png"));
        Path renamed = Files.move(folder.resolve("a.png"), folder.resolve("a.tif"));
        assertArrayEquals(
                Planes.of(image).read(0, 0), Planes.of(ImageFiles.open(renamed)).read(0, 0));
    }

    @Test
    void whatIsNoImageFileIsNamed() throws IOException {
        Path missing = folder.resolve("missing.tif");
        assertSays("File '" + missing + "' does not exist.", () -> ImageFiles.open(missing));
        assertSays("'" + folder + "' is a folder, not an image file.", () -> ImageFiles.open(folder));
        Path empty = Files.createFile(folder.resolve("empty.tif"));
        assertSays("File '" + empty + "' is empty.", () -> ImageFiles.open(empty));
        Path text = Files.writeString(folder.resolve("notes.txt"), "These are my notes.");
        assertSays("File '" + text + "' cannot be opened: it is no TIFF, PNG", () -> ImageFiles.open(text));
        Path liar = Files.writeString(folder.resolve("notes.png"), "These are my notes.");
        assertSays("File '" + liar + "' is damaged: it is no valid PNG file.", () -> ImageFiles.open(liar));
        Path zip = folder.resolve("model.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../../rdf.yaml"));
        }
        assertSays("it is a ZIP file without a TIFF or DICOM image in it", () -> ImageFiles.open(zip));
        Path big = folder.resolve("big.tif");
        Files.write(big, new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0});
        assertSays("File '" + big + "' is truncated", () -> ImageFiles.open(big));
    }

    @Test
    void aTiffWhoseDirectoriesGoInCirclesIsRefused() throws IOException {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 256)
                .putShort((short) 4)
                .putInt(1)
                .putInt(5)
                .putInt(8);
        Path file = Files.write(folder.resolve("circle.tif"), tiff.array());
        assertSays("is damaged", () -> ImageFiles.open(file));
    }

    @Test
    void tiledAndJpegTiffsAreRefusedByName() throws IOException {
        BufferedImage picture = Samples.picture(PixelType.RGB, 64, 64);
        Path jpeg = folder.resolve("jpeg.tif");
        Samples.imageIo(picture, "tiff", "JPEG", jpeg);
        assertSays("ImageJ does not read TIFF with compression 7", () -> ImageFiles.open(jpeg));
    }

    @Test
    void imagesLargerThanTheMemoryAreRefusedBeforeTheyAreRead() {
        assertSays(
                "does not fit into memory: its pixels take 1048576 MB",
                () -> BadFile.requireMemory(folder.resolve("huge.tif"), 1L << 40));
    }

    /** What a file holds of Java's own serialisation is not read, as ImageJ would for a plot. */
    @Test
    void plotsInTiffFilesAreNotDeserialised() throws IOException {
        Path file = folder.resolve("plot.tif");
        ImagePlus image = TestImages.plain(PixelType.GRAY8, Shape.SINGLE, 4, 4);
        FileInfo info = image.getFileInfo();
        ByteArrayOutputStream plot = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(plot)) {
            out.writeObject(new Trap());
        }
        info.plot = plot.toByteArray();
        try (OutputStream out = Files.newOutputStream(file)) {
            new TiffEncoder(info).write(out);
        }
        ImageFiles.open(file);
        assertEquals(false, Trap.sprung);
    }

    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1;
        private static boolean sprung;

        private void readObject(ObjectInputStream in) {
            sprung = true;
        }
    }

    @Test
    void aGlobalCalibrationNeitherAsksNorHidesTheFiles() throws IOException {
        Path file = folder.resolve("calibrated.tif");
        ImageFiles.save(TestImages.decorated(PixelType.GRAY8, Shape.STACK, 4, 4), file);
        Calibration global = new Calibration();
        global.pixelWidth = 77;
        global.setUnit("km");
        new ImagePlus().setGlobalCalibration(global);
        try {
            ImagePlus opened = ImageFiles.open(file);
            assertEquals(0.25, opened.getLocalCalibration().pixelWidth);
            assertEquals(77, ImagePlus.getStaticGlobalCalibration().pixelWidth);
        } finally {
            new ImagePlus().setGlobalCalibration(null);
        }
    }

    @Test
    void deepAndTransparentPngsKeepTheirLevels() throws IOException {
        Path file = folder.resolve("deep.png");
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(5, 4);
        for (int i = 0; i < 60; i++) raster.setSample(i / 3 % 5, i / 15, i % 3, i * 1000);
        ImageIO.write(new BufferedImage(model, raster, false, null), "png", file.toFile());
        ImagePlus deep = ImageFiles.open(file);
        assertEquals(CompositeImage.COMPOSITE, ((CompositeImage) deep).getMode());
        assertEquals(3, deep.getNChannels());
        for (int i = 0; i < 60; i++) assertEquals(i * 1000, Planes.of(deep).read(i % 3, 0)[i / 3]);

        BufferedImage glass = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(0, 0, 0xff102030);
        glass.setRGB(1, 0, 0x00102030);
        glass.setRGB(2, 0, 0x80000000);
        ImageIO.write(glass, "png", file.toFile());
        int[] colors = (int[]) ImageFiles.open(file).getProcessor().getPixels();
        assertArrayEquals(new int[] {0xff102030, 0xffffffff, 0xff7f7f7f}, colors);
    }

    @Test
    void bitmapsOfAnyWidthAreRead() throws IOException {
        Path file = folder.resolve("bits.pbm");
        byte[] header = "P4 10 2\n".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        out.writeBytes(new byte[] {(byte) 0b10000001, (byte) 0b01000000, 0, (byte) 0b10000000});
        Files.write(file, out.toByteArray());
        float[] values = Planes.of(ImageFiles.open(file)).read(0, 0);
        for (int i = 0; i < 20; i++)
            assertEquals(i == 0 || i == 7 || i == 9 || i == 18 ? 0 : 255, values[i], "pixel " + i);
    }

    @Test
    void dicomValuesAreStoredOnesOrRescaled() throws IOException {
        Path file = folder.resolve("scan.dcm");
        Files.write(file, Samples.dicom(16, 1, 12, 10, ""));
        float[] stored = Planes.of(ImageFiles.open(file)).read(0, 0);
        assertEquals(14 + 21 * 256, stored[1]);
        Files.write(file, Samples.dicom(16, 1, 12, 10, "0.50"));
        ImagePlus rescaled = ImageFiles.open(file);
        assertEquals(PixelType.GRAY32, PixelType.of(rescaled));
        assertEquals(stored[1] / 2 + 10, Planes.of(rescaled).read(0, 0)[1]);
    }

    @Test
    void foldersAreListedNaturallyByExtension() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("b/inner"));
        Path other = Files.createDirectories(folder.resolve("b10"));
        for (String name : List.of("z10.tif", "Z2.tif", "z1.PNG", "a.txt", ".hidden.tif", "z01.tif", "model.zip")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(inner.resolve("x.jpg"));
        Files.createFile(other.resolve("y.avi"));
        assertEquals(List.of("z1.PNG", "z01.tif", "Z2.tif", "z10.tif"), names(ImageFiles.list(folder, false)));
        assertEquals(
                List.of("z1.PNG", "z01.tif", "Z2.tif", "z10.tif", "b/inner/x.jpg", "b10/y.avi"),
                names(ImageFiles.list(folder, true)));
        assertEquals(List.of("b/inner/x.jpg"), names(ImageFiles.list(folder.resolve("b"), true)));
        Path none = folder.resolve("b");
        assertSays(
                "Folder '" + none + "' has no image files in it (looked for avi, bmp,",
                () -> ImageFiles.list(none, false));
        assertSays(
                "Folder '" + folder.resolve("c") + "' does not exist.",
                () -> ImageFiles.list(folder.resolve("c"), true));
        Path file = folder.resolve("a.txt");
        assertSays("'" + file + "' is not a folder.", () -> ImageFiles.list(file, true));
    }

    private List<String> names(List<Path> paths) {
        return paths.stream().map(path -> folder.relativize(path).toString()).collect(Collectors.toList());
    }

    @Test
    void aFolderIsOpenedInOrderAndABadFileInItIsNamed() throws IOException {
        for (int i = 1; i < 12; i++) {
            ImageFiles.save(TestImages.plain(PixelType.GRAY8, Shape.SINGLE, i, 2), folder.resolve("w" + i + ".tif"));
        }
        List<Long> heard = new ArrayList<>();
        List<ImagePlus> images = ImageFiles.openAll(folder, false, (done, total) -> heard.add(done * 100 + total));
        for (int i = 1; i < 12; i++) {
            assertEquals(i, images.get(i - 1).getWidth());
            assertEquals(i * 100 + 11, heard.get(i - 1));
        }
        assertEquals(
                1,
                ImageFiles.openAll(folder.resolve("w3.tif"), false, PlaneListener.NONE)
                        .size());
        Path bad = Files.writeString(folder.resolve("w5.tif"), "II*");
        assertSays("'" + bad + "'", () -> ImageFiles.openAll(folder, false, PlaneListener.NONE));
    }

    @Test
    void savingMakesFoldersAndReplacesFiles() throws IOException {
        Path file = folder.resolve("new/deep/out.tif");
        ImageFiles.checkTarget(file);
        ImageFiles.save(TestImages.plain(PixelType.GRAY8, Shape.SINGLE, 3, 2), file);
        ImageFiles.save(TestImages.plain(PixelType.GRAY16, Shape.STACK, 4, 5), file);
        assertEquals(5, ImageFiles.open(file).getStackSize());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.collect(Collectors.toList()));
        }
    }

    @Test
    void placesWhereNoFileCanBeAreRefusedEarly() throws IOException {
        Path file = Files.createFile(folder.resolve("file.tif"));
        Path below = file.resolve("out.tif");
        assertSays(
                "Cannot write '" + below + "': '" + file + "' is not a folder.", () -> ImageFiles.checkTarget(below));
        Path directory = Files.createDirectory(folder.resolve("dir.tif"));
        assertSays("Cannot write '" + directory + "': it is a folder.", () -> ImageFiles.checkTarget(directory));
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> ImageFiles.checkTarget(folder.resolve("out.gif")));
        assertTrue(e.getMessage().contains("must end with .tif, .tiff, .png, .jpg or .jpeg"), e.getMessage());
    }

    @Test
    void nothingIsPrintedByOpeningAndSaving() throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Map<String, Path> samples = Samples.write(folder);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (Path sample : samples.values()) ImageFiles.save(ImageFiles.open(sample), folder.resolve("copy.tif"));
        } finally {
            System.setOut(out);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
        assertNull(WindowManager.getCurrentImage());
    }

    private static void assertSays(String words, Executable call) {
        Exception e = assertThrows(IOException.class, call);
        assertTrue(e.getMessage().contains(words) && e.getMessage().endsWith("."), e.getMessage());
    }
}
