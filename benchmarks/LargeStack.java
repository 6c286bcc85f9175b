import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileSaver;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.util.Random;

/**
 * Writes a 16-bit TIFF stack of any size with ImageJ's own saver: 2048 x 2048 pixels a plane of noise over a ramp, and a selection of 200 x
 * 200 pixels.
 *
 *     java -cp target/Denoiser/ij.jar benchmarks/LargeStack.java FILE PLANES
 */
final class LargeStack {
    private static final int SIDE = 2048;

    private LargeStack() {}

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        int planes = Integer.parseInt(arguments[1]);
        short[] pixels = new short[SIDE * SIDE];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) pixels[i] = (short) (1000 + i % SIDE + random.nextInt(500));
        VirtualStack stack = new VirtualStack(SIDE, SIDE, planes) {
            @Override
            public ImageProcessor getProcessor(int n) {
                pixels[0] = (short) n;
                return new ShortProcessor(SIDE, SIDE, pixels, null);
            }

            @Override
            public int getBitDepth() {
                return 16;
            }
        };
        ImagePlus image = new ImagePlus("large", stack);
        image.setRoi(900, 900, 200, 200);
        if (!new FileSaver(image).saveAsTiffStack(arguments[0])) System.exit(1);
    }
}
