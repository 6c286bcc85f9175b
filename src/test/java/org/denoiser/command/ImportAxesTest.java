package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.util.Map;
import org.denoiser.model.Npy;
import org.denoiser.model.Sha256;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code import} makes of tensors whose axes, sizes and values are not those of our own models. */
class ImportAxesTest extends ImportFixture {
    @ParameterizedTest
    @ValueSource(strings = {"bcyx", "byxc", "yx", "bczyx", "cxyb", "xyc", "tyx"})
    void axesComeInAnyOrder(String axes) throws IOException {
        String least = axes.replaceAll("[^yx]", "1, ").replaceAll("[yx]", "4, ");
        String steps = axes.replaceAll("[^yx]", "0, ").replaceAll("[yx]", "4, ");
        String report = install(zip(tiny(axes, "{min: [" + least + "], step: [" + steps + "]}", "")));
        assertTrue(report.contains("the largest difference is 0.0"), report);
        ImagePlus image = new ImagePlus("a", new FloatProcessor(33, 18));
        for (int i = 0; i < 33 * 18; i++) image.getProcessor().setf(i, i % 41);
        Map<String, Object> outputs =
                run(DenoiseCommand.class, "image", image, "model", "Tiny model", "tile", 16, "overlap", "4");
        for (int i = 0; i < 33 * 18; i++) {
            assertEquals(
                    i % 41 + 3,
                    ((ImagePlus) outputs.get("result")).getProcessor().getf(i),
                    1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 1, 20, 20]",
                "{min: [1, 1, 6, 6], step: [0, 0, 2, 2]}",
                "{min: [1, 1, 7, 7], step: [0, 0, 5, 5]}",
                "{min: [1, 1, 12, 20], step: [0, 0, 6, 4]}",
                "{min: [1, 1, 9, 9], step: [0, 0, 1, 1]}"
            })
    void sizesFollowTheirRules(String shape) throws IOException {
        Map<String, byte[]> files = tiny("bcyx", shape, "");
        int height = shape.contains("20, 20") ? 20 : 12;
        int width = shape.contains("7, 7") ? 22 : 20;
        int tall = shape.contains("7, 7") ? 12 : height;
        float[] values = new float[tall * width];
        float[] sums = new float[tall * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 13;
            sums[i] = i % 13 + 3;
        }
        files.put("in.npy", Npy.write(Tensor.of(values, 1, 1, tall, width)));
        files.put("out.npy", Npy.write(Tensor.of(sums, 1, 1, tall, width)));
        install(zip(files));
        for (int[] size : new int[][] {{5, 3}, {20, 20}, {37, 21}, {64, 65}}) {
            ImagePlus image = new ImagePlus("a", new FloatProcessor(size[0], size[1]));
            for (int i = 0; i < size[0] * size[1]; i++) image.getProcessor().setf(i, i % 41);
            Map<String, Object> outputs =
                    run(DenoiseCommand.class, "image", image, "model", "Tiny model", "tile", 32, "overlap", "4");
            for (int i = 0; i < size[0] * size[1]; i++) {
                assertEquals(
                        i % 41 + 3,
                        ((ImagePlus) outputs.get("result")).getProcessor().getf(i),
                        1e-4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bcyx", "byxc", "yx", "cxyb", "xyc", "xbcy"})
    void theNetworkSeesTheAxesInItsOwnOrder(String axes) throws IOException {
        String sides = axes.replaceAll("[^yx]", "1, ").replaceAll("[yx]", "20, ");
        Map<String, byte[]> files = tiny(axes, "[" + sides + "]", "");
        files.put("w.pt", script("    return torch.cumsum(x, " + axes.indexOf('x') + ")"));
        edit(files, ", sha256: " + Sha256.hex(script(HALF)), "");
        int[] shape = axes.chars().map(a -> a == 'y' || a == 'x' ? 20 : 1).toArray();
        files.put("in.npy", Npy.write(Tensor.of(new float[400], shape)));
        files.put("out.npy", Npy.write(Tensor.of(new float[400], shape)));
        install(zip(files), "untested", true);
        ImagePlus image = new ImagePlus("a", new FloatProcessor(20, 20));
        for (int i = 0; i < 400; i++) image.getProcessor().setf(i, i * i % 31);
        ImagePlus result = (ImagePlus)
                run(DenoiseCommand.class, "image", image, "model", "Tiny model").get("result");
        for (int y = 0; y < 20; y++) {
            double sum = 0;
            for (int x = 0; x < 20; x++) {
                sum += 2 * image.getProcessor().getf(x, y) + 6;
                assertEquals(sum, result.getProcessor().getf(x, y), 1e-2, axes + " " + x + " " + y);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bcyx", "yxc"})
    void coloursGoTogether(String axes) throws IOException {
        String least = axes.replace("b", "1, ").replace("c", "3, ").replaceAll("[yx]", "4, ");
        String steps = axes.replaceAll("[bc]", "0, ").replaceAll("[yx]", "4, ");
        Map<String, byte[]> files = tiny(axes, "{min: [" + least + "], step: [" + steps + "]}", "");
        files.put("w.pt", script("    return torch.cumsum(x, " + axes.indexOf('c') + ")"));
        edit(files, ", sha256: " + Sha256.hex(script(HALF)), "");
        edit(files, "gain: 2, offset: 6", "gain: [1, 2, 0.5], axes: yx");
        int[] shape = axes.chars()
                .map(a -> a == 'y' || a == 'x' ? 8 : a == 'c' ? 3 : 1)
                .toArray();
        files.put("in.npy", Npy.write(Tensor.of(new float[192], shape)));
        files.put("out.npy", Npy.write(Tensor.of(new float[192], shape)));
        install(zip(files));
        ImagePlus image = new ImagePlus("a", new ColorProcessor(23, 9));
        for (int i = 0; i < 207; i++) image.getProcessor().set(i, i % 50 << 16 | i % 40 << 8 | i % 30);
        ImagePlus result = (ImagePlus)
                run(DenoiseCommand.class, "image", image, "model", "Tiny model").get("result");
        for (int i = 0; i < 207; i++) {
            int red = i % 50;
            int green = red + 2 * (i % 40);
            int blue = (int) Math.rint(green + i % 30 / 2.0 + 1e-6);
            int found = result.getProcessor().get(i);
            assertEquals(red, found >> 16 & 255);
            assertEquals(green, found >> 8 & 255);
            assertEquals(blue, found & 255, 1);
        }
        ImagePlus grey = new ImagePlus("g", new FloatProcessor(20, 20));
        assertThrows(RuntimeException.class, () -> run(DenoiseCommand.class, "image", grey, "model", "Tiny model"));
    }

    @Test
    void fractionsAreToldOf() throws IOException {
        String report = install(zip(edit(tiny(), "gain: 2, offset: 6", "gain: 0.01, offset: 0.5")), "untested", true);
        assertFalse(report.contains("fractions"), report);
        Map<String, byte[]> files = tiny();
        float[] small = new float[240];
        for (int i = 0; i < small.length; i++) small[i] = 0.5f * (i * i % 97 * 2 + 6) / 200;
        edit(files, "gain: 2, offset: 6", "gain: 0.01, offset: 0.03");
        files.put("out.npy", Npy.write(Tensor.of(small, 1, 1, 12, 20)));
        assertTrue(install(zip(files), "overwrite", true).contains("type=float is needed"));
        ImagePlus image = new ImagePlus("a", new ByteProcessor(40, 40));
        String rounded = (String)
                run(DenoiseCommand.class, "image", image, "model", "Tiny model").get("report");
        assertTrue(rounded.contains("type=float is needed"), rounded);
        String kept = (String) run(DenoiseCommand.class, "image", image, "model", "Tiny model", "type", "float")
                .get("report");
        assertFalse(kept.contains("type=float is needed"), kept);
    }
}
