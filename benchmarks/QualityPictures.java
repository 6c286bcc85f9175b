import ij.IJ;
import ij.ImagePlus;
import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.denoiser.command.CommandRunner;
import org.denoiser.command.Commands;
import org.denoiser.command.Progress;
import org.scijava.Context;
import org.scijava.command.CommandService;

/**
 * Draws the pictures of docs/quality.md: pieces of images that no one has a clean version of, as they are, blurred, and denoised, side
 * by side with the same black and white. Images that are not there are left out. See quality.sh.
 *
 *     java -cp target/Denoiser/plugins/Denoiser_-VERSION.jar benchmarks/QualityPictures.java DATA FOLDER MODEL.zip...
 */
final class QualityPictures {
    private static final int SIDE = 200;
    private static final int GAP = 4;
    private static final int LABEL = 18;
    private static final double BLUR = 1.25;

    /** Name of the picture, file in the data folder, plane, and the left upper corner of the piece. */
    private static final String[][] CASES = {
        {"quality-hot-pixel", "train/microscopy/NEUBIAS/xyc_16bit__membranes_nuclei_hot_pixel.tif", "1", "190", "0"},
        {"quality-grain", "train/microscopy/NEUBIAS/xy_8bit__em_mitochondria_er.tif", "1", "100", "100"},
    };

    private final CommandRunner runner;

    private QualityPictures(CommandRunner runner) {
        this.runner = runner;
    }

    public static void main(String[] arguments) {
        int status = 1;
        List<String> models = Arrays.asList(arguments).subList(2, arguments.length);
        try (Context context = new Context(CommandService.class)) {
            QualityPictures pictures = new QualityPictures(new CommandRunner(context));
            for (String[] each : CASES) {
                Path file = Path.of(arguments[0]).resolve(each[1]);
                if (Files.exists(file)) {
                    ImageIO.write(
                            pictures.picture(file, each, models),
                            "png",
                            Path.of(arguments[1], each[0] + ".png").toFile());
                }
            }
            status = 0;
        } catch (IOException | RuntimeException e) {
            System.err.println(e);
        }
        // ImageJ's filters leave threads that would keep the virtual machine alive.
        System.exit(status);
    }

    private BufferedImage picture(Path file, String[] each, List<String> models) {
        ImagePlus image = IJ.openImage(file.toString());
        int plane = Integer.parseInt(each[2]);
        ImagePlus noisy = new ImagePlus(each[0], image.getStack().getProcessor(plane).duplicate());
        Map<String, FloatProcessor> panels = new LinkedHashMap<>();
        panels.put("as it is", noisy.getProcessor().duplicate().convertToFloatProcessor());
        FloatProcessor blurred = noisy.getProcessor().duplicate().convertToFloatProcessor();
        new GaussianBlur().blurGaussian(blurred, BLUR, BLUR, 0.0002);
        panels.put("Gaussian Blur " + BLUR, blurred);
        for (String model : models) {
            Map<String, Object> inputs = new HashMap<>(Map.of("image", noisy.duplicate(), "model", model, "type", "float"));
            ImagePlus result = (ImagePlus)
                    runner.run(Commands.named("denoise").commandClass(), inputs, Progress.NONE).get("result");
            panels.put(
                    Path.of(model).getFileName().toString().replaceFirst("\\.zip$", ""),
                    result.getProcessor().convertToFloatProcessor());
        }
        return drawn(panels, Integer.parseInt(each[3]), Integer.parseInt(each[4]));
    }

    /** The pieces side by side; black and white are the 1st and the 99.8th percentile of the piece that is blurred. */
    private static BufferedImage drawn(Map<String, FloatProcessor> panels, int left, int top) {
        List<FloatProcessor> pieces = new ArrayList<>();
        for (FloatProcessor panel : panels.values()) {
            panel.setRoi(left, top, SIDE, SIDE);
            pieces.add((FloatProcessor) panel.crop());
        }
        float[] sorted = ((float[]) pieces.get(1).getPixels()).clone();
        Arrays.sort(sorted);
        double low = sorted[sorted.length / 100];
        double high = sorted[(int) (sorted.length * 0.998)];
        BufferedImage drawn = new BufferedImage(panels.size() * (SIDE + GAP) - GAP, SIDE + LABEL, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int x = 0;
        int i = 0;
        for (String label : panels.keySet()) {
            FloatProcessor piece = pieces.get(i++);
            for (int p = 0; p < SIDE * SIDE; p++) {
                double shown = (piece.getf(p) - low) / (high - low);
                drawn.getRaster().setSample(x + p % SIDE, p / SIDE, 0, 255 * Math.max(0, Math.min(1, shown)));
            }
            graphics.drawString(label, x + 2, SIDE + LABEL - 5);
            x += SIDE + GAP;
        }
        graphics.dispose();
        return drawn;
    }
}
