package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.patch.MemoryGrowth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings give their native memory back. */
class TrainingMemoryTest {
    private static final int TRAININGS = 10;
    /** The state of one training that stays behind is 8 MB, and its network 2 MB; ten of them are twice this. */
    private static final long MOST_GROWTH = 48;

    @TempDir
    Path folder;

    public static void main(String[] arguments) {
        Architecture architecture = Architecture.of(Preset.UNET, Map.of("depth", "3", "filters", "32"));
        TrainingOptions options =
                Trainings.options(architecture).epochs(2).steps(2).batch(1).validation(1);
        MemoryGrowth.print(TRAININGS, () -> Trainings.train(options));
    }

    @Test
    void tenTrainingsLeaveTheProcessAsLargeAsItWas() throws IOException, InterruptedException {
        long growth = MemoryGrowth.of(TrainingMemoryTest.class, folder);
        assertTrue(growth <= MOST_GROWTH, "the process grew by " + growth + " MB");
    }
}
