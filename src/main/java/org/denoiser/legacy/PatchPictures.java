package org.denoiser.legacy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denoiser.command.TrainingPreview;

/** Pictures of a preview, such as patches, each noisy and denoised in one range of values. Immutable. */
final class PatchPictures {
    /** Share of the values at either end that may become black or white. */
    private static final double SATURATED = 0.005;

    private final long step;
    private final List<BufferedImage> noisy = new ArrayList<>();
    private final List<BufferedImage> denoised = new ArrayList<>();

    PatchPictures(TrainingPreview preview) {
        step = preview.step();
        for (TrainingPreview.Patch patch : preview.patches()) {
            // the range of what never changes, so that nothing flickers
            float[] sorted = patch.reference().clone();
            Arrays.sort(sorted);
            int cut = (int) (SATURATED * sorted.length);
            float low = sorted[cut];
            float high = sorted[sorted.length - 1 - cut];
            noisy.add(picture(patch.noisy(), preview.side(), preview.channels(), low, high));
            denoised.add(picture(patch.denoised(), preview.side(), preview.channels(), low, high));
        }
    }

    /** One picture before and after. */
    PatchPictures(BufferedImage before, BufferedImage after) {
        step = 0;
        noisy.add(before);
        denoised.add(after);
    }

    private static BufferedImage picture(float[] values, int side, int channels, float low, float high) {
        float scale = high > low ? 255 / (high - low) : 0;
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int[] rgb = new int[side * side];
        for (int i = 0; i < rgb.length; i++) {
            for (int component = 0; component < 3; component++) {
                float value = values[i * channels + Math.min(component, channels - 1)];
                int level = Math.max(0, Math.min(255, Math.round((value - low) * scale)));
                rgb[i] = rgb[i] << 8 | level;
            }
        }
        picture.setRGB(0, 0, side, side, rgb, 0, side);
        return picture;
    }

    /** Steps done. */
    long step() {
        return step;
    }

    int count() {
        return noisy.size();
    }

    BufferedImage noisy(int patch) {
        return noisy.get(patch);
    }

    BufferedImage denoised(int patch) {
        return denoised.get(patch);
    }
}
