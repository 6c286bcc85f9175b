package org.denoiser.image;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that tells how many bytes have been written to it, a thousand times at most. */
final class SavingProgress extends FilterOutputStream {
    private static final int LEAST_STEP = 1 << 20;

    private final long total;
    private final long step;
    private final PlaneListener listener;
    private long written;
    private long told;

    /** @param total about as many as there will be */
    SavingProgress(OutputStream out, long total, PlaneListener listener) {
        super(out);
        this.total = total;
        this.step = Math.max(LEAST_STEP, total / 1000);
        this.listener = listener;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        count(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += LEAST_STEP) {
            int part = Math.min(LEAST_STEP, length - done);
            out.write(bytes, offset + done, part);
            count(part);
        }
    }

    private void count(int bytes) {
        written += bytes;
        if (written - told < step) return;
        told = written;
        listener.progress(Math.min(written, total), total);
    }
}
