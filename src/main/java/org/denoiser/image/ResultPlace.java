package org.denoiser.image;

import java.nio.file.Path;
import java.util.Locale;

/** Decides, before any work, where a result goes. */
public final class ResultPlace {
    /** For tiles, the network's figures in Java's memory, and what else is allocated meanwhile. */
    private static final long RESERVE = 48L << 20;
    /** Planes of floats that are on their way at the same time: read ahead, worked on, waiting to be written. */
    private static final int PLANES_UNDER_WAY = 6;

    /** Rows of a large plane that are worked on at once. */
    private static final long BAND = 1024;

    private ResultPlace() {}

    /** Bytes in memory that a result takes, and the work on it. */
    static long bytes(PixelType type, long width, long height, int count, OutputType output) {
        PixelType result = output == OutputType.FLOAT ? PixelType.GRAY32 : type;
        int pixel = type == PixelType.INDEXED || type == PixelType.RGB
                ? output == OutputType.FLOAT ? 12 : 4
                : PixelArrays.bytes(result);
        return pixel * width * height * count + underWay(type, width, height);
    }

    private static long underWay(PixelType type, long width, long height) {
        long pixels = Math.min(width * height, Math.max(PlaneRows.LARGE, width * BAND));
        return RESERVE + 4 * pixels * type.components() * PLANES_UNDER_WAY;
    }

    /**
     * Whether a result is to go straight to its file, plane by plane.
     *
     * @param file that the user wants it in; null for none
     * @throws IllegalArgumentException with one sentence if it must but cannot
     */
    public static boolean isFile(Planes input, OutputType output, Path file, Residence residence) {
        long bytes = bytes(input.type(), input.width(), input.height(), input.count(), output);
        boolean possible = file != null && isTiff(file) && input.count() > 1;
        boolean virtual = input.count() > 1 && input.image().getStack().isVirtual();
        if (possible && (residence == Residence.VIRTUAL || (residence == Residence.AUTO && virtual))) return true;
        if (HeapRoom.holds(bytes)) return false;
        if (possible && residence == Residence.AUTO) return true;
        throw new IllegalArgumentException("The result of '" + input.image().getTitle()
                + "' does not fit into memory: it takes " + (bytes >> 20) + " MB and " + (HeapRoom.free() >> 20)
                + " MB are free; "
                + remedy(input.count() > 1, residence == Residence.MEMORY && possible));
    }

    private static String remedy(boolean stack, boolean forbidden) {
        if (!stack) return "Java needs more (Edit > Options > Memory & Threads, or java -Xmx).";
        return forbidden
                ? "virtual=auto lets it go straight to its file."
                : "output=FILE.tif lets it go straight to a file.";
    }

    private static boolean isTiff(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".tif") || name.endsWith(".tiff");
    }
}
