package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.denoiser.model.EpochRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears, in which order. */
class TrainingListenerTest {
    @TempDir
    Path folder;

    @Test
    void theStartEveryStepAndEveryEpochAreHeardOfInOrder() {
        Recorder recorder = new Recorder();
        TrainingResult result = Trainings.trainer(Trainings.options(Trainings.unet()), null, false, recorder)
                .train();
        List<String> expected = new ArrayList<>();
        expected.add("started " + result.device() + " " + result.precision());
        for (int step = 1; step <= 12; step++) {
            expected.add("step " + step + " of 12");
            if (step % 4 == 0) {
                for (int patches : new int[] {0, 4, 6}) expected.add("validation " + patches + " of 6");
                expected.add("epoch " + step / 4 + " at " + step);
            }
        }
        assertEquals(expected, recorder.events);
        assertEquals("cpu", result.device());
        assertEquals("float32", result.precision());
    }

    @Test
    void theListenerIsToldWhichEpochsAreBetter() {
        List<Boolean> told = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        double[] lowest = {Double.POSITIVE_INFINITY};
        TrainingOptions options =
                Trainings.options(Trainings.unet()).rate(0.3).averaging(0).steps(2);
        Trainings.trainer(options, null, false, new TrainingListener() {
                    @Override
                    public void epoch(EpochRow epoch, boolean best) {
                        told.add(best);
                        expected.add(epoch.validationLoss() < lowest[0]);
                        lowest[0] = Math.min(lowest[0], epoch.validationLoss());
                    }
                })
                .train();
        assertEquals(expected, told);
        assertEquals(3, told.size());
    }

    /** What is left is what has passed in this sitting, times the steps to do over the steps done in it. */
    @Test
    void theTimeLeftFollowsThePaceOfThisSitting() {
        TrainingOptions options = Trainings.options(Trainings.unet());
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        checkTimes(options, checkpoint, 0, 7);
        checkTimes(options, checkpoint, 7, 12);
    }

    private static void checkTimes(TrainingOptions options, CheckpointFile checkpoint, long first, long last) {
        long start = System.nanoTime();
        List<Double> most = new ArrayList<>();
        Recorder recorder = new Recorder() {
            @Override
            public void step(long step, long all, double loss, double left) {
                super.step(step, all, loss, left);
                most.add((System.nanoTime() - start) / 1e9 / (step - first) * (all - step));
            }
        };
        recorder.cancelAfter(last);
        Trainings.trainer(options, checkpoint, true, recorder).train();
        assertEquals(last - first, most.size());
        for (int i = 0; i < most.size(); i++) {
            double left = recorder.secondsLeft.get(i);
            assertTrue(left >= 0 && left <= most.get(i), left + " s left, at most " + most.get(i));
        }
        if (last == options.allSteps()) assertEquals(0, recorder.secondsLeft.get(recorder.secondsLeft.size() - 1));
    }
}
