import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes docs/quality.md from the rows that Quality.java has measured. See quality.sh.
 *
 *     java benchmarks/QualityPage.java ROWS.csv docs/quality.md [MACHINE]
 */
final class QualityPage {
    private static final List<String> SIGMAS = List.of("15", "25", "50");
    private static final Map<String, Integer> SIZES = Map.of("Set12", 12, "BSD68", 68, "FMD", 36, "W2S", 12);
    private static final List<String> FIRST = List.of("noisy", "gaussian", "median");
    private static final List<String> LAST = List.of("self", "noise2void");

    private static final String NOISE2VOID = "`noise2void` is a `unet` trained for 1,000 steps on the noisy images of the set, 5 to 10"
            + " minutes of one core\n(`benchmarks/noise2void-sets.sh`).";

    /** What others have published: name, Set12 at 15, 25, 50, BSD68 at 15, 25, 50, and the number of the source below. */
    private static final String[][] PUBLISHED = {
        {"BM3D, known sigma", "32.37", "29.97", "26.72", "31.07", "28.57", "25.62", "1"},
        {"DnCNN-S, a network a sigma", "32.86", "30.44", "27.18", "31.73", "29.23", "26.23", "1"},
        {"FFDNet, known sigma", "32.75", "30.43", "27.32", "31.63", "29.19", "26.29", "2"},
        {"DRUNet, known sigma", "33.25", "30.94", "27.90", "31.91", "29.48", "26.59", "3"},
        {"SwinIR, a network a sigma", "33.36", "31.01", "27.91", "31.97", "29.50", "26.58", "4"},
        {"Noise2Void, learnt from noisy images alone", "", "", "", "", "27.71", "", "5"},
    };

    private static final String SOURCES = "Published figures, not measured here:\n\n"
            + "1. K. Zhang, W. Zuo, Y. Chen, D. Meng, L. Zhang: Beyond a Gaussian Denoiser. IEEE Transactions on Image Processing 26(7),"
            + " 2017, [10.1109/TIP.2017.2662206](https://doi.org/10.1109/TIP.2017.2662206): tables II (BSD68) and III (Set12).\n"
            + "2. K. Zhang, W. Zuo, L. Zhang: FFDNet. IEEE Transactions on Image Processing 27(9), 2018,"
            + " [10.1109/TIP.2018.2839891](https://doi.org/10.1109/TIP.2018.2839891): the tables for Set12 and BSD68.\n"
            + "3. K. Zhang, Y. Li, W. Zuo, L. Zhang, L. Van Gool, R. Timofte: Plug-and-Play Image Restoration with Deep Denoiser"
            + " Prior. [arXiv 2008.13751](https://arxiv.org/abs/2008.13751): the table for grey images.\n"
            + "4. J. Liang, J. Cao, G. Sun, K. Zhang, L. Van Gool, R. Timofte: SwinIR."
            + " [arXiv 2108.10257](https://arxiv.org/abs/2108.10257): the table of grey denoising.\n"
            + "5. A. Krull, T.-O. Buchholz, F. Jug: Noise2Void. CVPR 2019, [arXiv 1811.10980](https://arxiv.org/abs/1811.10980). Here"
            + " `learn=noise2void`, trained for 64\n   minutes of one core in the same way, reaches 28.31 dB (`benchmarks/noise2void.sh`).\n";

    /** Pictures of QualityPictures.java: the file, what it shows, and what goes wrong. */
    private static final String[][] PICTURES = {
        {
            "quality-hot-pixel",
            "A hot pixel in an image of membranes: as it is, blurred, denoised",
            "One hot pixel of 60014 in a 16-bit image whose other values reach 73. Pixels that lie alone so far beyond the range of values\n"
                    + "are hidden from the network, which would spoil what lies within its reach around them, and stay as they are: *Process >\n"
                    + "Noise > Remove Outliers...* takes them away. More than three such pixels together are not hidden. Image: NEUBIAS training\n"
                    + "resources, CC BY 4.0."
        },
        {
            "quality-grain",
            "Electron micrograph with grain: as it is, blurred, denoised",
            "Grain that neighbouring pixels share is left where a model has learnt noise that they do not share. Image: NEUBIAS training"
                    + " resources, CC BY 4.0."
        },
    };

    /** A measured image. */
    private static final class Row {
        private final String set;
        private final String sigma;
        private final String image;
        private final String method;
        private final String setting;
        private final double psnr;
        private final double ssim;
        private final double seconds;
        private final double megapixels;

