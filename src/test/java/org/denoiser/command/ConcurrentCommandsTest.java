package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.model.SampleModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Commands that run at the same time in one application give what each gives alone. */
class ConcurrentCommandsTest {
    @TempDir
    Path folder;

    private Context context;

    @BeforeEach
    void open() throws IOException {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        for (String depth : List.of("1", "2")) {
            Architecture network = Architecture.of(Preset.UNET, Map.of("depth", depth, "filters", "4"));
            ModelPackageWriter.write(
                    SampleModels.bare(network, ScalingRule.auto(), PixelType.GRAY8)
                            .build(),
                    folder.resolve(depth + ".zip"));
        }
    }

    @AfterEach
    void close() {
        context.dispose();
    }

    private static ImagePlus image(int seed) {
        float[] values = new float[90 * 70];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) values[i] = 50 * seed + 30 * (float) random.nextGaussian();
        return new ImagePlus("image" + seed, new FloatProcessor(90, 70, values));
    }

    /** What is run: each run differs from each other in image, model or seed. */
    private List<Map<String, Object>> runs() {
        List<Map<String, Object>> runs = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            for (String model : List.of("1", "2")) {
                Map<String, Object> inputs = new HashMap<>(Map.of("image", image(seed), "device", "cpu"));
                inputs.put("model", folder.resolve(model + ".zip").toString());
                inputs.put("precision", "float32");
                inputs.put("tile", 32);
                inputs.put("overlap", "8");
                runs.add(inputs);
            }
        }
        return runs;
    }

    private <T> List<T> all(List<Map<String, Object>> runs, Class<? extends DenoiserCommand> command, Class<T> type)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<Map<String, Object>>> futures = new ArrayList<>();
            for (Map<String, Object> inputs : runs) {
                futures.add(threads.submit(() -> new CommandRunner(context).run(command, inputs, Progress.NONE)));
            }
            List<T> results = new ArrayList<>();
            for (Future<Map<String, Object>> future : futures) {
                future.get().values().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .findFirst()
                        .ifPresent(results::add);
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private <T> List<T> oneByOne(
            List<Map<String, Object>> runs, Class<? extends DenoiserCommand> command, Class<T> type) throws Exception {
        List<T> results = new ArrayList<>();
        for (Map<String, Object> inputs : runs) results.addAll(all(List.of(inputs), command, type));
        return results;
    }

    @Test
    void imagesDenoisedAtOnceAreThoseDenoisedOneByOne() throws Exception {
        List<ImagePlus> expected = oneByOne(runs(), DenoiseCommand.class, ImagePlus.class);
        List<ImagePlus> actual = all(runs(), DenoiseCommand.class, ImagePlus.class);
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).getTitle(), actual.get(i).getTitle());
            assertArrayEquals((float[]) expected.get(i).getProcessor().getPixels(), (float[])
                    actual.get(i).getProcessor().getPixels());
        }
    }

    @Test
    void imagesMeasuredAtOnceHaveTheirOwnFigures() throws Exception {
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (int seed = 1; seed <= 6; seed++) {
            pairs.add(Map.of("image", image(seed), "targetimage", image(seed + 1)));
        }
        List<ResultsTable> expected = oneByOne(pairs, EvaluateCommand.class, ResultsTable.class);
        List<ResultsTable> actual = all(pairs, EvaluateCommand.class, ResultsTable.class);
        assertEquals(6, actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).getRowAsString(0), actual.get(i).getRowAsString(0));
        }
    }
}
