package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.denoiser.architecture.Architecture;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.patch.MemoryGrowth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Denoising gives its native memory back, stopped or not. */
class DenoisingMemoryTest {
    private static final int TIMES = 20;
    /** A network that stays behind is 2 MB and what it needs for a tile about as much; half of twenty of them are this. */
    private static final long MOST_GROWTH = 32;

    @TempDir
    Path folder;

    public static void main(String[] arguments) {
        Architecture architecture = Networks.unet(3, 32, 1);
        ImagePlus image = new ImagePlus("image", Images.processor(PixelType.GRAY8, 100, 100, 1));
        int[] count = {0};
        MemoryGrowth.print(TIMES, () -> {
            boolean stops = count[0]++ % 2 == 1;
            try (DenoisingNetwork network = Networks.open(architecture, architecture.initialWeights(1))) {
                TileOptions tiles = TileOptions.defaults().tile(64).overlap(16);
                new ImageDenoiser(network, ScalingRule.auto(), tiles).denoise(image, OutputType.SAME, (done, total) -> {
                    if (stops && done == 2) throw new CancellationException("enough");
                });
            } catch (CancellationException e) {
                if (!stops) throw e;
            }
        });
    }

    @Test
    void twentyImagesLeaveTheProcessAsLargeAsItWas() throws IOException, InterruptedException {
        long growth = MemoryGrowth.of(DenoisingMemoryTest.class, folder);
        assertTrue(growth <= MOST_GROWTH, "the process grew by " + growth + " MB");
    }
}
