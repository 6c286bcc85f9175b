import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.command.CommandRunner;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.Progress;
import org.scijava.Context;
import org.scijava.command.CommandService;

/**
 * Runs the command noise on every image of a folder, in one virtual machine: white Gaussian noise, the image's number in the order of
 * names as the seed, 32-bit TIFF, neither clipped nor rounded.
 *
 *     java -cp target/Denoiser/plugins/Denoiser_-VERSION.jar benchmarks/NoisyFolder.java FOLDER SIGMA OUTPUT
 */
final class NoisyFolder {
    private NoisyFolder() {}

    public static void main(String[] arguments) throws IOException {
        Path output = Files.createDirectories(Path.of(arguments[2]));
        List<Path> images;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            images = files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
        ParameterTable noise = Commands.named("noise");
        try (Context context = new Context(CommandService.class)) {
            CommandRunner runner = new CommandRunner(context);
            for (int i = 0; i < images.size(); i++) {
                String name = images.get(i).getFileName().toString().replaceFirst("\\.[^.]*$", "");
                Map<String, Object> values = noise.parse(Map.of(
                        "input", images.get(i).toString(),
                        "noise", "gaussian",
                        "level", arguments[1],
                        "seed", Integer.toString(i + 1),
                        "type", "float",
                        "output", output.resolve(name + ".tif").toString()));
                runner.run(noise.commandClass(), values, Progress.NONE);
            }
        }
    }
}
