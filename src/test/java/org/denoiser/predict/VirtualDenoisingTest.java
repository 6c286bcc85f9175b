package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.EllipseRoi;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.Residence;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a file to a file as from memory to memory; within a selection as without. */
class VirtualDenoisingTest {
    private static final TileOptions TILES = TileOptions.defaults().tile(32).overlap(8);
    private static DenoisingNetwork network;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        network = Networks.random(2, 1, 1);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static ImageDenoiser denoiser() {
        return new ImageDenoiser(network, ScalingRule.auto(), TILES);
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void aResultInAFileIsTheResultInMemory(PixelType type) throws IOException {
        for (Images.Kind kind : Images.Kind.values()) {
            if (!Images.exists(type, kind) || kind == Images.Kind.SINGLE) continue;
            for (OutputType output : OutputType.values()) {
                String what = type + " " + kind + " " + output;
                ImagePlus image = Images.decorated(type, kind, 45, 23);
                ImagePlus expected = denoiser().denoise(image, output, DenoisingListener.NONE);
                Path file = folder.resolve("result.tif");
                ImagePlus result = denoiser().denoise(image, output, file, DenoisingListener.NONE);
                assertTrue(result.getStack().isVirtual(), what);
                assertEquals(expected.getTitle(), result.getTitle());
                Images.assertSameValues(Images.values(expected), Images.values(result), 0, what);
                assertEquals(Images.metadata(expected), Images.metadata(result), what);
                Path in = folder.resolve("cells.tif");
                ImageFiles.save(image, in);
                ImagePlus stored = ImageFiles.open(in, Residence.VIRTUAL, OutputType.SAME, PlaneListener.NONE);
                ImagePlus again = denoiser().denoise(stored, output, file, DenoisingListener.NONE);
                // colour tables are no part of what ImageJ saves of an indexed stack but as colours of their pixels
                if (type != PixelType.INDEXED) {
                    Images.assertSameValues(Images.values(expected), Images.values(again), 0, what + " from a file");
                }
                assertEquals(
                        Images.values(ImageFiles.open(file)).size(),
                        Images.values(expected).size());
            }
        }
    }

    @Test
    void stoppingAndFailingLeaveNothing() throws IOException {
        ImagePlus image = Images.decorated(PixelType.GRAY16, Images.Kind.STACK, 60, 35);
        Path file = folder.resolve("a/b/result.tif");
        CancellationException stop = new CancellationException("enough");
        for (int tiles : new int[] {0, 3, 17}) {
            CancellationException stopped = assertThrows(CancellationException.class, () -> denoiser()
                    .denoise(image, OutputType.SAME, file, (done, total) -> {
                        if (done == tiles) throw stop;
                    }));
            assertSame(stop, stopped);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    private static Roi[] selections() {
        return new Roi[] {
            new Roi(20, 15, 9, 6),
            new Roi(-5, -5, 30, 12),
            new Roi(60, 40, 100, 100),
            new OvalRoi(5, 8, 50, 30),
            new EllipseRoi(10, 10, 60, 30, 0.2),
            new PolygonRoi(new float[] {3, 70, 20}, new float[] {2, 9, 44}, Roi.POLYGON),
            new ShapeRoi(new Roi(0, 0, 8, 8)).or(new ShapeRoi(new OvalRoi(60, 35, 10, 9)))
        };
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void withinASelectionPixelsAreThoseOfTheWholeAndOthersStay(PixelType type) {
        ImagePlus image = Images.decorated(type, Images.Kind.STACK, 77, 49);
        List<float[]> before = Images.values(image);
        for (OutputType output : OutputType.values()) {
            List<float[]> whole = Images.values(denoiser().denoise(image, output, DenoisingListener.NONE));
            long all = tiles(denoiser(), image);
            for (Roi roi : selections()) {
                image.setRoi(roi);
                Selection selection = Selection.of(image);
                ImageDenoiser within = denoiser().within(selection);
                List<float[]> result = Images.values(within.denoise(image, output, DenoisingListener.NONE));
                check(selection, before, whole, result, type + " " + roi);
                assertTrue(tiles(within, image) <= all);
            }
        }
        image.setRoi(new Roi(1, 1, 3, 3));
        assertEquals(image.getStackSize() * type.components(), tiles(denoiser().within(Selection.of(image)), image));
    }

    private static long tiles(ImageDenoiser denoiser, ImagePlus image) {
        long[] most = {0};
        denoiser.denoise(image, OutputType.SAME, (done, total) -> most[0] = total);
        return most[0];
    }

    private static void check(
            Selection selection, List<float[]> before, List<float[]> whole, List<float[]> result, String what) {
        int inside = 0;
        for (int plane = 0; plane < before.size(); plane++) {
            for (int i = 0; i < 77 * 49; i++) {
                boolean in = selection.contains(i % 77, i / 77);
                if (in) inside++;
                float expected = in ? whole.get(plane)[i] : before.get(plane)[i];
                assertEquals(expected, result.get(plane)[i], what + " at " + i % 77 + ", " + i / 77);
            }
        }
        assertTrue(inside > 0 && inside < before.size() * 77 * 49, what);
    }

    @Test
    void linesPointsAndTheWholeImageAreNoSelection() {
        ImagePlus image = Images.decorated(PixelType.GRAY8, Images.Kind.SINGLE, 20, 10);
        Roi[] none = {
            null, new Roi(0, 0, 20, 10), new ij.gui.Line(1, 1, 9, 9), new ij.gui.PointRoi(3, 3), new Roi(30, 30, 5, 5)
        };
        for (Roi roi : none) {
            image.deleteRoi();
            if (roi != null) image.setRoi(roi);
            assertEquals(null, Selection.of(image), "" + roi);
        }
    }
}
