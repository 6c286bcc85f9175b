package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in a shell that is asked to end, by Ctrl-C or by a system that shuts down, keeps what it has learnt. */
class EndedTrainingTest {
    @TempDir
    Path folder;

    @Test
    void theBestWeightsAreSavedWhileJavaShutsDown() throws Exception {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        assumeFalse(windows, "Windows can only kill a process, not ask it to end");
        Path output = folder.resolve("model.zip");
        JavaProcess process = new JavaProcess(folder)
                .with("-Djava.awt.headless=true", "-cp", JavaProcess.classPath(), Shell.class.getName(), "train")
                .with("input=" + Paths.get("samples").toAbsolutePath(), "output=" + output)
                .with("filters=4", "depth=2", "patch=32", "batch=4", "steps=40", "epochs=100000", "patience=0")
                .environment("OMP_NUM_THREADS", "1")
                .runUntil("validation loss");
        assertNotEquals(0, process.status());
        assertTrue(Files.exists(output), process.err());
        ModelPackage model = ModelPackageReader.read(output);
        assertFalse(model.record().epochs().isEmpty());
        assertFalse(process.err().contains("should not"), process.err());
    }
}
