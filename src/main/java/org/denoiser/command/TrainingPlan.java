package org.denoiser.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Preset;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.Author;
import org.denoiser.model.Credit;
import org.denoiser.model.ModelNames;
import org.denoiser.model.ModelPackage;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.denoiser.patch.MaskOptions;
import org.denoiser.patch.MaskStructure;
import org.denoiser.patch.PairedPatches;
import org.denoiser.patch.PatchOptions;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.Replacement;
import org.denoiser.patch.TrainingImage;
import org.denoiser.train.TrainingOptions;

/** The values of the command {@code train}, checked and put into the options of the parts that do the work. Immutable. */
final class TrainingPlan {
    private final Learning learning;
    private final Architecture architecture;
    private final ScalingRule scaling;
    private final List<Integer> sides;
    private final PatchOptions patches;
    private final MaskOptions mask;
    private final TrainingOptions options;
    private final List<Credit> credits;

    /** @throws IllegalArgumentException with a sentence that names the key, the value and what is allowed */
    TrainingPlan(TrainCommand command) {
        checkCard(command);
        learning = Learning.ofKey(command.learn);
        architecture = architecture(command, learning);
        scaling = ScalingRule.parse(command.range);
        sides = sides(command.sides);
        patches = patches(command, learning);
        mask = mask(command);
        options = TrainingOptions.of(architecture)
                .loss(Loss.ofKey(command.loss))
                .epochs(command.epochs)
                .steps(command.steps)
                .batch(command.batch)
                .rate(command.rate)
                .warmup(command.warmup)
                .patience(command.patience)
                .averaging(command.averaging)
                .masked(learning == Learning.NOISE2VOID)
                .truth(learning.knowsTruth())
                .seed(command.seed)
                .device(DeviceChoice.ofKey(command.device))
                .precision(Precision.ofKey(command.precision));
        credits = credits(command.credits);
        int multiple = architecture.sizeMultiple();
        if (command.patch % multiple != 0) {
            throw new IllegalArgumentException("patch=" + command.patch + ": a multiple of " + multiple
                    + " is needed for preset " + command.preset);
        }
    }

    /** What would only be refused when the package is written, long after the training began. */
    private static void checkCard(TrainCommand command) {
        ModelNames.check(ModelFolders.nameOf(ModelFolders.forNew(command.output)));
        if (!command.licence.isBlank()) {
            ModelPackage.checkLicence(command.licence);
        }
        if (!command.description.isBlank()) {
            ModelPackage.checkDescription(command.description);
        }
        if (!command.author.isBlank()) {
            Author.of(command.author);
        }
    }

    /** Noise that is not added is not looked at, so that a level for another kind does no harm. */
    private static PatchOptions patches(TrainCommand command, Learning learning) {
        PatchOptions patches = PatchOptions.defaults()
                .size(command.patch)
                .augment(command.augment)
                .detail(command.detail)
                .seed(command.seed);
        if (!learning.addsNoise()) {
            return patches;
        }
        NoiseKind kind = NoiseKind.fromName(command.noise);
        return patches.noise(kind, kind.checkLevel(LevelRange.parse(command.level)), command.read)
                .clip(command.clip);
    }

    private static MaskOptions mask(TrainCommand command) {
        return MaskOptions.defaults()
                .percent(command.mask)
                .neighbourhood(command.neighbourhood)
                .replacement(Replacement.ofKey(command.replace))
                .structure(MaskStructure.ofKey(command.structure), command.length);
    }

    private static Architecture architecture(TrainCommand command, Learning learning) {
        Preset preset = Preset.ofKey(command.preset);
        Map<String, String> chosen = new HashMap<>();
        chosen.put("channels", command.channels);
        if (command.filters > 0) {
            chosen.put("filters", Integer.toString(command.filters));
        }
        if (command.depth > 0) {
            chosen.put("depth", Integer.toString(command.depth));
        }
        if (!command.residual.equals("auto")) {
            chosen.put("residual", command.residual);
        } else if (learning == Learning.NOISE2VOID && preset.has("residual")) {
            // The input is wrong where it is masked, and adding to it would begin there.
            chosen.put("residual", "false");
        }
        return Architecture.of(preset, chosen);
    }

    private static List<Integer> sides(String text) {
        List<Integer> sides = new ArrayList<>();
        for (String part : text.split(",")) {
            String side = part.trim();
            if (side.matches("[0-9]{1,6}")) {
                sides.add(Integer.valueOf(side));
            } else if (!text.isBlank()) {
                throw new IllegalArgumentException("sides=" + text
                        + ": whole numbers of pixels separated by commas are needed, such as 1600,1000");
            }
        }
        return sides;
    }

    private static List<Credit> credits(String text) {
        List<Credit> credits = new ArrayList<>();
        for (String part : text.split(";")) {
            String[] fields = part.split("\\|");
            if (fields.length == 3) {
                credits.add(Credit.of(fields[0].trim(), fields[1].trim(), fields[2].trim()));
            } else if (!text.isBlank()) {
                throw new IllegalArgumentException("credits=" + text
                        + ": entries of three parts, 'images | source | licence', separated by ';' are needed");
            }
        }
        return credits;
    }

    List<Credit> credits() {
        return credits;
    }

    Architecture architecture() {
        return architecture;
    }

    ScalingRule scaling() {
        return scaling;
    }

    List<Integer> sides() {
        return sides;
    }

    Learning learning() {
        return learning;
    }

    PatchOptions patches() {
        return patches;
    }

    /** The pairs to learn from. */
    PatchSampler training(List<TrainingImage> images) {
        return learning.sampler(images, patches, mask);
    }

    /** The pairs to validate with: fixed ones, everywhere alike, drawn from a seed of their own. */
    PatchSampler validation(List<TrainingImage> images) {
        return learning.sampler(images, validationPatches(), mask);
    }

    /** Pairs of a size of their own, whose first half is an image such as the network will get: with no pixel hidden. */
    PatchSampler example(List<TrainingImage> images, int side) {
        PatchOptions wide = validationPatches().size(side);
        if (learning != Learning.NOISE2VOID) {
            return learning.sampler(images, wide, mask);
        }
        return new PairedPatches(
                images.stream().map(image -> image.withTarget(image)).collect(Collectors.toList()), wide);
    }

    private PatchOptions validationPatches() {
        return patches.seed(~patches.seed()).detail(0).augment(false);
    }

    TrainingOptions options() {
        return options;
    }
}