        Row(String line) {
            String[] cells = line.split(",");
            set = cells[0];
            sigma = cells[1];
            image = cells[2];
            method = cells[3];
            setting = cells[4];
            psnr = Double.parseDouble(cells[5]);
            ssim = Double.parseDouble(cells[6]);
            seconds = Double.parseDouble(cells[7]);
            megapixels = Double.parseDouble(cells[8]);
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final StringBuilder page = new StringBuilder();

    private QualityPage(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        for (String line : lines.subList(1, lines.size())) rows.add(new Row(line));
    }

    public static void main(String[] arguments) throws IOException {
        QualityPage made = new QualityPage(Path.of(arguments[0]));
        String machine = arguments.length > 2
                ? arguments[2]
                : Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch");
        made.write(machine, Path.of(arguments[1]).toAbsolutePath().getParent());
        Files.writeString(Path.of(arguments[1]), made.page.toString());
    }

    private void write(String machine, Path folder) {
        page.append("# Quality\n\n");
        page.append("Made by `benchmarks/quality.sh DATA`, which measures what is not in its table yet ([quality.csv](quality.csv), a row an image) and"
                + "\nwrites this page anew.\n");
        page.append("PSNR in dB with a peak of 255, and SSIM (Wang et al. 2004, window of 11x11), of results kept in 32 bits and clipped to"
                + " 0-255, against\nthe clean images; means over the images. The filters of ImageJ are given every chance: their radius is the"
                + " one that is best for\nthe mean of the column, which is chosen with the clean images and stands in brackets. Models know"
                + " neither the noise nor its\nstrength.\n\n");
        grey();
        pairs(
                "FMD",
                "Real noise of fluorescence microscopes: FMD",
                "The 36 pairs of 512x512 pixels, 8-bit, of the test set of the Fluorescence Microscopy Denoising data (Zhang et al.,"
                        + " CVPR 2019):\nBPAE cells, single frames against the mean of 50. No shipped model was trained on them.\n" + NOISE2VOID);
        pairs(
                "W2S",
                "Real noise of a wide-field microscope: W2S",
                "12 pairs of 512x512 pixels, 8-bit (Zhou et al., ECCV Workshops 2020): single frames against the mean of 400. Each"
                        + " image was\nscaled to 0-255 by itself, so that gain and offset are fitted to the clean one by least squares before"
                        + " scoring, for every row.\n" + NOISE2VOID);
        speed(machine);
        worst();
        pictures(folder);
    }

    /** The methods with rows that fulfil a condition: filters, models, what learns from the images themselves. */
    private List<String> methods(Predicate<Row> condition) {
        Set<String> found = rows.stream().filter(condition).map(row -> row.method).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> ordered = new ArrayList<>(FIRST);
        found.stream().filter(name -> !FIRST.contains(name) && !LAST.contains(name)).forEach(ordered::add);
        ordered.addAll(LAST);
        ordered.retainAll(found);
        return ordered;
    }

    private static String label(String method) {
        switch (method) {
            case "noisy":
                return "noisy";
            case "gaussian":
                return "ImageJ Gaussian Blur (sigma)";
            case "median":
                return "ImageJ Median (radius)";
            case "self":
                return "`self`, Denoise This Image...";
            case "noise2void":
                return "`noise2void`, learnt from the noisy images themselves";
            default:
                return "**" + method.replaceFirst(" (.*)", "**, `$1`") + (method.contains(" ") ? "" : "**");
        }
    }

    /** The rows of a method at the setting that counts: of a filter the best one, of a model its newest file. */
    private List<Row> chosen(String set, String sigma, String method) {
        Map<String, List<Row>> settings = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.set.equals(set) && row.sigma.equals(sigma) && row.method.equals(method)) {
                settings.computeIfAbsent(row.setting, key -> new ArrayList<>()).add(row);
            }
        }
        if (settings.isEmpty()) return List.of();
        if (method.equals("gaussian") || method.equals("median")) {
            int most = settings.values().stream().mapToInt(List::size).max().getAsInt();
            return settings.values().stream()
                    .filter(list -> list.size() == most)
                    .max(Comparator.comparingDouble(QualityPage::psnr))
                    .get();
        }
        List<List<Row>> inOrder = new ArrayList<>(settings.values());
        return inOrder.get(inOrder.size() - 1);
    }

    private static double psnr(List<Row> list) {
        return list.stream().mapToDouble(row -> row.psnr).average().orElse(Double.NaN);
    }

    private static String cell(List<Row> list, int whole) {
        if (list.isEmpty()) return "";
        double ssim = list.stream().mapToDouble(row -> row.ssim).average().getAsDouble();
        String text = String.format(Locale.ROOT, "%.2f / %.3f", psnr(list), ssim);
        Row first = list.get(0);
        if (first.method.equals("gaussian") || first.method.equals("median")) text += " (" + first.setting + ")";
        return list.size() < whole ? text + ", first " + list.size() + " images" : text;
    }

