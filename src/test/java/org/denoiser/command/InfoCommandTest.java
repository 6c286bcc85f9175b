package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.ImageFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class InfoCommandTest {
    private static final String GOLDEN = "src/test/resources/golden/conv-pool-1.zip";

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

    private static Map<String, Object> run(Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return new CommandRunner(context).run(InfoCommand.class, inputs, Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void aPresetIsDescribedByItsLayers(Preset preset) {
        Map<String, Object> outputs = run("preset", preset.key());
        String report = (String) outputs.get("report");
        String total = String.format("%,d", Architecture.of(preset).parameterCount());
        assertTrue(report.contains("\nTotal parameters: " + total + "\n"), report);
        assertTrue(report.contains(preset.meaning()), report);
        assertNull(outputs.get("curves"));
    }

    @Test
    void theOptionsOfANetworkCount() {
        String report = (String) run("preset", "conv-pool", "size", 28).get("report");
        assertTrue(report.contains("Total parameters: 74,497"), report);
        assertTrue(report.contains("7x7x64"), report);
        String larger =
                (String) run("preset", "unet", "filters", 8, "depth", 2, "channels", "3", "activation", "leaky-relu")
                        .get("report");
        Architecture same = Architecture.of(
                Preset.UNET, Map.of("filters", "8", "depth", "2", "channels", "3", "activation", "leaky-relu"));
        assertTrue(larger.startsWith(same + "\n"), larger);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv-pool-1", "unet-1", "residual-unet-1"})
    void aModelIsDescribedWithItsTraining(String name) {
        Path file = Path.of("src/test/resources/golden", name + ".zip");
        Map<String, Object> outputs = run("model", file.toString());
        String report = (String) outputs.get("report");
        for (String part : List.of("Noise", "Licence", "Total parameters: ", "Training: ", "Options", "Software")) {
            assertTrue(report.contains("\n" + part), part + " in " + report);
        }
        assertTrue(report.contains(file.toAbsolutePath().toString()), report);
        assertTrue(report.lines().allMatch(line -> line.length() < 160), report);
        assertTrue(((ImagePlus) outputs.get("curves")).getWidth() > 100);
    }

    @Test
    void theCurvesAreSavedAsPictureOrTable() throws IOException {
        Path png = folder.resolve("new/curves.png");
        Path csv = folder.resolve("curves.CSV");
        ImagePlus curves =
                (ImagePlus) run("model", GOLDEN, "output", png.toString()).get("curves");
        run("model", GOLDEN, "output", csv.toString());
        assertEquals(curves.getWidth(), ImageFiles.open(png).getWidth());
        assertTrue(Files.readAllLines(csv).get(0).startsWith("Epoch,Step,Training loss,Validation loss,"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preset=dense     | size=56    | size=56: 0 or images of 28x28 pixels are needed for dense",
                "preset=conv-pool | size=30    | size=30: 0 or images whose height and width are multiples of 4 are needed for conv-pool",
                "preset=residual-unet | depth=6 | depth=6: a whole number from 1 to 5 is needed",
                "preset=unet      | latent=8   | has no option 'latent'",
                "preset=other     | size=4     | preset=other: one of none, ",
                "preset=unet      | output=a.png | output=a.png: preset=unet was not trained and has no curves",
                "preset=unet      | model=a.zip | model=a.zip: either a model or preset=unet can be described",
                "model=" + GOLDEN
                        + " | filters=3 | filters=3: a model has its own options; it goes with preset=NAME only",
                "model=" + GOLDEN + " | output=a.xyz | .xyz"
            })
    void whatCannotBeDescribedIsRefused(String first, String second, String sentence) {
        ParameterTable table = ParameterTable.of(InfoCommand.class);
        Map<String, String> texts = new HashMap<>();
        for (String pair : List.of(first, second)) texts.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        Exception error = assertThrows(IllegalArgumentException.class, () -> new CommandRunner(context)
                .run(InfoCommand.class, table.parse(texts), Progress.NONE));
        assertTrue(error.getMessage().contains(sentence), error.getMessage());
        assertFalse(Files.exists(Path.of("a.png")));
    }
}
