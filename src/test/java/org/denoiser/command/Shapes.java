package org.denoiser.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import java.util.Random;

/** Small images with structure. */
final class Shapes {
    private Shapes() {}

    /** Grey rectangles on each other, 8-bit. */
    static ImagePlus image(int side, long seed) {
        Random random = new Random(seed);
        ByteProcessor pixels = new ByteProcessor(side, side);
        for (int i = 0; i < side; i++) {
            pixels.setValue(20 + random.nextInt(220));
            pixels.fillRect(random.nextInt(side), random.nextInt(side), 3 + side / 4, 3 + side / 4);
        }
        return new ImagePlus("shapes " + seed, pixels);
    }

    /** The same in colour. */
    static ImagePlus colour(int side, long seed) {
        Random random = new Random(seed);
        ColorProcessor pixels = new ColorProcessor(side, side);
        for (int i = 0; i < side; i++) {
            pixels.setColor(random.nextInt(1 << 24));
            pixels.fillRect(random.nextInt(side), random.nextInt(side), 3 + side / 4, 3 + side / 4);
        }
        return new ImagePlus("coloured shapes " + seed, pixels);
    }
}
