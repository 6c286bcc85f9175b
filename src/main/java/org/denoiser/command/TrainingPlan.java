package org.denoiser.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.denoiser.patch.PatchOptions;
import org.denoiser.train.TrainingOptions;

/** The values of the command {@code train}, checked and put into the options of the parts that do the work. Immutable. */
final class TrainingPlan {
    private final Architecture architecture;
    private final ScalingRule scaling;
    private final List<Integer> sides;
    private final PatchOptions patches;
    private final TrainingOptions options;
    private final List<Credit> credits;

    /** @throws IllegalArgumentException with a sentence that names the key, the value and what is allowed */
    TrainingPlan(TrainCommand command) {
        checkCard(command);
        architecture = architecture(command);
        scaling = ScalingRule.parse(command.range);
        sides = sides(command.sides);
        NoiseKind kind = NoiseKind.fromName(command.noise);
        patches = PatchOptions.defaults()
                .size(command.patch)
                .noise(kind, kind.checkLevel(LevelRange.parse(command.level)), command.read)
                .clip(command.clip)
                .augment(command.augment)
                .detail(command.detail)
                .seed(command.seed);
        options = TrainingOptions.of(architecture)
                .loss(Loss.ofKey(command.loss))
                .epochs(command.epochs)
                .steps(command.steps)
                .batch(command.batch)
                .rate(command.rate)
                .warmup(command.warmup)
                .patience(command.patience)
                .averaging(command.averaging)
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

    private static Architecture architecture(TrainCommand command) {
        Map<String, String> chosen = new HashMap<>();
        chosen.put("channels", command.channels);
        if (command.filters > 0) {
            chosen.put("filters", Integer.toString(command.filters));
        }
        if (command.depth > 0) {
            chosen.put("depth", Integer.toString(command.depth));
        }
        return Architecture.of(Preset.ofKey(command.preset), chosen);
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

    PatchOptions patches() {
        return patches;
    }

    /** The patches to validate with: fixed ones, everywhere alike, drawn from a seed of their own. */
    PatchOptions validationPatches() {
        return patches.seed(~patches.seed()).detail(0).augment(false);
    }

    TrainingOptions options() {
        return options;
    }
}
