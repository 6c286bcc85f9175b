package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ForeignModel;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.predict.ImageDenoiser;
import org.denoiser.predict.TileOptions;

/** A model to be applied: one of Denoiser's own, or one of another program. Immutable. */
abstract class AppliedModel {
    static final String FRACTIONS =
            "The results of this model are fractions, of which whole numbers keep nothing: type=float is needed.";

    /**
     * Reads a model.
     *
     * @param range the value of the key; empty for the model's own
     * @throws IllegalArgumentException for a range that this model cannot have
     */
    static AppliedModel read(Path file, String range) throws IOException {
        String place = file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        return ForeignModelReader.isForeign(file)
                ? new Foreign(file, ForeignModelReader.read(file), range)
                : new Own(place, ModelPackageReader.read(file), range);
    }

    abstract String name();

    /** What tells it apart from others of the same name. */
    abstract String made();

    /** Loads its network, which stays in memory for a while after it is closed. */
    abstract DenoisingNetwork open(DeviceChoice device, Precision precision);

    /** @param rule of {@link #rule}, or what it comes to for a larger image */
    abstract ImageDenoiser denoiser(DenoisingNetwork network, ScalingRule rule, TileOptions tiles);

    /** How it is given values; null for one that changes them in its own way. */
    ScalingRule rule() {
        return null;
    }

    /** How it is given values, as the key {@code range} says it. */
    abstract String range();

    /** In what noise differs from all that it has learnt; empty when it fits or that is not known. */
    abstract String doubt(SeenNoise noise);

    /** Whether it is known to have learnt by hiding pixels, so that it estimates each from those around it. */
    boolean hasHiddenPixels() {
        return false;
    }

    /** What the user should know of results of this type, as a line more of the report; empty when there is nothing. */
    String advice(OutputType type, PixelType image) {
        return "";
    }

    private static final class Own extends AppliedModel {
        private final String place;
        private final ModelPackage model;
        private final ScalingRule rule;

        private Own(String place, ModelPackage model, String range) {
            this.place = place;
            this.model = model;
            this.rule = range.isEmpty() ? model.scaling() : ScalingRule.parse(range);
        }

        @Override
        String name() {
            return model.name();
        }

        @Override
        String made() {
            return model.created().toString();
        }

        @Override
        DenoisingNetwork open(DeviceChoice device, Precision precision) {
            return DenoisingNetwork.openKept(place, model.architecture(), model.weights(), device, precision);
        }

        @Override
        ImageDenoiser denoiser(DenoisingNetwork network, ScalingRule given, TileOptions tiles) {
            return new ImageDenoiser(network, given, tiles);
        }

        @Override
        ScalingRule rule() {
            return rule;
        }

        @Override
        String range() {
            return rule.toString();
        }

        @Override
        String doubt(SeenNoise noise) {
            return noise.doubt(new LearntNoise(model, rule));
        }

        @Override
        boolean hasHiddenPixels() {
            return "noise2void".equals(model.record().options().get("learn"));
        }
    }

    private static final class Foreign extends AppliedModel {
        private final String name;
        private final ForeignModel model;

        private Foreign(Path file, ForeignModel model, String range) {
            this.name = ModelFolders.shownName(file);
            this.model = model;
            if (!range.isEmpty()) {
                throw new IllegalArgumentException("range=" + range + ": the model '" + name
                        + "' of another program scales values by itself; leave range out");
            }
        }

        @Override
        String name() {
            return name;
        }

        @Override
        String made() {
            return model.weightsSha256();
        }

        @Override
        DenoisingNetwork open(DeviceChoice device, Precision precision) {
            if (precision == Precision.BFLOAT16) {
                throw new IllegalArgumentException("precision=bfloat16: the model '" + name
                        + "' of another program runs as it was written; auto or float32 is needed");
            }
            return DenoisingNetwork.openKept(model, device);
        }

        @Override
        ImageDenoiser denoiser(DenoisingNetwork network, ScalingRule rule, TileOptions tiles) {
            return new ImageDenoiser(network, model, tiles);
        }

        @Override
        String range() {
            return "its-own";
        }

        @Override
        String doubt(SeenNoise noise) {
            return "";
        }

        @Override
        String advice(OutputType type, PixelType image) {
            boolean isRounded = type == OutputType.SAME && image != PixelType.GRAY32;
            return isRounded && model.givesFractions() ? "\n" + FRACTIONS : "";
        }
    }
}
