package org.denoiser.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as a stream that tells how many of its bytes have been read, a hundred times at most. */
final class FileProgress extends FilterInputStream {
    private static final long LEAST_STEP = 1 << 16;

    private final long total;
    private final long step;
    private final PlaneListener listener;
    private long read;
    private long told;

    private FileProgress(InputStream in, long total, PlaneListener listener) {
        super(in);
        this.total = total;
        this.step = Math.max(LEAST_STEP, total / 100);
        this.listener = listener;
    }

    static FileProgress open(Path path, PlaneListener listener) throws IOException {
        return new FileProgress(Files.newInputStream(path), Files.size(path), listener);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) count(1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) count(count);
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long count = super.skip(bytes);
        count(count);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) {
        read += bytes;
        // a file that grows while it is read must not count beyond its end
        if (read - told < step || read >= total) return;
        told = read;
        listener.progress(read, total);
    }

    /** Tells that the file is done with, also where its end is padding that nobody reads. */
    void finish() {
        listener.progress(total, total);
    }
}
