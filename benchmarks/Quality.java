import ij.IJ;
import ij.ImagePlus;
import ij.plugin.filter.GaussianBlur;
import ij.plugin.filter.RankFilters;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.command.CommandRunner;
import org.denoiser.command.Commands;
import org.denoiser.command.Progress;
import org.denoiser.metric.AffineFit;
import org.denoiser.metric.Metrics;
import org.denoiser.metric.Ssim;
import org.scijava.Context;
import org.scijava.command.CommandService;

/**
 * Measures denoising on the test sets of docs/quality.md and adds a row for each image and method to a table; what has a row is not
 * measured again. See quality.sh.
 *
 *     java -cp target/Denoiser/plugins/Denoiser_-VERSION.jar benchmarks/Quality.java DATA ROWS.csv [KEY=VALUE...]
 */
final class Quality {
    private static final String HEAD = "set,sigma,image,method,setting,psnr,ssim,seconds,megapixels";
    private static final double PEAK = 255;
    private static final double[] BLURS = {0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4};
    private static final double[] MEDIANS = {0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6};
    private static final int SPEED_SIDE = 1024;
    private static final int SPEED_ROUNDS = 3;

    private final Path data;
    private final Path rows;
    private final Map<String, String> keys = new HashMap<>(Map.of(
            "sets", "Set12,BSD68,FMD,W2S,speed",
            "sigmas", "15,25,50",
            "methods", "noisy,gaussian,median,models,noise2void",
            "models", "General,Fluorescence,Electron",
            "noise2void", "",
            "ensemble", "1",
            "images", "0"));
    private final Set<String> done = new HashSet<>();
    private final CommandRunner runner;

    private Quality(Path data, Path rows, CommandRunner runner) {
        this.data = data;
        this.rows = rows;
        this.runner = runner;
    }

    /** One way to denoise: a plane in the type of its file in, one of any type out. */
    private interface Denoiser {
        ImagePlus apply(ImagePlus noisy);
    }

    /** A denoiser with the name and the setting of its rows. */
    private static final class Method {
        private final String name;
        private final String setting;
        private final Denoiser denoiser;

        Method(String name, String setting, Denoiser denoiser) {
            this.name = name;
            this.setting = setting;
            this.denoiser = denoiser;
        }
    }

    /** A noisy image and what it should look like. */
    private static final class Pair {
        private final String name;
        private final ImagePlus noisy;
        private final float[] clean;

        Pair(String name, ImagePlus noisy, float[] clean) {
            this.name = name;
            this.noisy = noisy;
            this.clean = clean;
        }
    }

    public static void main(String[] arguments) {
        int status = 1;
        try (Context context = new Context(CommandService.class)) {
            Quality quality = new Quality(Path.of(arguments[0]), Path.of(arguments[1]), new CommandRunner(context));
            for (int i = 2; i < arguments.length; i++) quality.set(arguments[i]);
            quality.run();
            status = 0;
        } catch (IOException | RuntimeException e) {
            System.err.println(e);
        }
        // ImageJ's filters leave threads that would keep the virtual machine alive.
        System.exit(status);
    }

    private void set(String assignment) {
        String[] parts = assignment.split("=", 2);
        if (parts.length < 2 || !keys.containsKey(parts[0])) {
            throw new IllegalArgumentException(assignment + ": one of the keys " + keys.keySet() + " is needed");
        }
        keys.put(parts[0], parts[1]);
    }

    private void run() throws IOException {
        if (Files.exists(rows)) {
            for (String row : Files.readAllLines(rows)) {
                done.add(row.split(",").length < 5 ? "" : String.join(",", List.of(row.split(",")).subList(0, 5)));
            }
        } else {
            Files.createDirectories(rows.toAbsolutePath().getParent());
            Files.writeString(rows, HEAD + "\n");
        }
        for (String set : list("sets")) {
            if (set.equals("speed")) {
                measureSpeed();
            } else if (Files.isDirectory(data.resolve(set).resolve("raw"))) {
                measurePairs(set, "raw", "gt");
            } else if (Files.isDirectory(data.resolve(set).resolve("noisy_avg1"))) {
                measurePairs(set, "noisy_avg1", "gt_avg400");
            } else {
                for (String sigma : list("sigmas")) measureGrey(set, sigma);
            }
        }
    }

