package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that is the mean of 3 x 3 pixels gives, all the way from image to image, what adding up nine pixels gives. */
class MeanFilterTest {
    private static final Path DATA = Paths.get("..", "shared", "data");
    private static final int TILE = 160;
    private static DenoisingNetwork network;

    @BeforeAll
    static void open() {
        network = Networks.mean();
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static ImagePlus denoise(ImagePlus image, String rule) {
        return new ImageDenoiser(
                        network, ScalingRule.parse(rule), TileOptions.defaults().tile(TILE))
                .denoise(image, OutputType.SAME, DenoisingListener.NONE);
    }

    private static float[] mean(float[] plane, int width, int height) {
        float[] means = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            double sum = 0;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int x = mirrored(i % width + dx, width);
                    int y = mirrored(i / width + dy, height);
                    sum += plane[y * width + x];
                }
            }
            means[i] = (float) (sum / 9);
        }
        return means;
    }

    private static int mirrored(int position, int size) {
        if (size == 1) return 0;
        return position < 0 ? 1 : position == size ? size - 2 : position;
    }

    /** Half a level is lost to rounding. */
    private static void check(ImagePlus image, String rule) {
        List<float[]> before = Images.values(image);
        List<float[]> after = Images.values(denoise(image, rule));
        boolean whole = PixelType.of(image) != PixelType.GRAY32;
        for (int plane = 0; plane < before.size(); plane++) {
            float[] expected = mean(before.get(plane), image.getWidth(), image.getHeight());
            float tolerance = 1e-5f * range(before) + (whole ? 0.5f : 0);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], after.get(plane)[i], tolerance, image.getTitle() + " " + rule + " at " + i);
            }
        }
    }

    private static float range(List<float[]> planes) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float[] plane : planes) {
            for (float value : plane) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return most - least;
    }

    @Test
    void everyTypeSizeAndRule() {
        for (PixelType type : PixelType.values()) {
            if (type == PixelType.INDEXED) continue;
            for (int[] size : new int[][] {{1, 1}, {1, 5}, {6, 1}, {2, 2}, {200, 3}, {170, 165}}) {
                ImagePlus image = new ImagePlus(type.toString(), Images.processor(type, size[0], size[1], size[0]));
                for (String rule : new String[] {"auto", "full", "percentile"}) check(image, rule);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "samples/coins.png",
                "samples/chessboard_GRAY_U16.tif",
                "samples/imagej_classics/blobs.tif",
                "samples/imagej_classics/m51.tif",
                "samples/imagej_classics/hela-cells.tif",
                "samples/stardist_samples/img3d.tif",
                "samples/Convallaria_16bit/20190520_tl_25um_50msec_05pc_488_130EM_Conv0000.tif",
                "train/microscopy/NEUBIAS/xyc_16bit__nuclei_golgi.tif",
                "train/microscopy/NEUBIAS/xyz_16bit__spots.tif",
                "train/microscopy/NEUBIAS/xy_8bit__nuclei_very_noisy.tif",
                "train/microscopy/NEUBIAS/xy_16bit_calibrated__nuclei_various_shapes.tif",
                "train/microscopy/skimage/microaneurysms.png"
            })
    void realImagesKeepTheirMeanAndMetadata(String name) throws IOException {
        Path file = DATA.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "the image " + file + " is not here");
        ImagePlus image = ImageFiles.open(file);
        ImagePlus result = denoise(image, "auto");
        assertEquals(Images.metadata(image), Images.metadata(result));
        PixelType type = PixelType.of(image);
        assertEquals(type == PixelType.INDEXED ? PixelType.RGB : type, PixelType.of(result));
        assertTrue(result.getTitle().endsWith("-denoised"));
        List<float[]> before = Images.values(image);
        List<float[]> after = Images.values(result);
        float range = range(before);
        for (int plane = 0; plane < before.size(); plane++) {
            // pixels beside the border are counted again beyond it
            assertEquals(average(before.get(plane)), average(after.get(plane)), 5e-3 * range, name + " plane " + plane);
        }
        check(image, "auto");
    }

    private static double average(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }
}
