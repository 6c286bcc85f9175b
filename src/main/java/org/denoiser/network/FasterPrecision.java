package org.denoiser.network;

import ai.djl.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.denoiser.architecture.Architecture;
import org.denoiser.torchscript.Tensor;

/**
 * Finds by timing which precision runs a network faster: bfloat16 is several times faster on processors with matrix units
 * (AMX) and many times slower on those without any support for it. Remembered for the life of the process. Thread-safe.
 */
final class FasterPrecision {
    private static final int SIDE = 96;
    /** Planes of volumes. */
    private static final int DEPTH = 8;

    /** The first two calls compile the program; they are not counted. */
    private static final int WARM_UP = 2;

    private static final int COUNTED = 3;

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private static final Map<String, Precision> FOUND = new ConcurrentHashMap<>();

    private FasterPrecision() {}

    static Precision of(Architecture architecture, Map<String, Tensor> weights, Device device) {
        if (!device.isGpu() && lacksMatrixUnits()) {
            return Precision.FLOAT32;
        }
        return FOUND.computeIfAbsent(architecture + " " + device, key -> {
            double single = seconds(architecture, weights, device, Precision.FLOAT32);
            double half = seconds(architecture, weights, device, Precision.BFLOAT16);
            // Float32 is the more exact one: it stays unless the gain is worth a rounding.
            return half < 0.8 * single ? Precision.BFLOAT16 : Precision.FLOAT32;
        });
    }

    /**
     * Whether Linux says that this is an x86 processor without AMX for bfloat16, on which timing would only cost time: bfloat16
     * was measured to be slower there, or as fast at best.
     */
    private static boolean lacksMatrixUnits() {
        try (BufferedReader lines = Files.newBufferedReader(CPU_INFO)) {
            String flags = lines.lines()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .orElse("");
            return !flags.isEmpty() && !flags.contains(" amx_bf16");
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static double seconds(
            Architecture architecture, Map<String, Tensor> weights, Device device, Precision precision) {
        int side = architecture.sideFrom(SIDE);
        // Small images are timed by the batch; any others are no smaller than wanted.
        int across = (SIDE - 1) / side + 1;
        int batch = across * across;
        int depth = architecture.takesVolumes() ? architecture.depthFrom(DEPTH) : 1;
        int floats = batch * depth * side * side * architecture.channels();
        ByteBuffer images = DenoisingNetwork.newBuffer(floats);
        FloatBuffer results = FloatBuffer.allocate(floats);
        long least = Long.MAX_VALUE;
        try (DenoisingNetwork network = DenoisingNetwork.open(architecture, weights, device, precision)) {
            for (int i = 0; i < WARM_UP + COUNTED; i++) {
                long start = System.nanoTime();
                network.run(images, results, batch, depth, side, side);
                if (i >= WARM_UP) {
                    least = Math.min(least, System.nanoTime() - start);
                }
            }
        }
        return least;
    }
}
