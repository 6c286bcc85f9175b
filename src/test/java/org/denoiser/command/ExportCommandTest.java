package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class ExportCommandTest {
    private static final String GOLDEN = "src/test/resources/golden/unet-1.zip";

    @TempDir
    Path folder;

    private static String export(Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        try (Context context = new Context(CommandService.class)) {
            context.service(LogService.class).setLevel(LogLevel.NONE);
            return (String) new CommandRunner(context)
                    .run(ExportCommand.class, inputs, Progress.NONE)
                    .get("report");
        }
    }

    @Test
    void weightsAreRoundedAndTheTestOutputIsMadeOfThem() throws IOException {
        Path half = folder.resolve("half.zip");
        export("model", GOLDEN, "output", half.toString(), "weights", "float16");
        ModelPackage whole = ModelPackageReader.read(Path.of(GOLDEN));
        ModelPackage rounded = ModelPackageReader.read(half);
        assertEquals(TensorType.FLOAT16, rounded.storedAs());
        assertEquals(whole.testInput(), rounded.testInput());
        assertArrayEquals(TestRun.output(rounded).values(), rounded.testOutput().values(), 1e-3f);
        assertArrayEquals(whole.testOutput().values(), rounded.testOutput().values(), 0.2f);
        assertNotEquals(whole.testOutput(), rounded.testOutput());
        assertEquals(whole.record(), rounded.record());
        assertEquals(whole.credits(), rounded.credits());
        Path unzipped = folder.resolve("unzipped");
        export("model", GOLDEN, "output", unzipped.toString(), "weights", "float16", "unzip", true);
        assertEquals(rounded.weights(), ModelPackageReader.read(unzipped).weights());
        Path back = folder.resolve("back.zip");
        export("model", half.toString(), "output", back.toString(), "weights", "float32");
        assertEquals(TensorType.FLOAT32, ModelPackageReader.read(back).storedAs());
        assertEquals(rounded.weights(), ModelPackageReader.read(back).weights());
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "float32"})
    void aPackageThatHasThemSoGoesAsItIs(String weights) throws IOException {
        Path copy = folder.resolve("copy.zip");
        export("model", GOLDEN, "output", copy.toString(), "weights", weights);
        assertArrayEquals(Files.readAllBytes(Path.of(GOLDEN)), Files.readAllBytes(copy));
    }

    @Test
    void otherTypesAreRefusedAndNothingIsLeft() {
        Path file = folder.resolve("a.zip");
        String refusal = assertThrows(
                        RuntimeException.class,
                        () -> export("model", GOLDEN, "output", file.toString(), "weights", "bfloat16"))
                .getMessage();
        assertTrue(refusal.startsWith("weights=bfloat16: "), refusal);
        assertTrue(Files.notExists(file));
    }
}
