package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data sets of the textbooks, where they are beside the project. */
class RealDataSetsTest {
    private static final Path SEEDS = Path.of("../shared/data/seeds");

    private static ImagePlus open(String name) throws IOException {
        Path file = SEEDS.resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "There is no data set at " + file.toAbsolutePath() + ".");
        return ImageFiles.open(file);
    }

    /** The mean that is published with MNIST is 0.1307 for the images to learn from, and 0.1325 for those to test with. */
    @ParameterizedTest
    @CsvSource({"train-images-idx3-ubyte.gz, 60000, 0.1307", "t10k-images-idx3-ubyte.gz, 10000, 0.1325"})
    void mnistHasItsNumberOfImagesAndItsMean(String name, int count, double mean) throws IOException {
        Planes planes = Planes.of(open("mnist/" + name));
        assertEquals(count, planes.count());
        assertArrayEquals(new int[] {28, 28}, new int[] {planes.width(), planes.height()});
        planes.requireFinite(PlaneListener.NONE);
        double sum = 0;
        for (int plane = 0; plane < count; plane++) for (float value : planes.read(plane, 0)) sum += value;
        assertEquals(mean, sum / (255.0 * 784 * count), 5e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "cifar10/train_20000.tar.gz,           20000, RGB,   train/airplane/0000.jpg",
        "cifar10/test_5000.tar.gz,             5000,  RGB,   test/airplane/0000.jpg",
        "devanagari/digits_train_7000.tar.gz,  7000,  GRAY8, train/00/4558.png",
        "devanagari/digits_test_3000.tar.gz,   3000,  GRAY8, test/00/4574.png"
    })
    void archivesHaveTenClassesOfEqualSize(String name, int count, PixelType type, String first) throws IOException {
        ImagePlus image = open(name);
        assertEquals(type, PixelType.of(image));
        assertArrayEquals(new int[] {32, 32, 1, count, 1}, image.getDimensions());
        assertEquals(first, image.getStack().getSliceLabel(1));
        Map<String, Integer> classes = new TreeMap<>();
        for (String label : image.getStack().getSliceLabels()) {
            if (label != null) classes.merge(label.split("/")[1], 1, Integer::sum);
        }
        assertEquals(10, classes.size(), classes.toString());
        for (int images : classes.values()) assertEquals(count / 10, images, classes.toString());
    }
}
