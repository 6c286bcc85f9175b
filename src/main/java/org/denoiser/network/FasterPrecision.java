package org.denoiser.network;

import ai.djl.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.denoiser.architecture.Architecture;
import org.denoiser.torchscript.Tensor;

/**
 * Finds by timing which precision runs a network faster: bfloat16 is several times faster on processors with matrix units
 * (AMX), up to twice as fast on those with AVX512_BF16 and many times slower on those without any support for it. For denoising it is
 * taken only if it also gives the same image: the results of a test tile may differ by {@link #BOUND} of their range at most. Remembered
 * for each machine and network in the user's folder. Thread-safe.
 */
final class FasterPrecision {
    /**
     * A bit more than one grey level of an 8-bit image (1/255 = 0.4 %), and far below the noise that even the best denoiser leaves; U-Nets
     * were measured at 0.3 to 0.4 %.
     */
    static final double BOUND = 0.005;

    /** Float32 is the more exact one: it stays unless the gain is worth a rounding. */
    private static final double WORTH = 0.8;

    private static final int SIDE = 96;
    /** Planes of volumes. */
    private static final int DEPTH = 8;

    /** The first two calls compile the program; they are not counted. */
    private static final int WARM_UP = 2;

    private static final int COUNTED = 3;

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** What Linux calls instructions that multiply in bfloat16. */
    private static final List<String> INSTRUCTIONS = List.of(" amx_bf16", " avx512_bf16");

    private static final Map<String, Precision> FOUND = new ConcurrentHashMap<>();

    private FasterPrecision() {}

    /** For denoising with these weights. */
    static Precision of(Architecture architecture, Map<String, Tensor> weights, Device device) {
        if (needsFloat32(device)) {
            return Precision.FLOAT32;
        }
        String subject = String.join(
                "; ",
                hardware(device),
                "PyTorch " + EngineInfo.version(),
                architecture.toString(),
                "weights " + checksum(weights));
        PrecisionRecord record = new PrecisionRecord(Installation.user().resolve(PrecisionRecord.FILE));
        return FOUND.computeIfAbsent(subject, key -> {
            Precision known = record.find(subject);
            return known != null ? known : measured(subject, record, architecture, weights, device);
        });
    }

    /** For training, whose weights change anyway and stay float32: the faster one, remembered for the life of the process. */
    static Precision forTraining(Architecture architecture, Map<String, Tensor> weights, Device device) {
        // PyTorch's gradients of 3D convolutions are wrong in bfloat16.
        if (architecture.takesVolumes() || needsFloat32(device)) {
            return Precision.FLOAT32;
        }
        return FOUND.computeIfAbsent(architecture + " " + device, key -> {
            Trial exact = new Trial(architecture, weights, device, Precision.FLOAT32);
            return choose(exact.seconds, new Trial(architecture, weights, device, Precision.BFLOAT16).seconds, 0);
        });
    }

    private static Precision measured(
            String subject,
            PrecisionRecord record,
            Architecture architecture,
            Map<String, Tensor> weights,
            Device device) {
        Trial exact = new Trial(architecture, weights, device, Precision.FLOAT32);
        Trial rounded;
        try {
            rounded = new Trial(architecture, weights, device, Precision.BFLOAT16);
        } catch (NetworkFailure e) {
            // Not every device knows bfloat16.
            return Precision.FLOAT32;
        }
        double difference = difference(exact.results, rounded.results);
        Precision chosen = choose(exact.seconds, rounded.seconds, difference);
        record.add(subject, chosen, exact.seconds, rounded.seconds, difference);
        return chosen;
    }

    /** The rule: bfloat16 if it is worth it and within the bound. A difference that is not a number is beyond it. */
    static Precision choose(double float32Seconds, double bfloat16Seconds, double difference) {
        boolean faster = bfloat16Seconds < WORTH * float32Seconds;
        return faster && difference <= BOUND ? Precision.BFLOAT16 : Precision.FLOAT32;
    }

    /** The largest difference as a part of the range of the first. */
    static double difference(float[] exact, float[] rounded) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            low = Math.min(low, exact[i]);
            high = Math.max(high, exact[i]);
            // Math.max keeps what is not a number.
            largest = Math.max(largest, Math.abs(exact[i] - rounded[i]));
        }
        return largest == 0 ? 0 : largest / (high - low);
    }

    private static boolean needsFloat32(Device device) {
        return device.equals(Device.cpu()) && lacksBfloat16(processorInfo("flags"));
    }

    /**
     * Whether these flags of Linux are those of an x86 processor that has no instructions for bfloat16, neither matrix units (AMX) nor
     * AVX512_BF16: timing it would only cost time, since it was measured to be slower there. No flags, as elsewhere, tell nothing.
     */
    static boolean lacksBfloat16(String flags) {
        return !flags.isEmpty() && INSTRUCTIONS.stream().noneMatch(flags::contains);
    }

    private static String processorInfo(String field) {
        try (BufferedReader lines = Files.newBufferedReader(CPU_INFO)) {
            return lines.lines()
                    .filter(line -> line.startsWith(field))
                    .findFirst()
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static String hardware(Device device) {
        if (device.isGpu()) {
            return Torch.machine().gpus().get(device.getDeviceId());
        }
        String model = processorInfo("model name").replaceFirst(".*:\\s*", "");
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        String name = !model.isEmpty() ? model : windows != null ? windows : System.getProperty("os.arch");
        return Torch.nameOf(device) + " " + name.replace('\t', ' ');
    }

    /** Tells networks apart; nobody gains from making two that collide. */
    private static String checksum(Map<String, Tensor> weights) {
        CRC32 crc = new CRC32();
        ByteBuffer all = ByteBuffer.allocate(Integer.BYTES * weights.size());
        new TreeMap<>(weights).values().forEach(tensor -> all.putInt(Arrays.hashCode(tensor.values())));
        crc.update(all.flip());
        return Long.toHexString(crc.getValue());
    }

    /** What a network gives for a test tile in one precision, and how long it takes at best. */
    private static final class Trial {
        private final float[] results;
        private final double seconds;

        Trial(Architecture architecture, Map<String, Tensor> weights, Device device, Precision precision) {
            int side = architecture.sideFrom(SIDE);
            // Small images are timed by the batch; any others are no smaller than wanted.
            int across = (SIDE - 1) / side + 1;
            int batch = across * across;
            int depth = architecture.takesVolumes() ? architecture.depthFrom(DEPTH) : 1;
            int floats = batch * depth * side * side * architecture.channels();
            ByteBuffer images = picture(floats, side);
            results = new float[floats];
            long least = Long.MAX_VALUE;
            try (DenoisingNetwork network = DenoisingNetwork.open(architecture, weights, device, precision)) {
                for (int i = 0; i < WARM_UP + COUNTED; i++) {
                    long start = System.nanoTime();
                    network.run(images, FloatBuffer.wrap(results), batch, depth, side, side);
                    if (i >= WARM_UP) {
                        least = Math.min(least, System.nanoTime() - start);
                    }
                }
            }
            seconds = least / 1e9;
        }

        /** Bright and dark stripes with noise, from 0 to 1. */
        private static ByteBuffer picture(int floats, int side) {
            ByteBuffer images = DenoisingNetwork.newBuffer(floats);
            FloatBuffer values = images.asFloatBuffer();
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < floats; i++) {
                double wave = 0.5 + 0.35 * Math.sin(i % side * 0.3) * Math.cos(i / side * 0.2);
                values.put(i, (float) (wave + 0.3 * (random.nextDouble() - 0.5)));
            }
            return images;
        }
    }
}
