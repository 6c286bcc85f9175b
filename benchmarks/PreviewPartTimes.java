import com.sun.management.OperatingSystemMXBean;
import ij.ImagePlus;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.command.DenoiseCommand;
import org.denoiser.command.DenoisingPreview;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.PreviewPart;

/**
 * Times of the denoising of a preview alone, without dialog and windows: of another place each time. The processor time, of all cores together,
 * depends little on what else the computer does.
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
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] times = new double[changes];
        double[] computed = new double[changes];
        for (int i = -3; i < changes; i++) {
            image.setRoi(20 + 5 * i, 40 + 5 * i, 200, 200);
            PreviewPart part = PreviewPart.of(image, 0);
            long start = System.nanoTime();
            long before = process.getProcessCpuTime();
            preview.pictures(part, texts, () -> false);
            if (i < 0) continue;
            times[i] = (System.nanoTime() - start) / 1e6;
            computed[i] = (process.getProcessCpuTime() - before) / 1e6;
        }
        Arrays.sort(times);
        Arrays.sort(computed);
        System.out.printf(
                "denoising 256 x 256 alone: median %.0f ms, worst %.0f ms of %d; processor time, median %.0f ms%n",
                times[changes / 2], times[changes - 1], changes, computed[changes / 2]);
        System.exit(0);
    }
}
