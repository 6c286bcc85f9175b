package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.architecture.Preset;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.PixelType;
import org.denoiser.image.TestImages;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Runs of {@code denoise} that end early, for a wrong value or because they are stopped: nothing of them is left. */
class DenoiseEndsTest {
    @TempDir
    static Path models;

    private static Context context;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        SmallModels.write(models, "plane", Preset.UNET, 1);
        SmallModels.write(models, "colour", Preset.UNET, 3);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slices   | 0          | slices=0: a number from 1",
                "slices   | 3-2        | slices=3-2: a number from 1",
                "slices   | 2-9        | slices=2-9: the image 'in.tif' has 3 of them",
                "channels | 3          | channels=3: the image 'in.tif' has 2 of them",
                "frames   | one        | frames=one: a number from 1",
                "virtual  | maybe      | virtual=maybe: one of auto, yes, no",
                "roi      | none       | roi=none: one of auto, selection, all",
                "roi      | selection  | roi=selection: the image 'in.tif' has no area selection",
                "output   | OUT/x.xyz  | must end with .tif",
                "output   | OUT/x.png  | holds one plane",
                "range    | 9-1        | range=9-1 is not allowed",
                "tile     | 15         | tile=15",
                "overlap  | 300        | overlap",
                "model    | NONE       | model=NONE",
                "model    | MODELS/colour.zip | has 2 channels, but the model takes 3 at once",
                "target   | IN         | one of the two is needed"
            })
    void aWrongValueIsRefusedInASentenceAndLeavesNothing(String key, String value, String sentence) throws IOException {
        ImagePlus image = TestImages.plain(PixelType.GRAY16, Shape.HYPERSTACK, 21, 14);
        Path in = folder.resolve("in.tif");
        ImageFiles.save(image, in);
        for (String virtual : List.of("yes", "no")) {
            Map<String, Object> keys = new HashMap<>();
            keys.put("input", in);
            keys.put("output", folder.resolve("new/out.tif"));
            keys.put("virtual", virtual);
            if (key.equals("target")) keys.put("targetimage", image);
            String given = value.replace("OUT", folder + "/new")
                    .replace("MODELS", models.toString())
                    .replace("IN", in.toString());
            Object typed = key.equals("tile") ? (Object) Integer.valueOf(given) : given;
            keys.put(key, typed);
            Object[] pairs = keys.entrySet().stream()
                    .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                    .toArray();
            RuntimeException failure = assertThrows(
                    RuntimeException.class, () -> SmallModels.denoise(context, models.resolve("plane.zip"), pairs));
            assertTrue(failure.getMessage().contains(sentence), failure.getMessage());
            assertTrue(failure.getMessage().lines().count() == 1, failure.getMessage());
            assertEquals(List.of("in.tif"), left());
            try (Stream<Path> entries = Files.list(folder)) {
                assertEquals(1, entries.count(), "no folder either");
            }
        }
    }

    /** Cancels when a status begins with some words. */
    private static final class StopAt implements Progress {
        private final String words;
        private volatile boolean stopped;

        StopAt(String words) {
            this.words = words;
        }

        @Override
        public void status(String text) {
            stopped |= text.startsWith(words);
        }

        @Override
        public void progress(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return stopped;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Loading", "Denoising with", "Finding the range", "Writing the result"})
    void itCanBeStoppedInEveryPhase(String phase) throws IOException {
        ImagePlus image = TestImages.plain(PixelType.GRAY16, Shape.STACK, 1024, 1024);
        image.setRoi(8, 8, 4, 4);
        for (String virtual : List.of("no", "yes")) {
            if (phase.startsWith("Writing") && virtual.equals("yes")) continue;
            Map<String, Object> inputs = new HashMap<>(Map.of("image", image, "virtual", virtual, "tile", 64));
            inputs.put("model", models.resolve("plane.zip").toString());
            inputs.put("output", folder.resolve("new/out.tif").toString());
            inputs.put("device", "cpu");
            inputs.put("precision", "float32");
            assertThrows(CancellationException.class, () -> new CommandRunner(context)
                    .run(DenoiseCommand.class, inputs, new StopAt(phase)));
            try (Stream<Path> entries = Files.list(folder)) {
                assertEquals(0, entries.count(), phase);
            }
        }
    }
}
