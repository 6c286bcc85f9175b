package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.nio.file.Path;
import java.util.Random;
import org.denoiser.image.Planes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which of the models that ship the dialog begins, for pictures with noise that was made. */
class ModelProposalTest {
    private static final String PROPERTY = "denoiser.models";

    private final String before = System.getProperty(PROPERTY);

    @BeforeEach
    void install() {
        System.setProperty(PROPERTY, Path.of("models").toString());
    }

    @AfterEach
    void restore() {
        if (before == null) System.clearProperty(PROPERTY);
        else System.setProperty(PROPERTY, before);
    }

    /** Bright waves on a dark ground, or on a grey one, with noise of {@code sigma + gain * sqrt(value)}; of 8 bits. */
    private static ImagePlus image(boolean dark, double sigma, double gain, boolean blurred) {
        Random random = new Random(4);
        FloatProcessor noise = new FloatProcessor(160, 140);
        for (int i = 0; i < 160 * 140; i++) noise.setf(i, (float) random.nextGaussian());
        if (blurred) noise.blurGaussian(1);
        FloatProcessor pixels = new FloatProcessor(160, 140);
        for (int i = 0; i < 160 * 140; i++) {
            double wave = Math.sin(i % 160 / 25.0);
            double value = dark ? 50 + 120 * Math.pow(Math.max(0, wave), 6) : 128 + 60 * wave;
            pixels.setf(i, (float) (value + noise.getf(i) * (sigma + Math.sqrt(gain * value))));
        }
        return new ImagePlus("picture", pixels.convertToByteProcessor(false));
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0, 0, false, General",
        "false, 20, 0, false, General",
        "true, 10, 0, false, General",
        "true, 0, 3, false, Fluorescence",
        "true, 60, 0, true, Fluorescence",
        "false, 0, 3, false, Electron",
        "false, 40, 0, true, Electron",
    })
    void itHasLearntTheNoiseOfThePicture(boolean dark, double sigma, double gain, boolean blurred, String model) {
        assertEquals(model, ModelProposal.of(image(dark, sigma, gain, blurred), "General"));
    }

    /** No model that ships has learnt correlated noise that was cut off; General has learnt neither. */
    @Test
    void correlatedNoiseThatWasCutOffIsNoReasonForTheUsualOne() {
        ImagePlus image = image(true, 90, 0, true);
        image.getProcessor().subtract(30);
        String seen = SeenNoise.of(Planes.of(image)).toString();
        assertTrue(seen.matches("correlated noise.* % of the values cut off at 0"), seen);
        assertEquals("Fluorescence", ModelProposal.of(image, "General"), seen);
    }

    @ParameterizedTest
    @CsvSource({"Fluorescence, Fluorescence", "Electron, Electron", "none, none"})
    void theUsualOneIsTakenWhereItFitsOrIsNotKnown(String usual, String model) {
        assertEquals(model, ModelProposal.of(image(true, 0, 3, false), usual));
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "200, 0"})
    void whereNothingCanBeSeenTheUsualOneIsTaken(int side, float value) {
        FloatProcessor pixels = new FloatProcessor(side, side);
        pixels.setValue(value);
        pixels.fill();
        assertEquals("General", ModelProposal.of(new ImagePlus("plain", pixels), "General"));
    }
}
