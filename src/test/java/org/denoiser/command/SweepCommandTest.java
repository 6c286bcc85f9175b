package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.denoiser.image.ImageFiles;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class SweepCommandTest {
    private static final String FAST = "filters=2 epochs=2 steps=3 batch=4 patch=16 precision=float32 device=cpu";

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

    private Map<String, Object> run(String vary, String options, Progress progress) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("vary", vary);
        inputs.put("options", options);
        if (!vary.contains("input=")) inputs.put("image", IJ.createImage("ramp", "8-bit ramp", 96, 96, 1));
        inputs.put("output", folder.resolve("sweep").toString());
        return new CommandRunner(context).run(SweepCommand.class, inputs, progress);
    }

    private List<String> files() {
        String[] names = folder.resolve("sweep").toFile().list();
        List<String> files = new ArrayList<>(List.of(names == null ? new String[0] : names));
        Collections.sort(files);
        return files;
    }

    @Test
    void everyCombinationIsTrainedOnceAndCompared() throws IOException {
        String vary = "preset=conv-pool,unet; rate=0.001";
        Map<String, Object> outputs = run(vary, FAST, Progress.NONE);
        assertEquals(
                List.of("001-conv-pool-0_001.zip", "002-unet-0_001.zip", "sweep.csv", "sweep.png", "sweep.txt"),
                files());
        ResultsTable table = (ResultsTable) outputs.get("table");
        assertEquals(2, table.size());
        Path second = folder.resolve("sweep/002-unet-0_001.zip");
        ModelPackage model = ModelPackageReader.read(second);
        assertEquals("unet", table.getStringValue("preset", 1));
        assertEquals("0.001", table.getStringValue("rate", 1));
        assertEquals(String.valueOf(model.architecture().parameterCount()), table.getStringValue("Parameters", 1));
        double loss = model.record().best().orElseThrow().validationLoss();
        assertEquals(loss, Double.parseDouble(table.getStringValue("Validation loss", 1)), 1e-5 + 1e-2 * loss);
        assertEquals("done", table.getStringValue("State", 1));
        assertNotNull(model.attachment("curves.png"));
        List<String> csv = Files.readAllLines(folder.resolve("sweep/sweep.csv"));
        assertTrue(
                csv.get(0).startsWith("Run,preset,rate,Parameters,Seconds,Epochs,Kept epoch,Training loss,"),
                csv.get(0));
        assertTrue(csv.get(1).startsWith("001,conv-pool,0.001,"), csv.get(1));
        ImagePlus drawn = (ImagePlus) outputs.get("curves");
        assertEquals(
                drawn.getWidth(),
                ImageFiles.open(folder.resolve("sweep/sweep.png")).getWidth());

        byte[] kept = Files.readAllBytes(second);
        Files.delete(folder.resolve("sweep/001-conv-pool-0_001.zip"));
        String report = (String) run(vary, FAST, Progress.NONE).get("report");
        assertEquals("2 combinations: 1 trained now, 1 before, 0 failed.", report);
        assertArrayEquals(kept, Files.readAllBytes(second), "what is done is left alone");

        Exception error =
                assertThrows(IllegalArgumentException.class, () -> run(vary, FAST + " seed=5", Progress.NONE));
        assertTrue(error.getMessage().contains("was trained with seed=1 instead of seed=5"), error.getMessage());
    }

    @Test
    void aRunThatFailsDoesNotStopTheOthers() throws IOException {
        Map<String, Object> outputs = run("input=nowhere.tif," + good(), FAST, Progress.NONE);
        ResultsTable table = (ResultsTable) outputs.get("table");
        assertTrue(table.getStringValue("State", 0).startsWith("failed: "), table.getStringValue("State", 0));
        assertTrue(table.getStringValue("State", 0).contains("nowhere.tif"));
        assertEquals("done", table.getStringValue("State", 1));
        assertEquals("2 combinations: 1 trained now, 0 before, 1 failed.", outputs.get("report"));
        assertTrue(Files.readString(folder.resolve("sweep/sweep.txt")).contains("failed: "));
    }

    private String good() throws IOException {
        Path file = folder.resolve("ramp.tif");
        ImageFiles.save(IJ.createImage("ramp", "8-bit ramp", 96, 96, 1), file);
        return file.toString();
    }

    @Test
    void itCanBeCancelledAndGoOn() {
        AtomicInteger calls = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void status(String text) {
                if (text.startsWith("Run 2 of 3") && text.contains("step")) calls.incrementAndGet();
            }

            @Override
            public void progress(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return calls.get() > 1;
            }
        };
        Map<String, Object> outputs = run("rate=0.001,0.0005,0.0001", FAST, impatient);
        assertEquals(
                "3 combinations: 1 trained now, 0 before, 0 failed. Cancelled; the same command goes on from here.",
                outputs.get("report"));
        ResultsTable table = (ResultsTable) outputs.get("table");
        assertEquals("not begun", table.getStringValue("State", 2));
        String report =
                (String) run("rate=0.001,0.0005,0.0001", FAST, Progress.NONE).get("report");
        assertEquals("3 combinations: 2 trained now, 1 before, 0 failed.", report);
        assertTrue(files().stream().noneMatch(name -> name.endsWith(".checkpoint")), files().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "rates=1,2 # epochs=2 # vary: 'rates' is no key of 'train' that a sweep can give, did you mean 'rate'?",
                "rate=1e-3 # output=a # options: 'output' is no key of 'train' that a sweep can give",
                "rate=0.001,,0.1 # epochs=2 # vary: rate=0.001,,0.1 is no list of different values",
                "rate=0.001,0.001 # epochs=2 # vary: rate=0.001,0.001 is no list of different values",
                "rate=0.001 # rate=0.1 # vary: the key rate stands in options, too",
                "rate=0.001,7 # epochs=2 # vary: run 002 (rate=7) cannot be: rate=7: a number from 0.0000001 to 0.1 is needed",
                "preset=unet,residual-unet # depth=6 # vary: run 002 (preset=residual-unet) cannot be: depth=6: a whole number",
                "epochs=1,2 # noise=pink # vary: run 001 (epochs=1) cannot be: noise=pink: one of",
                "nothing # epochs=2 # vary: key=value is needed where there is 'nothing'",
                "; # epochs=2 # vary: lists of values are needed"
            })
    void allIsCheckedBeforeTheFirstTraining(String vary, String options, String sentence) {
        Exception error = assertThrows(IllegalArgumentException.class, () -> run(vary, options, Progress.NONE));
        assertTrue(error.getMessage().startsWith(sentence), error.getMessage());
        assertFalse(Files.exists(folder.resolve("sweep")), "nothing is written");
    }
}
