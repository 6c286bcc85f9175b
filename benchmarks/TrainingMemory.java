import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.NetworkThreads;
import org.denoiser.network.Precision;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchOptions;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.denoiser.train.Trainer;
import org.denoiser.train.TrainingListener;
import org.denoiser.train.TrainingOptions;

/**
 * Prints the resident memory of the process over one long training and over several short ones after it.
 *
 * <pre>java -Xmx128m -cp "target/Denoiser/plugins/*:target/Denoiser/jars/*:target/Denoiser/ij.jar" benchmarks/TrainingMemory.java</pre>
 *
 * <p>Arguments: steps of the long training (2000), number of short ones (10), threads (1). Reads /proc, so it runs on Linux; needs
 * {@code ./mvnw -DskipTests package}.
 */
public final class TrainingMemory {
    private TrainingMemory() {}

    public static void main(String[] arguments) throws IOException {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        int trainings = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        NetworkThreads.use(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1);
        System.out.println("| after | resident, MB |\n|---|---|");
        int tenth = Math.max(1, steps / 10);
        train(10, tenth, true);
        for (int i = 1; i <= trainings; i++) {
            train(1, 20, false);
            row("training " + i);
        }
    }

    private static void train(int epochs, int steps, boolean print) throws IOException {
        Architecture network = Architecture.of(Preset.UNET, Map.of("depth", "3", "filters", "16"));
        TrainingOptions options = TrainingOptions.of(network)
                .epochs(epochs)
                .steps(steps)
                .batch(4)
                .validation(8)
                .device(DeviceChoice.ofKey("cpu"))
                .precision(Precision.FLOAT32);
        PatchOptions patches = PatchOptions.defaults().size(32);
        PatchSampler training = new CleanPatches(List.of(image(1)), patches);
        PatchSampler validation = new CleanPatches(List.of(image(2)), patches.seed(2));
        TrainingListener rows = new TrainingListener() {
            @Override
            public void step(long step, long all, double loss, double secondsLeft) {
                if (print && step % steps == 1) {
                    row("step " + step);
                }
            }
        };
        new Trainer(options, training, validation, null, false, rows).train();
    }

    private static TrainingImage image(long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[256 * 256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return new TrainingImage("random " + seed, 256, 256, 1, pixels);
    }

    private static void row(String after) {
        System.gc();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    System.out.println("| " + after + " | " + Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " |");
                }
            }
        } catch (IOException e) {
            System.out.println("| " + after + " | unknown |");
        }
    }
}
