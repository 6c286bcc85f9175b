package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.denoiser.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose process was killed, wherever that hit it, goes on as if nothing had been. */
class KilledTrainingTest {
    private static final int KILLS = 3;
    private static final int MOST_STEPS_BEFORE_A_KILL = 12;

    @TempDir
    Path folder;

    private static TrainingOptions options() {
        return Trainings.options(Trainings.unet())
                .epochs(30)
                .steps(7)
                .precision(Precision.FLOAT32)
                .checkpoint(0.002);
    }

    /** The process that is killed. It tells every step. */
    public static void main(String[] arguments) {
        CheckpointFile checkpoint = new CheckpointFile(Path.of(arguments[0]));
        TrainingListener teller = new TrainingListener() {
            @Override
            public void step(long step, long all, double loss, double secondsLeft) {
                System.out.println("step " + step);
            }
        };
        Trainings.trainer(options(), checkpoint, true, teller).train();
    }

    @Test
    void theFinalWeightsAreThoseOfATrainingThatWasNotKilled() throws IOException, InterruptedException {
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        Random random = new Random(4);
        long reached = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            reached = Math.max(reached, stepsBeforeKill(checkpoint, 2 + random.nextInt(MOST_STEPS_BEFORE_A_KILL)));
            assertTrue(checkpoint.exists(), "a checkpoint is there");
        }
        Recorder recorder = new Recorder();
        TrainingResult resumed =
                Trainings.trainer(options(), checkpoint, true, recorder).train();
        assertNotEquals("step 1 of 210", recorder.events.get(2), "it goes on and does not start again");
        Trainings.assertSameTraining(Trainings.train(options()), resumed, "killed at " + reached);
    }

    /** Kills the process as soon as it tells of as many steps. */
    private static long stepsBeforeKill(CheckpointFile checkpoint, int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledTrainingTest.class.getName(),
                        checkpoint.path().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int told = 0;
            for (String line = out.readLine(); line != null && told < steps; line = out.readLine()) {
                if (line.startsWith("step ")) {
                    last = Long.parseLong(line.substring(5));
                    told++;
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it can be killed");
        assertNotEquals(0, process.exitValue(), "it was killed before its end");
        return last;
    }
}
