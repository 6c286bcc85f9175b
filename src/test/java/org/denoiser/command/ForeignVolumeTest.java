package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.model.ForeignModel;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ForeignPackages;
import org.denoiser.model.Npy;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.predict.ForeignTest;
import org.denoiser.torchscript.ArchiveWriter;
import org.denoiser.torchscript.ScriptModule;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Models of other programs that take the planes of a stack together. */
class ForeignVolumeTest {
    private static final int DEPTH = 6;
    private static final int HEIGHT = 12;
    private static final int WIDTH = 12;

    private static Context context;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    private static String sizes(String axes, String z, String y, String x) {
        StringBuilder list = new StringBuilder();
        for (char axis : axes.toCharArray()) {
            list.append(list.length() == 0 ? "" : ", ")
                    .append(
                            axis == 'z'
                                    ? z
                                    : axis == 'y' ? y : axis == 'x' ? x : axis == 'c' || axis == 'b' ? "1" : "");
        }
        return "[" + list + "]";
    }

    /** A package of format 0.4 whose network does {@code body} to {@code x}; its test tensors are zeros. */
    private Path model(String axes, String shape, String body, String before, String after) throws IOException {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        ArchiveWriter.write(
                new ScriptModule(
                        Map.of("weight", Tensor.of(new float[] {1}, 1)),
                        "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n    return " + body + "\n"),
                weights);
        int[] tested = axes.chars()
                .map(a -> a == 'z' ? DEPTH : a == 'y' ? HEIGHT : a == 'x' ? WIDTH : 1)
                .toArray();
        byte[] zeros = Npy.write(Tensor.zeros(tested));
        Map<String, byte[]> files = new LinkedHashMap<>();
        String ones = "[" + "1, ".repeat(axes.length() - 1) + "1]";
        String text = "format_version: 0.4.9\ntype: model\nname: Volumes\ndescription: some\n"
                + "inputs:\n  - {name: in, axes: " + axes + ", data_type: float32, shape: " + shape
                + ", preprocessing: [" + before + "]}\n"
                + "outputs:\n  - {name: out, axes: " + axes
                + ", data_type: float32, shape: {reference_tensor: in, scale: "
                + ones + ", offset: " + ones.replace('1', '0') + "}, postprocessing: [" + after + "]}\n"
                + "test_inputs: [in.npy]\ntest_outputs: [out.npy]\nweights:\n  torchscript: {source: w.pt}\n";
        files.put("rdf.yaml", text.getBytes(StandardCharsets.UTF_8));
        files.put("w.pt", weights.toByteArray());
        files.put("in.npy", zeros);
        files.put("out.npy", zeros);
        Path zip = folder.resolve("model.zip");
        ForeignPackages.write(zip, files);
        return zip;
    }

    private static ImagePlus stack(int width, int height, int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(width, height);
        for (int plane = 0; plane < channels * slices * frames; plane++) {
            FloatProcessor processor = new FloatProcessor(width, height);
            for (int i = 0; i < width * height; i++) processor.setf(i, (i * 7 + plane * 31) % 41);
            stack.addSlice(processor);
        }
        ImagePlus image = new ImagePlus("stack", stack);
        image.setDimensions(channels, slices, frames);
        return image;
    }

    private static ImagePlus denoise(Path model, ImagePlus image, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>(Map.of("image", image, "model", model.toString()));
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return (ImagePlus) new CommandRunner(context)
                .run(DenoiseCommand.class, inputs, Progress.NONE)
                .get("result");
    }

