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
    private static final int RIFF = 'R' << 24 | 'I' << 16 | 'F' << 8 | 'F';
    private static final int LIST = 'L' << 24 | 'I' << 16 | 'S' << 8 | 'T';
    private static final int MAX_DEPTH = 8;
    private static final int AVI_HEADER = 'a' << 24 | 'v' << 16 | 'i' << 8 | 'h';

    private AviReader() {}

    static ImagePlus read(Path path) throws IOException {
        int frameMicros;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            checkChunks(path, file, 0, file.length(), 0);
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

    /**
     * Checks that every chunk and list ends inside the one around it, down to the frames, as ImageJ will find them.
     *
     * @param from where the first chunk begins
     * @param to where the last one ends at the latest
     */
    private static void checkChunks(Path path, RandomAccessFile file, long from, long to, int depth)
            throws IOException {
        long at = from;
        while (at + 8 <= to) {
            file.seek(at);
            int name = file.readInt();
            long end = at + 8 + (littleEndian(file, at + 4) & 0xffffffffL);
            if (end > to) throw BadFile.truncated(path);
            if (depth == 0 && name != RIFF) throw BadFile.damaged(path, "AVI", null);
            if ((name == RIFF || name == LIST) && depth < MAX_DEPTH) checkChunks(path, file, at + 12, end, depth + 1);
            // chunks begin at even places
            at = end + (end & 1);
        }
    }

    private static int littleEndian(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        return Integer.reverseBytes(file.readInt());
    }
}
