package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.denoiser.model.ForeignModel;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ForeignPackages;
import org.denoiser.model.Npy;
import org.denoiser.model.Sha256;
import org.denoiser.torchscript.ArchiveWriter;
import org.denoiser.torchscript.ScriptModule;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class ImportCommandTest {
    private static final Path EXAMPLES =
            Path.of("..", "shared", "data", "bioimageio", "example_descriptions", "models");
    private static final String NUCLEI = "unet2d_nuclei_broad/";
    private static final String PROPERTY = "denoiser.models";
    private static final String GOLDEN = "src/test/resources/golden/conv-pool-1.zip";

    private static Context context;

    @TempDir
    Path folder;

    private String before;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    @BeforeEach
    void ownModels() throws IOException {
        before = System.getProperty(PROPERTY);
        System.setProperty(
                PROPERTY, Files.createDirectory(folder.resolve("models")).toString());
    }

    @AfterEach
    void restore() {
        if (before == null) System.clearProperty(PROPERTY);
        else System.setProperty(PROPERTY, before);
    }

    private static Map<String, Object> run(Class<? extends DenoiserCommand> command, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return new CommandRunner(context).run(command, inputs, Progress.NONE);
    }

    private static String install(Path from, Object... pairs) {
        Object[] all = new Object[pairs.length + 2];
        all[0] = "input";
        all[1] = from.toString();
        System.arraycopy(pairs, 0, all, 2, pairs.length);
        return (String) run(ImportCommand.class, all).get("report");
    }

    private static String refusal(Path from, Object... pairs) {
        return assertThrows(RuntimeException.class, () -> install(from, pairs)).getMessage();
    }

    private static Path example(String name) {
        Path path = EXAMPLES.resolve(name);
        Assumptions.assumeTrue(Files.exists(path), path + " is not there");
        return path;
    }

    /** Descriptions of the examples that are run, and those that are refused with what the sentence says. */
    private static final List<String> RUN =
            List.of(NUCLEI + "bioimageio.yaml", NUCLEI + "v0_4_0.bioimageio.yaml", NUCLEI + "v0_4_9.bioimageio.yaml");

    private static final String[][] REFUSED = {
        {"../datasets/covid_if_training_data/bioimageio.yaml", "does not describe a model"},
        {"unet2d_multi_tensor/bioimageio.yaml", "has 2 inputs"},
        {NUCLEI + "invalid_v0_4_0_duplicate_tensor_names.bioimageio.yaml", "both its input and its output 'data'"},
        {NUCLEI + "expand_output_shape.bioimageio.yaml", "only TorchScript"},
        {NUCLEI + "expand_output_shape_v0_4.bioimageio.yaml", "has weights as pytorch_state_dict, and only TorchScript"
        },
        {"unet2d_diff_output_shape/bioimageio.yaml", "another size along y"},
        {"unet2d_fixed_shape/v0_4.bioimageio.yaml", "has weights as pytorch_state_dict"},
        {"upsample_test_model/v0_4.bioimageio.yaml", "another size along y"},
        {"stardist_example_model/v0_4.bioimageio.yaml", "gives 33 channels for an image of 1"},
        {"stardist_example_model/v0_4.bioimageio.yaml", "has weights as tensorflow_saved_model_bundle"},
        {"stardist_example_model/rdf_wrong_shape_v0_4.yaml", "another size along y"},
        {"stardist_example_model/rdf_wrong_shape2_v0_4.yaml", "gives 33 channels"},
    };

    static List<String> run() {
        return RUN;
    }

    static Stream<Arguments> refused() {
        return Arrays.stream(REFUSED).map(row -> Arguments.of(row[0], row[1]));
    }

    @Test
    void noDescriptionOfTheExamplesIsLeftOut() throws IOException {
        Path examples = example("..").normalize();
        Set<Path> expected = new TreeSet<>();
        Stream.concat(RUN.stream(), Arrays.stream(REFUSED).map(row -> row[0]))
                .forEach(name -> expected.add(EXAMPLES.resolve(name).normalize()));
        try (Stream<Path> files = Files.walk(examples)) {
            // What a Python environment needs is no description.
            assertEquals(
                    expected,
                    files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("environment.yaml"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @ParameterizedTest
    @MethodSource("run")
    void aRealPackageIsInstalledAndGivesItsTestOutput(String description) throws IOException {
        String report = install(example(description), "name", "Nuclei");
        assertTrue(report.contains("Its own test was run: the largest difference is"), report);
        assertTrue(report.contains("within the tolerance"), report);
        assertEquals(List.of("Nuclei"), ModelFolders.names());
        ForeignModel model = ForeignModelReader.read(folder.resolve("models/Nuclei.zip"));
        ImagePlus image = new ImagePlus("test", new FloatProcessor(512, 512, model.testInput(0)[0], null));
        Map<String, Object> outputs = run(DenoiseCommand.class, "image", image, "model", "Nuclei");
        float[] found =
                (float[]) ((ImagePlus) outputs.get("result")).getProcessor().getPixels();
        assertArrayEquals(model.testOutput(0)[0], found, 1e-3f);
        String info = (String) run(InfoCommand.class, "model", "Nuclei").get("report");
        assertTrue(info.contains("of 512x512 pixels"), info);
        assertTrue(info.contains("MIT"), info);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void otherRealPackagesAreRefusedEachWithItsReason(String description, String reason) throws IOException {
        String refusal = refusal(example(description));
        assertTrue(refusal.contains(reason), refusal);
        assertFalse(refusal.contains("Exception"), refusal);
        assertEquals(List.of(), ModelFolders.names());
    }

    private static byte[] script(String body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tensor unused = Tensor.of(new float[] {1}, 1);
        ArchiveWriter.write(
                new ScriptModule(
                        Map.of("weight", unused),
                        "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n" + body + "\n"),
                out);
        return out.toByteArray();
    }

    private static final String HALF = "    return torch.mul(x, 0.5)";

    /** A model of format 0.4 that halves values after a scaling, in any order of axes. */
    private Map<String, byte[]> tiny(String axes, String shape, String extra) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int[] sizes = axes.chars().map(a -> a == 'y' ? 12 : a == 'x' ? 20 : 1).toArray();
        float[] values = new float[240];
        for (int i = 0; i < values.length; i++) values[i] = i * i % 97;
        files.put("in.npy", Npy.write(Tensor.of(values, sizes)));
        float[] halves = new float[240];
        for (int i = 0; i < values.length; i++) halves[i] = (2 * values[i] + 6) * 0.5f;
        files.put("out.npy", Npy.write(Tensor.of(halves, sizes)));
        files.put("w.pt", script(HALF));
        String text = "format_version: 0.4.9\ntype: model\nname: Tiny model\ndescription: halves\n" + extra
                + "inputs:\n  - {name: in, axes: " + axes + ", data_type: float32, shape: " + shape
                + ", preprocessing: [{name: scale_linear, kwargs: {gain: 2, offset: 6}}]}\n"
                + "outputs:\n  - {name: out, axes: " + axes
                + ", data_type: float32, shape: {reference_tensor: in, scale: ["
                + "1, ".repeat(axes.length() - 1) + "1], offset: [" + "0, ".repeat(axes.length() - 1) + "0]}}\n"
                + "test_inputs: [in.npy]\ntest_outputs: [out.npy]\nweights:\n  torchscript: {source: w.pt, sha256: "
                + Sha256.hex(files.get("w.pt")) + "}\n";
        files.put("rdf.yaml", text.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private Map<String, byte[]> tiny() throws IOException {
        return tiny("bcyx", "{min: [1, 1, 4, 4], step: [0, 0, 4, 4]}", "");
    }

    private static Map<String, byte[]> edit(Map<String, byte[]> files, String from, String to) {
        String text = new String(files.get("rdf.yaml"), StandardCharsets.UTF_8);
        assertTrue(text.contains(from), text);
        files.put("rdf.yaml", text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = folder.resolve("package.zip");
        ForeignPackages.write(zip, files);
        return zip;
    }

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

    @Test
    void attacksAreRefusedAndLeaveNothing() throws IOException {
        Map<String, String> edits = new LinkedHashMap<>();
        edits.put("source: ../w.pt", "outside of itself");
        edits.put("source: /etc/passwd", "outside of itself");
        edits.put("source: missing.pt", "holds no missing.pt");
        edits.put("source: http://example.com/far.pt", "download them and put them as 'far.pt'");
        for (Map.Entry<String, String> edit : edits.entrySet()) {
            String refusal = refusal(zip(edit(tiny(), "source: w.pt", edit.getKey())));
            assertTrue(refusal.contains(edit.getValue()), refusal);
        }
        Map<String, byte[]> other = tiny();
        other.put("w.pt", script("    return torch.mul(x, 0.25)"));
        assertTrue(refusal(zip(other)).contains("SHA-256 differs"));
        Map<String, byte[]> wrong = tiny();
        wrong.put("out.npy", wrong.get("in.npy"));
        assertTrue(refusal(zip(wrong)).contains("does not give the result that its package promises"));
        Map<String, byte[]> plain = tiny();
        plain.put("w.pt", "no archive".getBytes(StandardCharsets.UTF_8));
        String unchecked = refusal(zip(edit(plain, ", sha256: " + Sha256.hex(script(HALF)), "")));
        assertTrue(unchecked.contains("is no TorchScript archive"), unchecked);
        plain.put("w.pt", script("    y = torch.from_file(\"/etc/passwd\")\n    return x"));
        assertTrue(refusal(zip(plain)).contains("calls 'from_file'"));
        assertTrue(refusal(
                        zip(
                                edit(
                                        tiny(),
                                        "description: halves",
                                        "a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a]\n"
                                                + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,"
                                                + "*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]")))
                .contains("not valid YAML"));
        assertEquals(List.of(), ModelFolders.names());
    }

    @Test
    void aBombOfAnArchiveIsRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            for (int i = 0; i < 12; i++) {
                zip.putNextEntry(new ZipEntry("a/data/" + i));
                byte[] zeros = new byte[1 << 20];
                for (int k = 0; k < 100; k++) zip.write(zeros);
                zip.closeEntry();
            }
        }
        Path file = Files.write(folder.resolve("bomb.pt"), bomb.toByteArray());
        assertTrue(refusal(file).contains("becomes larger than"));
    }

    @Test
    void aTorchScriptFileAlone() throws IOException {
        Path file = Files.write(folder.resolve("halver.pt"), script(HALF));
        String report = install(file, "range", "100-300", "step", 8, "author", "A. Nobody", "licence", "MIT");
        assertTrue(report.startsWith("Installed as halver in "), report);
        ForeignModel model = ForeignModelReader.read(folder.resolve("models/halver.zip"));
        assertEquals("MIT", model.licence());
        assertEquals(List.of("A. Nobody"), model.authors());
        ImagePlus image = new ImagePlus("a", new FloatProcessor(30, 31));
        for (int i = 0; i < 930; i++) image.getProcessor().setf(i, 100 + i % 41);
        ImagePlus result = (ImagePlus)
                run(DenoiseCommand.class, "image", image, "model", "halver").get("result");
        for (int i = 0; i < 930; i++)
            assertEquals(100 + i % 41 / 2f, result.getProcessor().getf(i), 1e-3);
        assertTrue(refusal(file).contains("a model of this name is installed"));
        install(file, "overwrite", true, "range", "none", "side", 64);
        assertTrue(refusal(file, "name", "b", "range", "auto").contains("range=auto: none or MIN-MAX"));
        Path larger = Files.write(folder.resolve("pool.pt"), script("    return torch.cat([x, x], 2)"));
        assertTrue(refusal(larger).contains("does not run on a grey image"), refusal(larger));
        Path weights = Files.write(folder.resolve("w.pt"), new byte[100]);
        assertTrue(refusal(weights).contains("no TorchScript archive"));
    }

    @Test
    void whatOnlyOurModelsCanDoIsRefused() throws IOException {
        install(zip(tiny()));
        ImagePlus image = new ImagePlus("a", new FloatProcessor(16, 16));
        String range = assertThrows(
                        RuntimeException.class,
                        () -> run(DenoiseCommand.class, "image", image, "model", "Tiny model", "range", "0-1"))
                .getMessage();
        assertTrue(range.contains("leave range out"), range);
        String start = assertThrows(
                        RuntimeException.class,
                        () -> run(TrainCommand.class, "input", folder.toString(), "start", "Tiny model", "output", "x"))
                .getMessage();
        assertTrue(start.contains("made by another program"), start);
    }

    @Test
    void exportGivesTheSameFilesAndOverwritesNothingUnasked() throws IOException {
        Path zip = zip(tiny());
        install(zip);
        Path out = folder.resolve("out/copy.zip");
        run(ExportCommand.class, "model", "Tiny model", "output", out.toString());
        assertArrayEquals(Files.readAllBytes(folder.resolve("models/Tiny model.zip")), Files.readAllBytes(out));
        assertThrows(
                RuntimeException.class,
                () -> run(ExportCommand.class, "model", "Tiny model", "output", out.toString()));
        run(ExportCommand.class, "model", "Tiny model", "output", out.toString(), "overwrite", true);
        Path unzipped = folder.resolve("unzipped");
        run(ExportCommand.class, "model", "Tiny model", "output", unzipped.toString(), "unzip", true);
        for (Map.Entry<String, byte[]> file : tiny().entrySet()) {
            assertArrayEquals(file.getValue(), Files.readAllBytes(unzipped.resolve(file.getKey())), file.getKey());
        }
        install(unzipped, "name", "Again");
        assertEquals(List.of("Again", "Tiny model"), ModelFolders.names());
    }

    @Test
    void ourOwnModelsGoOutAndIn() throws IOException {
        install(Path.of(GOLDEN));
        String name = ModelFolders.names().get(0);
        Path unzipped = folder.resolve("own");
        run(ExportCommand.class, "model", name, "output", unzipped.toString(), "unzip", true);
        assertTrue(Files.exists(unzipped.resolve("training.json")));
        install(unzipped, "overwrite", true);
        assertThrows(UncheckedIOException.class, () -> install(Files.createDirectory(folder.resolve("empty"))));
    }
}
