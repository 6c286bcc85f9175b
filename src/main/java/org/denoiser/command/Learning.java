package org.denoiser.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.denoiser.patch.BlindSpotPatches;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.MaskOptions;
import org.denoiser.patch.PairedPatches;
import org.denoiser.patch.PatchOptions;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;

/** The ways to learn: what the network gets and what it is held against. */
enum Learning {
    /** Clean images, which are degraded here. */
    CLEAN("clean", "learned from clean images") {
        @Override
        PatchSampler sampler(List<TrainingImage> images, PatchOptions patches, MaskOptions mask) {
            return new CleanPatches(images, patches);
        }
    },
    /** Noisy images and clean ones of the same things. */
    PAIRS("pairs", "learned from pairs of noisy and clean images") {
        @Override
        PatchSampler sampler(List<TrainingImage> images, PatchOptions patches, MaskOptions mask) {
            return new PairedPatches(images, patches);
        }
    },
    /** Two noisy images of each thing (Lehtinen et al. 2018, arXiv 1803.04189). */
    NOISE2NOISE("noise2noise", "learned from pairs of noisy images (Noise2Noise)") {
        @Override
        PatchSampler sampler(List<TrainingImage> images, PatchOptions patches, MaskOptions mask) {
            return new PairedPatches(images, patches);
        }
    },
    /** Noisy images alone (Krull et al. 2019, arXiv 1811.10980). */
    NOISE2VOID("noise2void", "learned from noisy images alone (Noise2Void)") {
        @Override
        PatchSampler sampler(List<TrainingImage> images, PatchOptions patches, MaskOptions mask) {
            return new BlindSpotPatches(images, patches, mask);
        }
    };

    private final String key;
    private final String words;

    Learning(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** How commands name it. */
    String key() {
        return key;
    }

    /** For records and model cards. */
    String words() {
        return words;
    }

    /** Names of all. */
    static List<String> keys() {
        return Arrays.stream(values()).map(Learning::key).collect(Collectors.toList());
    }

    static Learning ofKey(String key) {
        return Arrays.stream(values())
                .filter(learning -> learning.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "learn=" + key + ": one of " + String.join(", ", keys()) + " is needed"));
    }

    /** The pairs to learn from, or to validate with. */
    abstract PatchSampler sampler(List<TrainingImage> images, PatchOptions patches, MaskOptions mask);

    /** Whether noise is added here. */
    boolean addsNoise() {
        return this == CLEAN;
    }

    /** Whether targets are what results should become, rather than noisy themselves. */
    boolean knowsTruth() {
        return this == CLEAN || this == PAIRS;
    }

    /** Whether images come with targets. */
    boolean hasTargets() {
        return this == PAIRS || this == NOISE2NOISE;
    }
}
