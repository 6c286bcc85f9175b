import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.model.EpochRow;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.TrainingRecord;

/**
 * Prints the table of docs/reproductions.md from the packages that the macros of this folder have made.
 *
 *     java -cp target/Denoiser/plugins/Denoiser_-VERSION.jar reproduce/Table.java reproduced
 */
final class Table {
    private Table() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("| System | Parameters | Epochs (kept) | s an epoch | Train loss | Validation loss | Test loss | MSE | PSNR, dB"
                + " (noisy) | SSIM (noisy) | Accuracy |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        List<Path> packages;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            packages = files.filter(file -> file.toString().endsWith(".zip")).sorted().collect(Collectors.toList());
        }
        for (Path file : packages) {
            System.out.println(row(file.getFileName().toString().replace(".zip", ""), ModelPackageReader.read(file)));
        }
    }

    private static String row(String name, ModelPackage model) {
        TrainingRecord record = model.record();
        Map<String, String> data = record.data();
        List<EpochRow> epochs = record.epochs();
        EpochRow best = epochs.get(record.bestEpoch() - 1);
        return String.format(
                Locale.ROOT,
                "| [%s](../reproduce/%s.ijm) | %,d | %d (%d) | %.1f | %.4f | %.4f | %s | %s | %s (%s) | %s (%s) | %s |",
                name,
                name,
                model.architecture().parameterCount(),
                epochs.size(),
                best.epoch(),
                record.seconds() / epochs.size(),
                best.trainingLoss(),
                best.validationLoss(),
                rounded(data, "test loss", 4),
                rounded(data, "test MSE", 4),
                rounded(data, "test PSNR", 2),
                rounded(data, "noisy test PSNR", 2),
                rounded(data, "test SSIM", 3),
                rounded(data, "noisy test SSIM", 3),
                rounded(data, "test accuracy", 4));
    }

    private static String rounded(Map<String, String> data, String name, int digits) {
        String text = data.get(name);
        return text == null ? "" : String.format(Locale.ROOT, "%." + digits + "f", Double.parseDouble(text));
    }
}
