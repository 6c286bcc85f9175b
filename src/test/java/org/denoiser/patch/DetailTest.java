package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Smooth places are drawn a tenth as often as others. */
class DetailTest {
    private static final int SIZE = 8;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;
    private static final int DRAWS = 60_000;
    /** Neighbours in the right half differ by this many 255ths, along both axes. */
    private static final int CONTRAST = 8;

    /** Channel 0 is smooth in the left half and a chessboard in the right one; channel 1 tells where a pixel is from. */
    private static TrainingImage halves(int seam) {
        float[] pixels = new float[WIDTH * HEIGHT * 2];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int i = 2 * (y * WIDTH + x);
                pixels[i] = x < seam ? 0.3f : 0.3f + CONTRAST / 255f * ((x + y) % 2);
                pixels[i + 1] = x;
            }
        }
        return new TrainingImage("halves", WIDTH, HEIGHT, 2, pixels);
    }

    /**
     * Cells start every 4 pixels, the last of 15 columns at 56. A seam at 32 leaves the 7 columns up to 24 smooth; column 28 reaches 4 pixels
     * into the chessboard and has a detail of 3.7 and a standard deviation of 3.5, the chessboard one of 4. A patch starts up to 2 pixels from its cell; one in five of column 24 starts at 26, where
     * column 28 comes too, so only what starts left of that is counted.
     */
    @ParameterizedTest
    @CsvSource({
        "32, 3, 0, 7", "32, 0, 0, 0", "32, 7.5, 0, 8", "32, 8.5, 0, 15", "0, 3, 0, 0", "64, 3, 0, 15",
        "32, 0, 3, 7", "32, 0, 3.7, 8", "32, 0, 4.5, 15", "0, 0, 3, 0", "64, 0, 3, 15", "32, 3, 3.7, 8"
    })
    void theShareOfSmoothPlacesFollowsTheLaw(int seam, double detail, double contrast, int smoothColumns) {
        PatchSampler sampler = new CleanPatches(
                List.of(halves(seam)),
                PatchOptions.defaults()
                        .size(SIZE)
                        .detail(detail)
                        .contrast(contrast)
                        .noise(NoiseKind.SALT_AND_PEPPER, LevelRange.parse("0"), 0)
                        .augment(false));
        long left = 0;
        for (Patches.Pair pair : Patches.draw(sampler, 0, DRAWS)) {
            if (pair.clean[1] < 26) left++;
        }
        double all = 0.1 * smoothColumns + (15 - smoothColumns);
        double counted = (6 + 4 / 5.0) * (smoothColumns >= 7 ? 0.1 : 1);
        Bounds.assertShare(counted / all, left, DRAWS, "places in the left half");
        assertEquals(15 * 7, sampler.placeCount(), "weights do not change how many places there are");
    }
}
