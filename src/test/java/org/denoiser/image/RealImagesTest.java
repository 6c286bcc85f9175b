package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same laws over real images, where there are some beside the project. */
class RealImagesTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final List<String> FOLDERS =
            List.of("samples", "train/microscopy", "benchmark/Set12", "benchmark/FMD", "benchmark/W2S");

    @TempDir
    Path folder;

    @BeforeEach
    void dataIsThere() {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "There are no real images at " + DATA.toAbsolutePath() + ".");
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : FOLDERS) files.addAll(ImageFiles.list(DATA.resolve(name), true));
        assertTrue(files.size() > 200, "only " + files.size() + " images");
        return files;
    }

    @Test
    void everyImageComesThroughWithItsMetadataAndItsFileWithIt() throws IOException {
        int kept = 0;
        for (Path file : files()) {
            ImagePlus image = ImageFiles.open(file);
            ImageState before = state(image);
            ImagePlus copy = OutputImageTest.copy(image, OutputType.SAME);
            if (image.getType() == ImagePlus.COLOR_256) continue;
            before.assertSame(state(copy), file.toString());
            before.assertSame(state(image), file + " changed");
            if (kept++ % 10 == 0) assertSaved(copy, folder.resolve("copy.tif"));
        }
    }

    private static ImageState state(ImagePlus image) {
        // until it is painted, a composite's processor has not the table and range of its channel
        ImageState state = ImageState.of(image);
        return image.isComposite() ? state.without("processor table", "processor range") : state;
    }

    private static void assertSaved(ImagePlus image, Path file) throws IOException {
        ImageFiles.save(image, file);
        Planes opened = Planes.of(ImageFiles.open(file));
        Planes saved = Planes.of(image);
        assertEquals(saved.type(), opened.type());
        for (int plane = 0; plane < saved.count(); plane++) {
            assertArrayEquals(saved.read(plane, 0), opened.read(plane, 0));
        }
    }

    @Test
    void scalingIsUndoneToTheStoredInteger() throws IOException {
        for (Path file : files()) {
            Planes planes = Planes.of(ImageFiles.open(file));
            if (planes.type() != PixelType.GRAY16) continue;
            List<ValueScaling> scalings = ScalingRule.auto().scalings(planes, PlaneListener.NONE);
            for (int plane = 0; plane < planes.count(); plane++) {
                float[] values = planes.read(plane, 0);
                float[] stored = values.clone();
                ValueScaling scaling = scalings.get(planes.channelOf(plane));
                scaling.apply(values);
                scaling.restore(values);
                for (int i = 0; i < values.length; i++) values[i] = (float) Math.floor(values[i] + 0.5);
                assertArrayEquals(stored, values, file.toString());
            }
        }
    }

    @Test
    void aHeadlessProcessOpensThemAllAndSaysNothing() throws Exception {
        Forked.Result result = Forked.run("", OpenAll.class, DATA.toString());
        assertEquals("opened\n", result.output);
        assertEquals(0, result.status);
    }

    /** Opens every image; run in a process of its own. */
    static final class OpenAll {
        private OpenAll() {}

        public static void main(String[] arguments) throws IOException {
            int planes = 0;
            for (String name : FOLDERS) {
                for (Path file : ImageFiles.list(Path.of(arguments[0], name), true)) {
                    planes += Planes.of(ImageFiles.open(file)).count();
                }
            }
            System.out.println(planes > 200 ? "opened" : "only " + planes + " planes");
        }
    }
}
