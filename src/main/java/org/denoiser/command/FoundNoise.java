package org.denoiser.command;

import java.util.ArrayList;
import java.util.List;
import org.denoiser.noise.NoiseEstimate;

/** The noise of the planes of an image, put into words. */
final class FoundNoise {
    private static final int MOST = 12;

    private final int components;
    private final List<NoiseEstimate> planes = new ArrayList<>();

    /** @param components of a pixel, 1 or 3 */
    FoundNoise(int components) {
        this.components = components;
    }

    /** Adds the noise of a component of a plane, in their order. */
    void add(NoiseEstimate noise) {
        planes.add(noise);
    }

    /** What was found and how it was taken away: one sentence, or for several planes a line each, at most a dozen. */
    @Override
    public String toString() {
        if (planes.size() == 1) return describe(planes.get(0));
        StringBuilder text = new StringBuilder("denoised " + planes.size() + " planes");
        for (int i = 0; i < Math.min(MOST, planes.size()); i++) {
            text.append(System.lineSeparator()).append(name(i)).append(": ").append(describe(planes.get(i)));
        }
        if (planes.size() > MOST) {
            text.append(System.lineSeparator())
                    .append("and ")
                    .append(planes.size() - MOST)
                    .append(" more");
        }
        return text.toString();
    }

    private String name(int index) {
        String slice = "slice " + (index / components + 1);
        return components == 1 ? slice : slice + new String[] {" red", " green", " blue"}[index % components];
    }

    private static String describe(NoiseEstimate noise) {
        if (noise.isNone()) return "no noise found, left as it is";
        return noise + (noise.spectrum().isWhite() ? "; similar patches combined" : "; frequencies of blocks shrunk");
    }
}