    private static ImageProcessor plane(ImagePlus image, int channel, int slice, int frame) {
        return image.getStack().getProcessor(image.getStackIndex(channel, slice, frame));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bczyx", "zyx", "bzyxc", "xyzb", "byxzc"})
    void theNetworkSeesTheAxesInItsOwnOrder(String axes) throws IOException {
        Path zip = model(axes, sizes(axes, "6", "12", "12"), "torch.cumsum(x, " + axes.indexOf('z') + ")", "", "");
        ImagePlus image = stack(WIDTH, HEIGHT, 2, DEPTH, 2);
        ImagePlus result = denoise(zip, image);
        for (int frame = 1; frame <= 2; frame++) {
            for (int channel = 1; channel <= 2; channel++) {
                float[] sums = new float[WIDTH * HEIGHT];
                for (int slice = 1; slice <= DEPTH; slice++) {
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += plane(image, channel, slice, frame).getf(i);
                        assertEquals(
                                sums[i], plane(result, channel, slice, frame).getf(i), 1e-3);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 7, 3", "33, 18, 11", "12, 12, 6", "12, 12, 17", "40, 40, 45"})
    void anySizeIsCutIntoWhatTheNetworkTakes(int width, int height, int slices) throws IOException {
        Path zip = model(
                "bczyx",
                "{min: [1, 1, 4, 8, 8], step: [0, 0, 2, 4, 4]}",
                "torch.mul(x, 0.5)",
                "{name: scale_linear, kwargs: {gain: 2, offset: 6}}",
                "");
        for (Path file : new Path[] {zip, model("zyx", "[6, 12, 12]", "torch.mul(x, 0.5)", "", "")}) {
            boolean isFixed =
                    ForeignModelReader.read(file).inputLayout().letters().equals("zyx");
            ImagePlus image = stack(width, height, 1, slices, 1);
            if (isFixed && (width != WIDTH || height != HEIGHT)) continue;
            ImagePlus result = isFixed ? denoise(file, image) : denoise(zip, image, "tile", 16, "overlap", "4");
            for (int slice = 1; slice <= slices; slice++) {
                for (int i = 0; i < width * height; i++) {
                    float value = plane(image, 1, slice, 1).getf(i);
                    assertEquals(
                            isFixed ? value / 2 : value + 3,
                            plane(result, 1, slice, 1).getf(i),
                            1e-4);
                }
            }
        }
    }

    @Test
    void statisticsAreThoseOfTheWholeStack() throws IOException {
        String shape = "{min: [1, 1, 2, 4, 4], step: [0, 0, 2, 4, 4]}";
        ImagePlus image = stack(20, 16, 1, 10, 1);
        Path zip = model(
                "bczyx", shape, "x", "{name: zero_mean_unit_variance, kwargs: {mode: per_sample, axes: czyx}}", "");
        double sum = 0;
        double squares = 0;
        ImagePlus result = denoise(zip, image);
        for (int slice = 1; slice <= 10; slice++) {
            for (int i = 0; i < 320; i++) {
                double value = plane(result, 1, slice, 1).getf(i);
                sum += value / 3200;
                squares += value * value / 3200;
            }
        }
        assertEquals(0, sum, 1e-5);
        assertEquals(1, squares, 1e-4);
        Path back = model(
                "bczyx",
                shape,
                "torch.mul(x, 3.)",
                "",
                "{name: scale_mean_variance, kwargs: {mode: per_sample, axes: czyx, reference_tensor: in}}");
        ImagePlus same = denoise(back, image);
        for (int slice = 1; slice <= 10; slice++) {
            for (int i = 0; i < 320; i++) {
                assertEquals(
                        plane(image, 1, slice, 1).getf(i),
                        plane(same, 1, slice, 1).getf(i),
                        1e-3);
            }
        }
    }

    @Test
    void theTestOfThePackageIsRun() throws IOException {
        ForeignModel model = ForeignModelReader.read(model("bzyxc", "[1, 6, 12, 12, 1]", "torch.add(x, x)", "", ""));
        try (DenoisingNetwork network = DenoisingNetwork.open(model, DeviceChoice.ofKey("cpu"))) {
            ForeignTest test = ForeignTest.run(model, network);
            assertTrue(test.isPassed(), test::toString);
            assertTrue(network.shape().takesVolumes() && network.shape().takes(6, 12, 12));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{min: [1, 1, 5, 8, 8], step: [0, 0, 2, 4, 4]} | | no multiples of their steps",
                "{min: [1, 1, 4, 9, 9], step: [0, 0, 2, 4, 4]} | | no multiples of their steps",
                "[1, 1, 6, 12, 12] | {name: softmax, kwargs: {axis: z}} | works along the axis 'z' of volumes",
                "[1, 1, 6, 12, 12] | {name: zero_mean_unit_variance, kwargs: {mode: per_sample, axes: yx}} | only one of y and z"
            })
    void whatIsNotDoneWithVolumesIsSaid(String shape, String before, String reason) throws IOException {
        Path zip = model("bczyx", shape, "x", before == null ? "" : before, "");
        String refusal = assertThrows(IOException.class, () -> ForeignModelReader.read(zip))
                .getMessage();
        assertTrue(refusal.contains(reason), refusal);
    }
}