    private List<String> list(String key) {
        return Stream.of(keys.get(key).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }

    private List<Path> images(Path folder) throws IOException {
        int most = Integer.parseInt(keys.get("images"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(most == 0 ? Integer.MAX_VALUE : most)
                    .collect(Collectors.toList());
        }
    }

    /** White Gaussian noise on values from 0 to 255, neither clipped nor rounded; the image's number is the seed. */
    private void measureGrey(String set, String sigma) throws IOException {
        List<Method> methods = methods(set, sigma, Map.of("range", "0-255"));
        int seed = 0;
        for (Path file : images(data.resolve(set))) {
            seed++;
            if (isDone(set, sigma, name(file), methods)) continue;
            ImagePlus clean = IJ.openImage(file.toString());
            ImagePlus noisy = command(
                    "noise",
                    clean,
                    Map.of(
                            "noise", "gaussian",
                            "level", Double.parseDouble(sigma),
                            "seed", (long) seed,
                            "type", "float"));
            measure(set, sigma, new Pair(name(file), noisy, pixels(clean)), methods);
        }
    }

    /** Real noise: pairs of the same name. */
    private void measurePairs(String set, String noisy, String clean) throws IOException {
        List<Method> methods = methods(set, "", Map.of());
        for (Path file : images(data.resolve(set).resolve(noisy))) {
            if (isDone(set, "", name(file), methods)) continue;
            ImagePlus truth = IJ.openImage(
                    data.resolve(set).resolve(clean).resolve(file.getFileName()).toString());
            measure(set, "", new Pair(name(file), IJ.openImage(file.toString()), pixels(truth)), methods);
        }
    }

    /** Seconds for an image of a megapixel, medians; of self, which takes long, one run. */
    private void measureSpeed() throws IOException {
        FloatProcessor image = new FloatProcessor(SPEED_SIDE, SPEED_SIDE);
        Random random = new Random(1);
        for (int i = 0; i < image.getPixelCount(); i++) {
            image.setf(i, (float) (128 + 60 * Math.sin(i % SPEED_SIDE / 40.0) + 25 * random.nextGaussian()));
        }
        for (Method method : methods("speed", "", Map.of("range", "0-255"))) {
            String start = String.join(",", "speed", "", "1024", method.name, method.setting);
            if (method.name.equals("noisy") || !done.add(start)) continue;
            boolean once = method.name.equals("self");
            List<Double> seconds = new ArrayList<>();
            for (int round = once ? 1 : 0; round <= (once ? 1 : SPEED_ROUNDS); round++) {
                long from = System.nanoTime();
                method.denoiser.apply(new ImagePlus("speed", image.duplicate()));
                // The first run loads the network.
                if (round > 0) seconds.add((System.nanoTime() - from) / 1e9);
            }
            seconds.sort(null);
            add(start, Double.NaN, Double.NaN, seconds.get(seconds.size() / 2), SPEED_SIDE * SPEED_SIDE / 1e6);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    private static float[] pixels(ImagePlus image) {
        return (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
    }

    private boolean isDone(String set, String sigma, String image, List<Method> methods) {
        return methods.stream()
                .allMatch(method -> done.contains(String.join(",", set, sigma, image, method.name, method.setting)));
    }

    private void measure(String set, String sigma, Pair pair, List<Method> methods) throws IOException {
        for (Method method : methods) {
            String start = String.join(",", set, sigma, pair.name, method.name, method.setting);
            if (!done.add(start)) continue;
            ImagePlus noisy = pair.noisy.duplicate();
            long from = System.nanoTime();
            ImagePlus result = method.denoiser.apply(noisy);
            double seconds = (System.nanoTime() - from) / 1e9;
            float[] values = pixels(result);
            if (set.equals("W2S")) {
                // Each of its images was scaled to 0-255 by itself.
                values = AffineFit.of(values, pair.clean).apply(values);
            }
            for (int i = 0; i < values.length; i++) values[i] = (float) Math.max(0, Math.min(PEAK, values[i]));
            add(
                    start,
                    Metrics.psnr(values, pair.clean, PEAK),
                    Ssim.of(PEAK).mean(values, pair.clean, result.getWidth(), result.getHeight()),
                    seconds,
                    values.length / 1e6);
        }
    }

    private void add(String start, double psnr, double ssim, double seconds, double megapixels) throws IOException {
        String row = String.format(Locale.ROOT, "%s,%.4f,%.5f,%.4f,%.6f", start, psnr, ssim, seconds, megapixels);
        Files.writeString(rows, row + "\n", StandardOpenOption.APPEND);
        System.out.println(row);
    }

    /** @param keys of the command denoise beside the model */
    private List<Method> methods(String set, String sigma, Map<String, Object> extra) throws IOException {
        List<Method> methods = new ArrayList<>();
        for (String word : list("methods")) {
            switch (word) {
                case "noisy":
                    methods.add(new Method(word, "", noisy -> noisy));
                    break;
                case "gaussian":
                    for (double sigmaOfBlur : set.equals("speed") ? new double[] {1} : BLURS) {
                        methods.add(new Method(word, Double.toString(sigmaOfBlur), noisy -> blurred(noisy, sigmaOfBlur)));
                    }
                    break;
                case "median":
                    for (double radius : set.equals("speed") ? new double[] {1} : MEDIANS) {
                        methods.add(new Method(word, Double.toString(radius), noisy -> median(noisy, radius)));
                    }
                    break;
                case "self":
                    methods.add(new Method(word, "", noisy -> command("self", noisy, Map.of("type", "float"))));
                    break;
                case "models":
                    for (String model : list("models")) addModel(methods, null, model, extra, keys.get("ensemble"));
                    break;
                case "noise2void":
                    // They are all the same network.
                    String file = (set.equals("speed") ? "FMD" : set) + (sigma.isEmpty() ? "" : "-" + sigma) + ".zip";
                    if (!keys.get(word).isEmpty()) {
                        addModel(methods, word, Path.of(keys.get(word), file).toString(), extra, "1");
                    }
                    break;
                default:
                    throw new IllegalArgumentException(
                            "methods=" + word + ": noisy, gaussian, median, models, self or noise2void is needed");
            }
        }
        return methods;
    }

    private void addModel(
            List<Method> methods, String name, String model, Map<String, Object> extra, String ensemble)
            throws IOException {
        Path file = Path.of(model.endsWith(".zip") ? model : "models/" + model + ".zip");
        if (!Files.isRegularFile(file)) {
            System.err.println("Left out: there is no " + file);
            return;
        }
        Map<String, Object> all = new HashMap<>(extra);
        all.put("model", file.toString());
        all.put("type", "float");
        all.put("ensemble", ensemble);
        String shown = (name == null ? name(file) : name) + (ensemble.equals("1") ? "" : " ensemble=" + ensemble);
        methods.add(new Method(shown, digest(file), noisy -> command("denoise", noisy, all)));
    }

    /** Rows of another file of the same name are not taken for rows of this one. */
    private static String digest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return String.format("%02x%02x%02x%02x", digest[0], digest[1], digest[2], digest[3]);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ImagePlus command(String name, ImagePlus image, Map<String, Object> values) {
        Map<String, Object> inputs = new HashMap<>(values);
        inputs.put("image", image);
        return (ImagePlus) runner.run(Commands.named(name).commandClass(), inputs, Progress.NONE).get("result");
    }

    /** Process > Filters > Gaussian Blur... of a 32-bit image. */
    private static ImagePlus blurred(ImagePlus noisy, double sigma) {
        FloatProcessor plane = noisy.getProcessor().convertToFloatProcessor();
        new GaussianBlur().blurGaussian(plane, sigma, sigma, 0.0002);
        return new ImagePlus("blurred", plane);
    }

    /** Process > Filters > Median... of a 32-bit image. */
    private static ImagePlus median(ImagePlus noisy, double radius) {
        FloatProcessor plane = noisy.getProcessor().convertToFloatProcessor();
        new RankFilters().rank(plane, radius, RankFilters.MEDIAN);
        return new ImagePlus("median", plane);
    }
}
