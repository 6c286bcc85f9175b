package org.denoiser.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.plugin.AVI_Reader;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Opens AVI files through ImageJ's reader, which opens what there is of a truncated file and says so in its log. */
final class AviReader {
    private static final int AVI_HEADER = 'a' << 24 | 'v' << 16 | 'i' << 8 | 'h';

    private AviReader() {}

    static ImagePlus read(Path path) throws IOException {
        int frameMicros;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            checkChunks(path, file);
            file.seek(24);
            frameMicros = file.readInt() == AVI_HEADER ? littleEndian(file, 32) : 0;
        } catch (EOFException e) {
            throw BadFile.truncated(path);
        }
        AVI_Reader reader = new AVI_Reader();
        ImageStack stack;
        try {
            stack = reader.makeStack(path.toString(), 1, 0, false, false, false);
        } catch (RuntimeException e) {
            throw BadFile.damaged(path, "AVI", e);
        }
        if (reader.getErrorText() != null || stack == null || stack.size() == 0) {
            String why = String.valueOf(reader.getErrorText());
            String last = why.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((a, b) -> b)
                    .orElse(why);
            throw BadFile.unsupported(path, "ImageJ's AVI reader says: " + last);
        }
        ImagePlus image = new ImagePlus(path.getFileName().toString(), stack);
        if (image.getType() == ImagePlus.GRAY16) image.getProcessor().resetMinAndMax();
        if (frameMicros >= 1000) image.getCalibration().fps = 1e6 / frameMicros;
        FileInfo info = new FileInfo();
        info.fileName = path.getFileName().toString();
        info.directory = path.getParent() + File.separator;
        image.setFileInfo(info);
        return image;
    }

    /** Checks that the outer chunks (RIFF and the lists in it) end inside the file. */
    private static void checkChunks(Path path, RandomAccessFile file) throws IOException {
        long length = file.length();
        long outer = 0;
        while (outer + 12 <= length) {
            long size = littleEndian(file, outer + 4) & 0xffffffffL;
            // a recorder that was stopped hard leaves 0
            long end = size == 0 ? length : outer + 8 + size;
            if (end > length) throw BadFile.truncated(path);
            for (long inner = outer + 12; inner + 8 <= end; ) {
                long innerSize = littleEndian(file, inner + 4) & 0xffffffffL;
                if (inner + 8 + innerSize > end) throw BadFile.truncated(path);
                inner += 8 + innerSize + (innerSize & 1);
            }
            outer = end + (end & 1);
        }
    }

    private static int littleEndian(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        return Integer.reverseBytes(file.readInt());
    }
}
