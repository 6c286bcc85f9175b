package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.Opener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A result that goes to a file plane by plane is the one that would have been in memory. */
class OutputFileTest {
    @TempDir
    Path folder;

    private static void copy(Planes planes, PlaneOutput output) {
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int c = 0; c < planes.components(); c++) output.write(plane, c, planes.read(plane, c));
        }
    }

    private static ImagePlus inMemory(Planes planes, OutputType type) {
        OutputImage output = OutputImage.of(planes, type, "result");
        copy(planes, output);
        return output.finish();
    }

    private static boolean exists(PixelType type, Shape shape) {
        return shape != Shape.SINGLE && (shape.mode == 0 || type.components() == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "GRAY8, SAME",
        "GRAY16, SAME",
        "GRAY32, SAME",
        "INDEXED, SAME",
        "RGB, SAME",
        "GRAY16, FLOAT",
        "INDEXED, FLOAT",
        "RGB, FLOAT"
    })
    void itIsTheResultOfMemoryAsVirtualStackAndAsFile(PixelType type, OutputType output) throws IOException {
        for (Shape shape : Shape.values()) {
            if (!exists(type, shape)) continue;
            Planes planes = Planes.of(TestImages.decorated(type, shape, 13, 7));
            ImagePlus expected = inMemory(planes, output);
            ImageState before = ImageState.of(planes.image());
            for (boolean big : new boolean[] {false, true}) {
                String what = type + " " + shape + (big ? " as BigTIFF" : "");
                Path file = folder.resolve(type + "-" + shape + big + ".tif");
                ImagePlus virtual = OutputFile.write(
                        planes,
                        output,
                        "result",
                        file,
                        out -> copy(planes, out),
                        image -> {},
                        big ? 0 : TiffStackWriter.MOST_CLASSIC);
                assertTrue(virtual.getStack().isVirtual(), what);
                assertEquals("result", virtual.getTitle());
                ImageState.of(expected).assertSame(ImageState.of(virtual), what);
                assertEquals(big ? 43 : 42, version(file), what);
                checkFile(expected, file, what);
            }
            before.assertSame(ImageState.of(planes.image()), "the input");
        }
    }

    /** What is in the file is what is in the file that saving the same image makes. */
    private void checkFile(ImagePlus expected, Path file, String what) throws IOException {
        Path saved = folder.resolve("saved.tif");
        ImageFiles.save(expected, saved);
        ImageState asSaved = ImageState.of(ImageFiles.open(saved));
        ImagePlus opened = ImageFiles.open(file);
        assertFalse(opened.getStack().isVirtual(), what);
        // ImageJ gives it the look of its channel when it paints
        asSaved.without("processor table", "processor range");
        asSaved.assertSame(ImageState.of(opened).without("processor table", "processor range"), what + ", opened");
        ImagePlus virtual = ImageFiles.open(file, Residence.VIRTUAL, OutputType.SAME, PlaneListener.NONE);
        assertTrue(virtual.getStack().isVirtual(), what);
        ImageState onDisk = ImageState.of(virtual).without("processor table", "processor range");
        asSaved.assertSame(onDisk, what + ", opened as a virtual stack");
        String[] unsaved = SaveAndOpenTest.unsaved(expected);
        ImageState kept = ImageState.of(expected).without(unsaved).without("processor table", "processor range");
        kept.assertSame(ImageState.of(opened).without(unsaved).without("processor table", "processor range"), what);
    }

    private static int version(Path file) throws IOException {
        byte[] head = Files.readAllBytes(file);
        return head[2] + head[3];
    }

    @Test
    void otherProgramsFindEveryPlaneByItsDirectory() throws IOException {
        Planes planes = Planes.of(TestImages.decorated(PixelType.RGB, Shape.STACK, 5, 3));
        for (long most : new long[] {0, TiffStackWriter.MOST_CLASSIC}) {
            Path file = folder.resolve(most + ".tif");
            OutputFile.write(planes, OutputType.SAME, "x", file, out -> copy(planes, out), image -> {}, most);
            try (TiffInput input = TiffInput.open(file)) {
                int pages = 0;
                TiffDirectory directory;
                for (long at = input.first(); at != 0; at = directory.next(), pages++) {
                    directory = TiffDirectory.read(input, at);
                    assertEquals(0, at % 2);
                    assertEquals(5, directory.number(TiffDirectory.WIDTH, 0));
                    assertEquals(45, directory.number(TiffDirectory.STRIP_BYTES, 0));
                    assertEquals(3, directory.numbers(TiffDirectory.BITS, 3).length);
                    assertEquals(pages == 0, directory.has(TiffDirectory.DESCRIPTION));
                }
                assertEquals(5, pages);
            }
        }
    }

    @Test
    void imageJsOwnOpenerReadsIt() throws IOException {
        Planes planes = Planes.of(TestImages.decorated(PixelType.GRAY16, Shape.COMPOSITE, 9, 5));
        Path file = folder.resolve("x.tif");
        OutputFile.write(planes, OutputType.SAME, "x", file, out -> copy(planes, out), image -> {});
        ImagePlus opened = new Opener().openImage(file.toString());
        assertEquals(
                ImageState.of(planes.image()).get("pixels"),
                ImageState.of(opened).get("pixels"));
        assertEquals("label 1", opened.getStack().getSliceLabel(1));
    }

    @Test
    void nothingIsLeftOfWhatIsNotFinished() throws IOException {
        Planes planes = Planes.of(TestImages.decorated(PixelType.GRAY16, Shape.STACK, 9, 5));
        Path file = folder.resolve("new/x.tif");
        CancellationException stop = new CancellationException("stop");
        OutputFile.Work stops = out -> {
            out.write(0, 0, planes.read(0, 0));
            throw stop;
        };
        assertSame(
                stop,
                assertThrows(
                        CancellationException.class,
                        () -> OutputFile.write(planes, OutputType.SAME, "x", file, stops, image -> {})));
        assertThrows(
                IllegalStateException.class,
                () -> OutputFile.write(
                        planes, OutputType.SAME, "x", file, out -> out.write(1, 0, planes.read(0, 0)), image -> {}));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
