package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ForeignModel;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ForeignPackages;
import org.denoiser.model.Npy;
import org.denoiser.model.ScriptCard;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.predict.ForeignTest;
import org.denoiser.torchscript.Tensor;

/** Makes a package of a TorchScript file alone: what it does to a test image shows whether the answers about it are right. */
final class ScriptImport {
    private static final int SIDE = 128;

    private ScriptImport() {}

    /**
     * The files of the package.
     *
     * @throws IOException when the file is no TorchScript
     * @throws IllegalArgumentException when it does not run as the keys say
     */
    static Map<String, byte[]> files(Path script, String name, ImportCommand keys) throws IOException {
        byte[] archive = ForeignPackages.script(script);
        ScriptCard card = card(name, script, keys);
        int side = keys.side > 0 ? keys.side : multiple(Math.max(SIDE, 2 * keys.halo + 4), keys.step);
        float[] image = picture(side, keys.range.equals(ImportCommand.NO_RANGE) ? null : rule(keys.range));
        byte[] npy = Npy.write(Tensor.of(image, 1, 1, side, side));
        float[] result = run(card, archive, npy, script, image, side);
        for (float value : result) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "input=" + script + ": it gives " + value + " for a test image; another range may be needed");
            }
        }
        return ForeignPackages.files(card, archive, npy, Npy.write(Tensor.of(result, 1, 1, side, side)));
    }

    private static int multiple(int least, int step) {
        return (least + step - 1) / step * step;
    }

    private static ScriptCard card(String name, Path script, ImportCommand keys) {
        String words = keys.description.isBlank() ? "Imported from " + script.getFileName() : keys.description.strip();
        ScriptCard card = ScriptCard.of(
                        name,
                        words,
                        keys.author.isBlank() ? null : keys.author.strip(),
                        keys.licence.isBlank() ? null : keys.licence.strip())
                .sizes(keys.side, keys.step, keys.halo);
        if (keys.range.equals(ImportCommand.NO_RANGE)) {
            return card;
        }
        ScalingRule rule = rule(keys.range);
        return card.range(rule.low(), rule.high());
    }

    private static ScalingRule rule(String range) {
        try {
            ScalingRule rule = ScalingRule.parse(range);
            if (rule.mode() == ScalingRule.Mode.FIXED) {
                return rule;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("range=" + range + ": none or MIN-MAX such as 0-255 is needed", e);
        }
        throw new IllegalArgumentException("range=" + range + ": none or MIN-MAX such as 0-255 is needed");
    }

    private static float[] run(ScriptCard card, byte[] archive, byte[] npy, Path script, float[] image, int side)
            throws IOException {
        Path trial = Files.createTempFile("denoiser", ".zip");
        try {
            ForeignPackages.write(trial, ForeignPackages.files(card, archive, npy, npy));
            ForeignModel model = ForeignModelReader.read(trial);
            try (DenoisingNetwork network = DenoisingNetwork.open(model, DeviceChoice.ofKey("cpu"))) {
                return ForeignTest.apply(model, network, new float[][] {image}, new int[] {1, side, side})[0];
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    "input=" + script + ": it does not run on a grey image of " + side + "x" + side
                            + " pixels (axes batch, channel, y, x): " + e.getMessage(),
                    e);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    /** Waves with noise, over the range of values. */
    private static float[] picture(int side, ScalingRule rule) {
        double low = rule == null ? 0 : rule.low();
        double high = rule == null ? 1 : rule.high();
        SplittableRandom random = new SplittableRandom(1);
        float[] image = new float[side * side];
        for (int i = 0; i < image.length; i++) {
            double wave = 0.5 + 0.3 * Math.sin(i % side * 0.2) * Math.cos(i / side * 0.15);
            image[i] = (float) (low + (high - low) * (wave + 0.2 * (random.nextDouble() - 0.5)));
        }
        return image;
    }
}
