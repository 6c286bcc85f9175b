package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.Credit;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.Sha256;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Training that goes on from a model: {@code train start=MODEL}. */
class FineTuningTest {
    private static final String CREDIT = "some shapes | a generator | CC BY 4.0";

    private static Context context;

    @TempDir
    Path folder;

    private Path first;

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
    void setUp() {
        first = folder.resolve("First.zip");
    }

    private static String train(Path output, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "image", Shapes.image(64, 3),
                "output", output.toString(),
                "epochs", 1,
                "steps", 2,
                "batch", 2,
                "patch", 16,
                "validation", 2,
                "device", "cpu",
                "precision", "float32",
                "warmup", 0));
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return (String) new CommandRunner(context)
                .run(TrainCommand.class, inputs, Progress.NONE)
                .get("report");
    }

    private String trainFirst(Object... pairs) {
        Object[] all = Arrays.copyOf(
                new Object[] {"preset", "unet", "filters", 4, "depth", 2, "range", "0-200"}, 8 + pairs.length);
        System.arraycopy(pairs, 0, all, 8, pairs.length);
        return train(first, all);
    }

    @Test
    void weightsStoredIn16BitsGoOnLikeTheSameNumbersInFull() throws IOException {
        trainFirst();
        List<ModelPackage> made = new ArrayList<>();
        Path half = folder.resolve("half.zip");
        Path full = folder.resolve("full.zip");
        export(first, half, "float16");
        export(half, full, "float32");
        for (Path start : new Path[] {half, full}) {
            Path after = folder.resolve("after-" + start.getFileName());
            train(after, "start", start.toString());
            made.add(ModelPackageReader.read(after));
        }
        assertEquals(TensorType.FLOAT32, made.get(0).storedAs());
        assertEquals(made.get(1).weights(), made.get(0).weights());
    }

    private static void export(Path model, Path output, String weights) {
        Map<String, Object> inputs = Map.of("model", model.toString(), "output", output.toString(), "weights", weights);
        new CommandRunner(context).run(ExportCommand.class, inputs, Progress.NONE);
    }

    @Test
    void networkWeightsScalingCreditsAndOriginAreTaken() throws IOException {
        trainFirst("credits", CREDIT, "author", "Ada Example");
        Path second = folder.resolve("Second.zip");
        String report = train(
                second, "start", first.toString(), "rate", 1e-7, "averaging", 0.0, "credits", CREDIT + "; a | b | c");
        ModelPackage before = ModelPackageReader.read(first);
        ModelPackage after = ModelPackageReader.read(second);
        assertEquals(before.architecture(), after.architecture());
        assertEquals(ScalingRule.parse("0-200"), after.scaling());
        for (String name : before.weights().keySet()) {
            float[] old = before.weights().get(name).values();
            float[] now = after.weights().get(name).values();
            for (int i = 0; i < old.length; i++) assertEquals(old[i], now[i], 1e-6f, "hardly changed at this rate");
        }
        assertFalse(before.weights().equals(after.weights()), "but changed");
        String sha256 = Sha256.hex(Files.readAllBytes(first));
        assertEquals("First, SHA-256 " + sha256, after.record().data().get("started from"));
        assertTrue(report.contains("started from First, SHA-256 " + sha256), report);
        List<Credit> credits = after.credits();
        assertEquals(3, credits.size(), "none twice: " + credits);
        assertTrue(credits.get(0).source().contains("First by Ada Example"), credits.toString());
        assertTrue(credits.containsAll(before.credits()));
    }

    /** Whatever is started from twice with the same seed gives the same, and it is not what random weights give. */
    @Test
    void theWeightsOfTheModelAreTheFirstOnes() throws IOException {
        trainFirst();
        Path once = folder.resolve("Once.zip");
        Path again = folder.resolve("Again.zip");
        train(once, "start", first.toString());
        train(again, "start", first.toString());
        assertEquals(
                ModelPackageReader.read(once).weights(),
                ModelPackageReader.read(again).weights());
    }

    @ParameterizedTest
    @CsvSource({"preset, conv-pool, unet", "filters, 8, 4", "depth, 3, 2", "range, 0-255, 0.0-200.0"})
    void keysThatContradictTheModelAreRefused(String key, String value, String has) {
        trainFirst();
        Object typed = value.matches("[0-9]+") ? (Object) Integer.valueOf(value) : value;
        Throwable refused = assertThrows(
                IllegalArgumentException.class,
                () -> train(folder.resolve("Second.zip"), "start", first.toString(), key, typed));
        assertTrue(
                refused.getMessage().contains(key + "=" + value)
                        && refused.getMessage().contains("First"),
                () -> refused.getMessage());
        assertFalse(Files.exists(folder.resolve("Second.zip")));
    }

    @Test
    void keysThatSayTheSameAreTaken() throws IOException {
        trainFirst();
        Path second = folder.resolve("Second.zip");
        train(second, "start", first.toString(), "filters", 4, "depth", 2, "range", "0-200");
        assertEquals(
                ModelPackageReader.read(first).architecture(),
                ModelPackageReader.read(second).architecture());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                // licence of the first model, licence asked for, licence of the second
                "CC-BY-SA-4.0, none, CC-BY-SA-4.0",
                "CC0-1.0, none, CC0-1.0",
                "CC-BY-SA-4.0, CC-BY-SA-4.0, CC-BY-SA-4.0",
                "CC0-1.0, GPL-3.0-only, GPL-3.0-only",
                "CC-BY-4.0, CC-BY-SA-4.0, CC-BY-SA-4.0"
            })
    void theLicenceIsTakenOverOrBecomesStricter(String has, String asked, String expected) throws IOException {
        trainFirst("licence", has);
        Path second = folder.resolve("Second.zip");
        String report = asked == null
                ? train(second, "start", first.toString())
                : train(second, "start", first.toString(), "licence", asked);
        assertEquals(expected, ModelPackageReader.read(second).licence());
        assertTrue(report.contains("its licence is " + expected), report);
    }

    @ParameterizedTest
    @CsvSource({
        "CC-BY-SA-4.0, MIT",
        "CC-BY-SA-4.0, CC0-1.0",
        "CC-BY-4.0, CC0-1.0",
        "GPL-3.0-only, BSD-2-Clause",
        "'', MIT"
    })
    void aLicenceThatDropsConditionsIsRefused(String has, String asked) {
        trainFirst("licence", has);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> train(folder.resolve("Second.zip"), "start", first.toString(), "licence", asked));
        assertTrue(refused.getMessage().contains("licence=" + asked), refused.getMessage());
    }

    @Test
    void noLicenceIsGrantedWhereTheFirstModelGrantsNone() throws IOException {
        trainFirst("licence", "");
        Path second = folder.resolve("Second.zip");
        train(second, "start", first.toString());
        assertNull(ModelPackageReader.read(second).licence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoSuchModel", "no/such/file.zip"})
    void aModelThatIsNotThereIsNamed(String model) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> train(folder.resolve("Second.zip"), "start", model));
        assertTrue(refused.getMessage().startsWith("start=" + model), refused.getMessage());
    }
}
