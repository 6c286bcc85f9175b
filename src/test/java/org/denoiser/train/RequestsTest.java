package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.denoiser.model.EpochRow;
import org.denoiser.patch.PatchSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener asks for it gets before the next step, and the training learns the same as if nobody had asked. */
class RequestsTest {
    private static final TrainingOptions OPTIONS =
            Trainings.options(Trainings.unet()).validation(16);

    @TempDir
    Path folder;

    /** Asks at some of the moments at which it may ask, whether between steps or within validations. */
    private static final class Asking extends Recorder {
        private final SplittableRandom random;
        private final double often;
        final List<Long> checkpoints = new ArrayList<>();
        final List<Preview> previews = new ArrayList<>();
        int checkpointsWanted;
        int previewsWanted;
        private final Path copies;

        Asking(long seed, double often, Path copies) {
            this.random = new SplittableRandom(seed);
            this.often = often;
            this.copies = copies;
        }

        @Override
        public boolean wantsCheckpoint() {
            boolean wants = random.nextDouble() < often;
            checkpointsWanted += wants ? 1 : 0;
            return wants;
        }

        @Override
        public boolean wantsPreview() {
            boolean wants = random.nextDouble() < often;
            previewsWanted += wants ? 1 : 0;
            return wants;
        }

        @Override
        public void checkpoint(Path file, long step) {
            checkpoints.add(step);
            assertEquals(checkpointsWanted, checkpoints.size(), "each wish is fulfilled before the next is asked for");
            try {
                Files.copy(file, copies.resolve("copy" + checkpoints.size()), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void preview(Preview preview) {
            previews.add(preview);
            assertEquals(previewsWanted, previews.size(), "each wish is fulfilled before the next is asked for");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void goingOnFromEveryCheckpointEqualsNeverHavingStopped(long seed) {
        TrainingResult whole = Trainings.train(OPTIONS);
        Asking asking = new Asking(seed, 0.3, folder);
        CheckpointFile file = new CheckpointFile(folder.resolve("checkpoint"));
        TrainingResult asked = Trainings.trainer(OPTIONS, file, false, asking).train();
        Trainings.assertSameTraining(whole, asked, "with checkpoints and previews in between");
        assertTrue(!asking.checkpoints.isEmpty(), "there are checkpoints");
        for (int i = 1; i <= asking.checkpoints.size(); i++) {
            CheckpointFile copy = new CheckpointFile(folder.resolve("copy" + i));
            TrainingResult resumed =
                    Trainings.trainer(OPTIONS, copy, true, new Recorder()).train();
            Trainings.assertSameTraining(whole, resumed, "from step " + asking.checkpoints.get(i - 1));
        }
    }

    @Test
    void checkpointsAreWrittenBetweenStepsAndWithinValidations() {
        Asking asking = new Asking(1, 1, folder);
        Trainings.trainer(OPTIONS, new CheckpointFile(folder.resolve("checkpoint")), false, asking)
                .train();
        // before each of 12 steps; before each of the 4 batches of the 3 validations
        assertEquals(12 + 3 * 4, asking.checkpoints.size());
        assertEquals(13, new TreeSet<>(asking.checkpoints).size(), "before the first and after each step");
    }

    @Test
    void whereNoCheckpointIsKeptNobodyIsAsked() {
        Asking asking = new Asking(1, 1, folder);
        Trainings.trainer(OPTIONS, null, false, asking).train();
        assertEquals(0, asking.checkpointsWanted);
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsNoted() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        CheckpointFile file = new CheckpointFile(gone.resolve("checkpoint"));
        Files.delete(gone);
        Recorder recorder = new Recorder() {
            @Override
            public boolean wantsCheckpoint() {
                return true;
            }

            @Override
            public void checkpoint(Path path, long step) {
                throw new AssertionError("there is none");
            }
        };
        recorder.cancelAfter(2);
        Trainings.trainer(OPTIONS, file, false, recorder).train();
        // before each step and at the end
        assertEquals(3, recorder.notes.size(), recorder.notes.toString());
    }

    @Test
    void previewsShowTheFirstPatchesOfTheValidationAsTheyComeOut() {
        Asking asking = new Asking(1, 1, folder);
        Trainings.trainer(OPTIONS, null, false, asking).train();
        PatchSampler held = Trainings.held();
        int count = asking.previews.get(0).count();
        FloatBuffer noisy = FloatBuffer.allocate(count * held.patchElements());
        FloatBuffer clean = FloatBuffer.allocate(count * held.patchElements());
        held.fill(0, count, noisy, clean);
        for (Preview preview : asking.previews) {
            assertEquals(Trainings.SIDE, preview.side());
            for (int i = 0; i < count; i++) {
                assertArrayEquals(part(noisy, i, count), preview.noisy(i));
                assertArrayEquals(part(clean, i, count), preview.clean(i));
            }
        }
        Preview first = asking.previews.get(0);
        Preview last = asking.previews.get(asking.previews.size() - 1);
        assertEquals(0, first.step());
        assertEquals(12, last.step());
        assertTrue(error(last) < error(first), error(first) + " before, " + error(last) + " after");
    }

    private static float[] part(FloatBuffer values, int index, int count) {
        int length = values.capacity() / count;
        float[] part = new float[length];
        values.duplicate().position(index * length).get(part);
        return part;
    }

    private static double error(Preview preview) {
        double sum = 0;
        for (int i = 0; i < preview.count(); i++) {
            float[] clean = preview.clean(i);
            float[] denoised = preview.denoised(i);
            for (int k = 0; k < clean.length; k++) sum += Math.pow(clean[k] - denoised[k], 2);
        }
        return sum;
    }

    @Test
    void whoeverResumesHearsOfTheEpochsBefore() {
        CheckpointFile file = new CheckpointFile(folder.resolve("checkpoint"));
        TrainingResult first = Trainings.stopped(OPTIONS, file, false, 9);
        List<String> heard = new ArrayList<>();
        Recorder recorder = new Recorder() {
            @Override
            public void resumed(List<EpochRow> epochs) {
                assertEquals("started cpu float32", events.get(events.size() - 1));
                heard.addAll(Trainings.texts(epochs));
            }
        };
        Trainings.trainer(OPTIONS, file, true, recorder).train();
        assertEquals(2, heard.size());
        assertEquals(Trainings.texts(first.epochs()), heard);
    }
}
