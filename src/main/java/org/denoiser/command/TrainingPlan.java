package org.denoiser.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
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
    private static final int MOST_CREDITS = 100;
    /** Any number that takes the seeds of a training away from those of its neighbours. */
    private static final long TEST_SEED = 0x5DEECE66DL;

    private final StartModel start;
    private final Learning learning;
    private final Architecture architecture;
    private final ScalingRule scaling;
    private final List<Integer> sides;
    private final double shrink;
    private final PatchOptions patches;
    private final MaskOptions mask;
    private final TrainingOptions options;
    private final List<Credit> credits;
    private final String licence;

    /**
     * @throws IllegalArgumentException with a sentence that names the key, the value and what is allowed
     * @throws IOException when the model to start from cannot be read
     */
    TrainingPlan(TrainCommand command) throws IOException {
        checkCard(command);
        start = StartModel.of(command);
        learning = Learning.ofKey(command.learn);
        architecture = start == null
                ? NetworkChoice.of(command, learning)
                : start.model().architecture();
        scaling =
                start == null ? ScalingRule.parse(command.range) : start.model().scaling();
        sides = sides(command.sides);
        shrink = command.shrink;
        if ((!sides.isEmpty() || shrink != 1) && learning != Learning.CLEAN) {
            throw new IllegalArgumentException((sides.isEmpty() ? "shrink=" + shrink : "sides=" + command.sides)
                    + ": learn=" + command.learn + " takes images as they are, since shrinking takes noise out");
        }
        patches = patches(command, learning)
                .size(NetworkChoice.patch(architecture, command.patch))
                .planes(NetworkChoice.planes(architecture, command.planes));
        mask = mask(command);
        licence = start != null ? start.licence() : command.licence.isBlank() ? null : command.licence;
        TrainingOptions fresh = TrainingOptions.of(architecture)
                .loss(Loss.ofKey(command.loss))
                .epochs(command.epochs)
                .steps(Math.max(1, command.steps))
                .batch(command.batch)
                .rate(command.rate)
                .warmup(command.warmup)
                .patience(command.patience)
                .averaging(command.averaging)
                .validation(command.validation)
                .masked(learning == Learning.NOISE2VOID)
                .truth(learning.knowsTruth())
                .seed(command.seed)
                .device(DeviceChoice.ofKey(command.device))
                .precision(Precision.ofKey(command.precision));
        options = start == null ? fresh : fresh.start(start.model().weights(), start.sha256());
        credits = allCredits(command);
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
        boolean once = command.steps == 0;
        if (once && (command.detail > 0 || command.contrast > 0)) {
            throw new IllegalArgumentException(
                    (command.detail > 0 ? "detail=" + command.detail : "contrast=" + command.contrast)
                            + ": steps=0 learns from every place once; steps of 1 or more are needed for some to come more often");
        }
        PatchOptions patches = PatchOptions.defaults()
                .augment(command.augment)
                .share(command.share)
                .detail(command.detail)
                .contrast(command.contrast)
                .epochsOf(once ? command.batch : 0)
                .seed(command.seed);
        if (!learning.addsNoise()) {
            if (command.rotation > 0) {
                throw new IllegalArgumentException("rotation=" + command.rotation + ": learn=" + command.learn
                        + " takes none, since it would mix the noise of neighbours; learn=clean is needed");
            }
            return patches;
        }
        NoiseKind kind = NoiseKind.fromName(command.noise);
        return patches.noise(kind, kind.checkLevel(LevelRange.parse(command.level)), command.read)
                .blur(command.blur)
                .soften(LevelRange.parse("soften", command.soften, 1, "0.4-1.8"))
                .sharpen(LevelRange.parse("sharpen", command.sharpen, 1, "0-1.4"))
                .darken(command.darken)
                .expose(command.expose)
                .balance(command.balance)
                .rotation(command.rotation)
                .clip(clip(command.clip));
    }

    /**
     * The share of the patches whose values are cut off, from what the key {@code clip} says.
     *
     * @throws IllegalArgumentException for other words
     */
    static double clip(String text) {
        if (text.equals("true") || text.equals("false")) return text.equals("true") ? 1 : 0;
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "clip=" + text + ": true, false or a share of the patches from 0 to 1 is needed", e);
        }
    }

    private static MaskOptions mask(TrainCommand command) {
        return MaskOptions.defaults()
                .percent(command.mask)
                .neighbourhood(command.neighbourhood)
                .replacement(Replacement.ofKey(command.replace))
                .structure(MaskStructure.ofKey(command.structure), command.length);
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

    /** Those of the model that training starts from are owed on. */
    private List<Credit> allCredits(TrainCommand command) {
        Set<Credit> all = new LinkedHashSet<>();
        if (start != null) {
            all.add(start.credit());
            all.addAll(start.model().credits());
        }
        all.addAll(credits(command.credits));
        if (all.size() > MOST_CREDITS) {
            throw new IllegalArgumentException("credits=" + command.credits + ": a model can have at most "
                    + MOST_CREDITS + ", with those of the model that training starts from there are " + all.size());
        }
        return new ArrayList<>(all);
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

    /** The model that training starts from; null for none. */
    StartModel start() {
        return start;
    }

    /** SPDX identifier of the new model's licence; null for none. */
    String licence() {
        return licence;
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

    /** By what images are shrunk at least. */
    double shrink() {
        return shrink;
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

    /** The pairs to test with: as those to validate with, but every place once, and from another seed. */
    PatchSampler test(List<TrainingImage> images) {
        PatchOptions once = validationPatches().epochsOf(1).seed(patches.seed() ^ TEST_SEED);
        return learning.sampler(images, once, mask);
    }

    /** Pairs of a size of their own, whose first half is an image such as the network will get: with no pixel hidden. */
    PatchSampler example(List<TrainingImage> images, int planes, int side) {
        PatchOptions wide = validationPatches().planes(planes).size(side);
        if (learning != Learning.NOISE2VOID) {
            return learning.sampler(images, wide, mask);
        }
        return new PairedPatches(
                images.stream().map(image -> image.withTarget(image)).collect(Collectors.toList()), wide);
    }

    private PatchOptions validationPatches() {
        return patches.seed(~patches.seed()).detail(0).augment(false).epochsOf(options.validation() == 0 ? 1 : 0);
    }

    /** The options for these patches: with as many steps an epoch as show every place once, where that is asked for. */
    TrainingOptions options(PatchSampler training) {
        int batch = options.batch();
        return patches.epochsOf() == 0 ? options : options.steps((training.placeCount() - 1) / batch + 1);
    }

    TrainingOptions options() {
        return options;
    }
}
