package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.denoiser.model.Sha256;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages and files that {@code import} takes or refuses, and what {@code export} gives back. */
class ImportCommandTest extends ImportFixture {
    private static final Path EXAMPLES =
            Path.of("..", "shared", "data", "bioimageio", "example_descriptions", "models");
    private static final String NUCLEI = "unet2d_nuclei_broad/";
    private static final String GOLDEN = "src/test/resources/golden/conv-pool-1.zip";

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
