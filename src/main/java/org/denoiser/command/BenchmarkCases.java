package org.denoiser.command;

import ij.ImagePlus;
import ij.plugin.filter.GaussianBlur;
import ij.plugin.filter.RankFilters;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.TrainingState;
import org.denoiser.image.OutputType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.network.TrainingNetwork;
import org.denoiser.predict.ImageDenoiser;
import org.denoiser.predict.TileOptions;
import org.denoiser.torchscript.Tensor;

/**
 * The cases of a benchmark for one network. The precisions take turns within a case, so that their ratio holds on a machine whose
 * speed drifts. Used by one thread.
 */
final class BenchmarkCases {
    /** The first calls of a shape compile it. */
    private static final int WARM_UP = 3;

    /** Seconds after which a case has called the network often enough in one run. */
    private static final double LONG = 5;

    /** Seconds beside which compiling a shape is nothing: such a run counts, even the first. */
    private static final double VERY_LONG = 20;

    private final Architecture architecture;
    private final Map<String, Tensor> weights;
    private final int tile;
    private final int threads;
    private final int repeats;
    private final List<Precision> precisions;
    private final Progress progress;

    BenchmarkCases(
            Architecture architecture,
            Map<String, Tensor> weights,
            int tile,
            int threads,
            int repeats,
            List<Precision> precisions,
            Progress progress) {
        this.architecture = architecture;
        this.weights = weights;
        this.tile = architecture.fixedSide() > 0 ? architecture.fixedSide() : tile;
        this.threads = threads;
        this.repeats = repeats;
        this.precisions = precisions;
        this.progress = progress;
    }

    /** The network alone on one tile. */
    List<String> bare() {
        int floats = tile * tile * architecture.channels();
        ByteBuffer images = random(floats);
        FloatBuffer results = FloatBuffer.allocate(floats);
        List<DenoisingNetwork> networks = open();
        try {
            List<Runnable> runs = new ArrayList<>();
            for (DenoisingNetwork network : networks) {
                runs.add(() -> network.run(images, results, 1, tile, tile));
            }
            return rows("network", tile * (double) tile, runs);
        } finally {
            networks.forEach(DenoisingNetwork::close);
        }
    }

    /** From ImagePlus to ImagePlus, with the network already loaded. */
    List<String> endToEnd(BenchmarkImage size) {
        ImagePlus image = size.image();
        List<DenoisingNetwork> networks = open();
        try {
            List<Runnable> runs = new ArrayList<>();
            for (DenoisingNetwork network : networks) {
                TileOptions tiles = TileOptions.defaults().tile(tile);
                ImageDenoiser denoiser = new ImageDenoiser(network, ScalingRule.parse("full"), tiles);
                runs.add(() -> denoiser.denoise(image, OutputType.SAME, (done, total) -> progress.checkCancelled()));
            }
            return rows("end-to-end", size.pixels(), runs);
        } finally {
            networks.forEach(DenoisingNetwork::close);
        }
    }

    /** ImageJ's own filters on a copy of an image, plane by plane. */
    List<String> filters(BenchmarkImage size) {
        ImagePlus image = size.image();
        Runnable blur = () -> BenchmarkImage.forEachPlane(image, plane -> new GaussianBlur().blurGaussian(plane, 1));
        Runnable median =
                () -> BenchmarkImage.forEachPlane(image, plane -> new RankFilters().rank(plane, 1, RankFilters.MEDIAN));
        List<String> rows = new ArrayList<>();
        rows.add(row("Gaussian blur of ImageJ", "-", size.pixels(), medians(List.of(blur))[0]));
        rows.add(row("median of ImageJ", "-", size.pixels(), medians(List.of(median))[0]));
        return rows;
    }

    /** A step of Adam on square patches. */
    List<String> trainingStep(int batch, int patch, Loss loss) {
        int floats = batch * patch * patch * architecture.channels();
        ByteBuffer noisy = random(floats);
        ByteBuffer clean = random(floats);
        TrainingState start = TrainingState.start(architecture, weights);
        List<TrainingNetwork> networks = new ArrayList<>();
        try {
            List<Runnable> runs = new ArrayList<>();
            for (Precision precision : precisions) {
                TrainingNetwork network =
                        TrainingNetwork.open(architecture, start, loss, false, DeviceChoice.AUTO, precision);
                networks.add(network);
                AdamRates rates = new AdamRates(1, 1e-4, 0.999, 0.5);
                runs.add(() -> network.step(noisy, clean, batch, 1, patch, patch, rates, 1));
            }
            return rows("training step", batch * patch * (double) patch, runs);
        } finally {
            networks.forEach(TrainingNetwork::close);
        }
    }

    private List<DenoisingNetwork> open() {
        List<DenoisingNetwork> networks = new ArrayList<>();
        for (Precision precision : precisions) {
            networks.add(DenoisingNetwork.open(architecture, weights, DeviceChoice.AUTO, precision));
        }
        return networks;
    }

    private List<String> rows(String stage, double pixels, List<Runnable> runs) {
        double[] seconds = medians(runs);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            rows.add(row(stage, precisions.get(i).key(), pixels, seconds[i]));
        }
        return rows;
    }

    /** The median time of each, which take turns. What takes long is warm after one run. */
    private double[] medians(List<Runnable> runs) {
        double[][] seconds = new double[repeats][];
        for (int repeat = -WARM_UP; repeat < repeats; repeat++) {
            double[] round = new double[runs.size()];
            for (int i = 0; i < round.length; i++) {
                progress.checkCancelled();
                long start = System.nanoTime();
                runs.get(i).run();
                round[i] = (System.nanoTime() - start) / 1e9;
            }
            double slowest = Arrays.stream(round).max().orElse(0);
            if (repeat < 0 && slowest > LONG) {
                repeat = slowest > VERY_LONG ? 0 : -1;
            }
            if (repeat >= 0) {
                seconds[repeat] = round;
            }
        }
        return IntStream.range(0, runs.size())
                .mapToDouble(run -> {
                    double[] all = Arrays.stream(seconds)
                            .mapToDouble(round -> round[run])
                            .sorted()
                            .toArray();
                    return all[repeats / 2];
                })
                .toArray();
    }

    private String row(String stage, String precision, double pixels, double seconds) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%.3f,%.4f,%.3f,%s",
                stage,
                precision,
                threads,
                tile,
                pixels / 1e6,
                seconds,
                pixels / 1e6 / seconds,
                PeakMemory.megabytes());
    }

    private static ByteBuffer random(int floats) {
        ByteBuffer bytes = DenoisingNetwork.newBuffer(floats);
        FloatBuffer values = bytes.asFloatBuffer();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < floats; i++) {
            values.put(i, (float) random.nextDouble());
        }
        return bytes;
    }
}