    private void grey() {
        page.append("## Photographs with white Gaussian noise\n\n");
        page.append("The field's test: noise of a standard deviation (sigma) of 15, 25 or 50 on values from 0 to 255, neither clipped nor"
                + " rounded,\nseeded by image. `self` is not told the noise.\n" + NOISE2VOID + "\n\n");
        page.append("| | Set12, 15 | Set12, 25 | Set12, 50 | BSD68, 15 | BSD68, 25 | BSD68, 50 |\n|---|---|---|---|---|---|---|\n");
        for (String method : methods(row -> !row.sigma.isEmpty())) {
            page.append("| ").append(label(method));
            for (String set : List.of("Set12", "BSD68")) {
                for (String sigma : SIGMAS) page.append(" | ").append(cell(chosen(set, sigma, method), SIZES.get(set)));
            }
            page.append(" |\n");
        }
        for (String[] figures : PUBLISHED) {
            page.append("| *published:* ").append(figures[0]).append(" [").append(figures[7]).append("]");
            for (int i = 1; i < 7; i++) page.append(figures[i].isEmpty() ? " | " : " | *" + figures[i] + "*");
            page.append(" |\n");
        }
        page.append('\n').append(SOURCES).append('\n');
    }

    private void pairs(String set, String title, String words) {
        List<String> methods = methods(row -> row.set.equals(set));
        if (methods.isEmpty()) return;
        Map<String, Integer> kinds = new TreeMap<>();
        for (Row row : chosen(set, "", methods.get(0))) kinds.merge(kind(row), 1, Integer::sum);
        page.append("## ").append(title).append("\n\n").append(words).append("\n\n| | all");
        boolean several = kinds.size() > 1;
        if (several) kinds.forEach((kind, count) -> page.append(" | ").append(kind).append(", ").append(count));
        page.append(" |\n|---|---|").append("---|".repeat(several ? kinds.size() : 0)).append('\n');
        for (String method : methods) {
            List<Row> all = chosen(set, "", method);
            page.append("| ").append(label(method)).append(" | ").append(cell(all, SIZES.get(set)));
            for (String kind : several ? kinds.keySet() : Set.<String>of()) {
                page.append(" | ").append(cell(all.stream().filter(row -> kind(row).equals(kind)).collect(Collectors.toList()), 0));
            }
            page.append(" |\n");
        }
        page.append('\n');
    }

    private static String kind(Row row) {
        if (row.image.startsWith("Confocal")) return "confocal";
        if (row.image.startsWith("TwoPhoton")) return "two-photon";
        return row.image.startsWith("WideField") ? "wide field" : "all";
    }

    private void speed(String machine) {
        List<String> methods = methods(row -> row.set.equals("speed"));
        if (methods.isEmpty()) return;
        page.append("## Seconds a megapixel\n\n");
        page.append("An image of 1024x1024 pixels and 32 bits in memory, from image to image with the network loaded; " + machine + ".\n\n");
        page.append("| | s/MP |\n|---|---|\n");
        for (String method : methods) {
            Row row = chosen("speed", "", method).get(0);
            page.append(String.format(Locale.ROOT, "| %s | %.2f |%n", label(method), row.seconds / row.megapixels));
        }
        page.append('\n');
    }

    /** Where a method is worst beside what everyone has: the better of the two filters. */
    private void worst() {
        page.append("## Where they fail\n\n");
        page.append("For each set the image on which a method gains least over the better one of the two filters (PSNR, dB; below 0 the"
                + " filter is better).\n\n");
        page.append("| Set | Method | Image | noisy | best filter | method | gain |\n|---|---|---|---|---|---|---|\n");
        for (String[] set : new String[][] {{"Set12", "25"}, {"BSD68", "25"}, {"FMD", ""}, {"W2S", ""}}) {
            for (String method : methods(row -> row.set.equals(set[0]) && row.sigma.equals(set[1]))) {
                if (!FIRST.contains(method) && !method.contains(" ensemble=")) worst(set[0], set[1], method);
            }
        }
        page.append('\n');
    }

    private void worst(String set, String sigma, String method) {
        Row worst = null;
        double least = Double.POSITIVE_INFINITY;
        for (Row row : chosen(set, sigma, method)) {
            double gain = row.psnr - filtered(row);
            if (gain < least) {
                worst = row;
                least = gain;
            }
        }
        if (worst == null) return;
        page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | %.2f | %.2f | %+.2f |%n",
                set + (sigma.isEmpty() ? "" : ", sigma " + sigma),
                label(method),
                worst.image,
                of(worst, "noisy"),
                worst.psnr - least,
                worst.psnr,
                least));
    }

    private double filtered(Row row) {
        return Math.max(of(row, "gaussian"), of(row, "median"));
    }

    private double of(Row row, String method) {
        return chosen(row.set, row.sigma, method).stream()
                .filter(other -> other.image.equals(row.image))
                .mapToDouble(other -> other.psnr)
                .findFirst()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private void pictures(Path folder) {
        for (String[] each : PICTURES) {
            if (Files.exists(folder.resolve("images").resolve(each[0] + ".png"))) {
                page.append("![").append(each[1]).append("](images/").append(each[0]).append(".png)\n\n");
                page.append(each[2]).append("\n\n");
            }
        }
    }
}
