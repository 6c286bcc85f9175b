package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.Planes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;

/** The scripts that ship in {@code macros}, through SciJava's script service and the engines of their languages, as in Fiji. */
class ScriptsTest {
    private static final Path MODEL = Paths.get("src", "test", "resources", "golden", "unet-1.zip");

    @TempDir
    Path folder;

    private static Context context;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class, ScriptService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        // Fiji brings an adapter for each language, and its scripts know images by this name
        ScriptService scripts = context.service(ScriptService.class);
        scripts.addAlias(ImagePlus.class);
        for (ScriptEngineFactory language : new ScriptEngineManager().getEngineFactories()) {
            scripts.getIndex().add(language, false);
        }
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    private static ScriptModule run(File script, Map<String, Object> inputs) throws Exception {
        return context.service(ScriptService.class).run(script, true, inputs).get();
    }

    private static File shipped(String name) {
        return Paths.get("macros", name).toFile();
    }

    private File script(String name, String... lines) throws Exception {
        return Files.write(folder.resolve(name), List.of(lines)).toFile();
    }

    private static ImagePlus crop(String sample, int x) {
        ImagePlus image = IJ.openImage(Paths.get("samples", sample).toString());
        image.setRoi(x, 200, 64, 48);
        return image.crop();
    }

    @Test
    void everyShippedScriptIsTestedHere() throws Exception {
        try (Stream<Path> files = Files.list(Paths.get("macros"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".ijm"))
                    .sorted()
                    .collect(Collectors.toList());
            assertEquals(List.of("Denoise_and_Measure.groovy", "Train_and_Denoise.py"), names);
        }
    }

    @Test
    void groovyDenoisesAndMeasures() throws Exception {
        ImagePlus noisy = crop("maize-noisy.tif", 200);
        ScriptModule module =
                run(shipped("Denoise_and_Measure.groovy"), Map.of("imp", noisy, "model", MODEL.toString()));
        ImagePlus denoised = (ImagePlus) module.getOutput("denoised");
        Map<String, Object> inputs = Map.of("image", noisy, "model", MODEL.toString(), "type", "float");
        ImagePlus expected = (ImagePlus) new CommandRunner(context)
                .run(DenoiseCommand.class, inputs, Progress.NONE)
                .get("result");
        assertArrayEquals(Planes.of(expected).read(0, 0), Planes.of(denoised).read(0, 0));
        String summary = (String) module.getOutput("summary");
        assertTrue(summary.matches("noise before [0-9.]+, taken [0-9.]+"), summary);
    }

    @Test
    void jythonTrainsAndDenoises() throws Exception {
        Path clean = Files.createDirectory(folder.resolve("clean"));
        for (int i = 0; i < 2; i++) ImageFiles.save(crop("maize.tif", 100 + 64 * i), clean.resolve(i + ".tif"));
        Path noisy = folder.resolve("noisy.tif");
        ImageFiles.save(crop("maize-noisy.tif", 300), noisy);
        Path model = folder.resolve("model.zip");
        Path result = folder.resolve("result.tif");
        Map<String, Object> inputs = new HashMap<>(Map.of("epochs", 1, "steps", 2, "filters", 2));
        inputs.put("clean", clean.toFile());
        inputs.put("noisy", noisy.toFile());
        inputs.put("model", model.toFile());
        inputs.put("result", result.toFile());
        ScriptModule module = run(shipped("Train_and_Denoise.py"), inputs);
        assertTrue(module.getOutput("report").toString().contains("noisy"), "" + module.getOutput("report"));
        assertTrue(Files.exists(model));
        assertEquals(64, ImageFiles.open(result).getWidth());
    }

    @Test
    void theScriptOfTheReadmeRuns() throws Exception {
        String readme = Files.readString(Paths.get("README.md"));
        String start = "```groovy\n";
        int from = readme.indexOf(start) + start.length();
        String text = readme.substring(from, readme.indexOf("```", from)).replace("\"General\"", "\"" + MODEL + "\"");
        // the last line shows the image, which a display is needed for
        File script = script(
                "readme.groovy",
                text.replace("module.getOutput(\"result\").show()", "title = module.getOutput(\"result\").getTitle()"),
                "#@output String title");
        ImagePlus noisy = crop("maize-noisy.tif", 200);
        assertEquals(
                noisy.getTitle().replace(".tif", "") + "-denoised",
                run(script, Map.of("imp", noisy)).getOutput("title"));
    }

    @Test
    void aWrongValueReachesTheScriptAsASentence() throws Exception {
        String call = "commands.run('org.denoiser.command.NoiseCommand', false, 'image', imp, 'level', -1d).get()";
        File script = script(
                "wrong.groovy",
                "#@ CommandService commands",
                "#@ ImagePlus imp",
                "#@output String said",
                "try { " + call + " } catch (Exception e) {",
                "    while (e.cause != null) e = e.cause",
                "    said = e.message",
                "}");
        String said = (String) run(script, Map.of("imp", crop("maize.tif", 0))).getOutput("said");
        assertEquals("level=-1: a number of at least 0 is needed", said);
        File plain = script(
                "plain.groovy",
                "#@ CommandService commands",
                "#@ ImagePlus imp",
                "#@output String after",
                call,
                "after = 'went on'");
        assertNull(run(plain, Map.of("imp", crop("maize.tif", 0))).getOutput("after"), "an error ends the script");
    }
}
