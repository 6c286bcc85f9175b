import ij.ImagePlus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.command.DenoiseCommand;
import org.denoiser.command.DenoisingPreview;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.PreviewPart;

/**
 * Times of the denoising of a preview alone, without dialog and windows: of another place each time.
 *
 *     java -cp target/Denoiser/plugins/Denoiser_-VERSION.jar benchmarks/PreviewPartTimes.java NOISY MODEL [CHANGES]
 */
final class PreviewPartTimes {
    private PreviewPartTimes() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        int changes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        ImagePlus image = new ImagePlus(arguments[0]);
        ParameterTable table = ParameterTable.of(DenoiseCommand.class);
        Map<String, String> texts = new HashMap<>(table.print(Map.of()));
        texts.put("model", arguments[1]);
        DenoisingPreview preview = new DenoisingPreview();
        double[] times = new double[changes];
        for (int i = -3; i < changes; i++) {
            image.setRoi(20 + 5 * i, 40 + 5 * i, 200, 200);
            PreviewPart part = PreviewPart.of(image, 0);
            long start = System.nanoTime();
            preview.pictures(part, texts, () -> false);
            if (i >= 0) times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf("denoising alone: median %.0f ms, worst %.0f ms of %d%n",
                times[changes / 2], times[changes - 1], changes);
        System.exit(0);
    }
}
