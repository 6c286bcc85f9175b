package org.denoiser.command;

import org.denoiser.architecture.Architecture;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ModelPackage;
import org.denoiser.noise.NoiseKind;

/** The noise that a model has learnt to remove, as its record has it. Immutable. */
final class LearntNoise {
    private final String model;
    private final String words;
    private final String kind;
    private final boolean exposed;
    private final boolean cut;
    private final boolean darkened;
    private final boolean forPlanes;
    private final Double least;
    private final Double most;
    private final ScalingRule rule;

    /** @param rule how the model is given values */
    LearntNoise(ModelPackage model, ScalingRule rule) {
        this.model = model.name();
        this.words = model.noise().words();
        this.kind = model.record().options().getOrDefault("noise", "");
        this.exposed = Boolean.parseBoolean(model.record().options().get("expose"));
        this.cut = isSome(model, "clip");
        this.darkened = isSome(model, "darken");
        Architecture network = model.architecture();
        this.forPlanes = network.channels() == 1 && network.fixedSide() == 0 && !network.takesVolumes();
        this.least = model.noise().figures().get("level_min");
        this.most = model.noise().figures().get("level_max");
        this.rule = rule;
    }

    /** Whether a share of the patches is more than none. A record may hold anything: what makes no sense counts as not learnt. */
    private static boolean isSome(ModelPackage model, String share) {
        try {
            return TrainingPlan.clip(model.record().options().getOrDefault(share, "false")) > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The name of the model. */
    String model() {
        return model;
    }

    /** For people. */
    String words() {
        return words;
    }

    ScalingRule rule() {
        return rule;
    }

    /** Whether the record tells the levels. */
    boolean isKnown() {
        return least != null && most != null;
    }

    boolean isGaussian() {
        return kind.equals(NoiseKind.GAUSSIAN.toString());
    }

    boolean isMicroscope() {
        return kind.equals(NoiseKind.MICROSCOPE.toString());
    }

    /** Whether levels count at the brightness of what was learnt from, else at white. */
    boolean isExposed() {
        return exposed;
    }

    /** Whether some of its noisy values were cut off at black and white. */
    boolean isCut() {
        return cut;
    }

    /** Whether some of what it has learnt from was given the tones of fluorescence. */
    boolean isDarkened() {
        return darkened;
    }

    /** Whether it denoises grey planes of all sizes, one by one, which can be had of every image. */
    boolean isForPlanes() {
        return forPlanes;
    }

    /** Lowest level; only where it is known. */
    double least() {
        return least;
    }

    /** Highest level; only where it is known. */
    double most() {
        return most;
    }
}
