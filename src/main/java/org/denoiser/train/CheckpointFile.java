package org.denoiser.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.TrainingState;
import org.denoiser.model.EpochRow;
import org.denoiser.model.Figures;
import org.denoiser.network.Precision;

/**
 * A training on disk, to go on from after an interruption. The file is replaced as a whole, so that there is always one whole
 * checkpoint; it ends with a checksum.
 */
public final class CheckpointFile {
    private static final int MAGIC = 0x444e4332;

    private final Path file;

    public CheckpointFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Removes it, if it is there. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Keeps this checkpoint, and the model beside it, to one training until what is returned is closed. Where a file system has no
     * locks, nothing does.
     *
     * @throws IOException when another training holds it, of this or another program
     */
    public Closeable hold() throws IOException {
        Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("Another training is writing '" + file
                    + "' just now. Wait for its end, stop it, or give this one another output.");
        }
        return () -> {
            Files.deleteIfExists(lock);
            channel.close();
        };
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Writes beside the file first, under one name, so that what a killed training left half written is overwritten by the next;
     * then moves.
     */
    void write(Progress progress, String fingerprint) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                OutputStream raw = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20);
                CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
                DataOutputStream out = new DataOutputStream(checked);
                content(progress, fingerprint, out);
                out.writeLong(checked.getChecksum().getValue());
                out.flush();
                // else a power cut soon after the move may leave neither checkpoint
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            IOException refused =
                    new IOException("The checkpoint '" + file + "' could not be written: " + e.getMessage(), e);
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                refused.addSuppressed(left);
            }
            throw refused;
        }
    }

    private static void content(Progress progress, String fingerprint, DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeUTF(fingerprint);
        out.writeUTF(progress.precision().key());
        out.writeLong(progress.step());
        out.writeDouble(progress.lossSum());
        out.writeDouble(progress.rateFactor());
        out.writeDouble(progress.seconds());
        out.writeBoolean(progress.isValidationDue());
        out.writeInt(progress.epochs().size());
        for (EpochRow epoch : progress.epochs()) {
            out.writeInt(epoch.epoch());
            out.writeLong(epoch.step());
            out.writeDouble(epoch.trainingLoss());
            figures(epoch.validation(), out);
            out.writeDouble(epoch.rate());
            out.writeDouble(epoch.seconds());
        }
        floats(progress.state().toArray(), out);
        out.writeBoolean(progress.best() != null);
        if (progress.best() != null) {
            floats(progress.best().toArray(), out);
        }
    }

    private static void figures(Figures figures, DataOutputStream out) throws IOException {
        out.writeDouble(figures.loss());
        out.writeDouble(figures.mse());
        out.writeDouble(figures.psnr());
        out.writeDouble(figures.ssim());
        out.writeDouble(figures.accuracy());
    }

    private static void floats(float[] values, DataOutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    /**
     * @throws IOException when it is damaged or belongs to a training with other options, saying which
     */
    Progress read(TrainingOptions options, String fingerprint) throws IOException {
        try (CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20), new CRC32())) {
            DataInputStream in = new DataInputStream(checked);
            if (in.readInt() != MAGIC) {
                throw new IOException("it is no checkpoint of this version of Denoiser");
            }
            String written = in.readUTF();
            if (!written.equals(fingerprint)) {
                throw new IOException(
                        "it belongs to a training with other options (" + written + ", now " + fingerprint + ")");
            }
            Precision precision = precision(options, in.readUTF());
            Progress progress = content(options, precision, in);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum || in.read() >= 0) {
                throw new IOException("its checksum does not match");
            }
            check(progress, options);
            return progress;
        } catch (IOException e) {
            throw new IOException(
                    "The checkpoint '" + file + "' cannot be used: "
                            + (e.getMessage() == null ? "it ends too early" : e.getMessage()),
                    e);
        }
    }

    /** Refuses what no training of these options can have written, checksum or not. */
    private static void check(Progress progress, TrainingOptions options) throws IOException {
        boolean possible = progress.step() >= 0
                && progress.step() <= options.allSteps()
                && progress.rateFactor() > 0
                && progress.rateFactor() <= 1
                && progress.seconds() >= 0
                && Double.isFinite(progress.seconds())
                && (progress.best() == null) == progress.epochs().isEmpty()
                && !(progress.isValidationDue() && (progress.step() == 0 || progress.step() % options.steps() != 0));
        int number = 0;
        long before = 0;
        for (EpochRow epoch : progress.epochs()) {
            possible &= epoch.epoch() == ++number && epoch.step() > before && Double.isFinite(epoch.validationLoss());
            before = epoch.step();
        }
        if (!possible || before > progress.step()) {
            throw new IOException("its figures contradict each other");
        }
        if (progress.best() != null && !Progress.isFinite(progress.best())) {
            throw new IOException("its best weights are not finite");
        }
    }

    /** That of the earlier sitting, which one that is chosen by speed gives way to. */
    private static Precision precision(TrainingOptions options, String key) throws IOException {
        try {
            Precision written = Precision.ofKey(key);
            if (options.precision() != Precision.AUTO && options.precision() != written) {
                throw new IOException("it belongs to a training with precision=" + key + ", now precision="
                        + options.precision().key());
            }
            return written;
        } catch (IllegalArgumentException e) {
            throw new IOException("it speaks of a precision '" + key + "'", e);
        }
    }

    private static Progress content(TrainingOptions options, Precision precision, DataInputStream in)
            throws IOException {
        Architecture architecture = options.architecture();
        long step = in.readLong();
        double lossSum = in.readDouble();
        double rateFactor = in.readDouble();
        double seconds = in.readDouble();
        boolean due = in.readBoolean();
        int count = in.readInt();
        if (count < 0 || count > options.epochs()) {
            throw new IOException("it speaks of " + count + " epochs");
        }
        List<EpochRow> epochs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            epochs.add(epoch(in));
        }
        TrainingState state = state(architecture, in);
        TrainingState best = in.readBoolean() ? state(architecture, in) : null;
        return new Progress(step, state, best, epochs, lossSum, rateFactor, seconds, precision, due);
    }

    private static EpochRow epoch(DataInputStream in) throws IOException {
        int number = in.readInt();
        long step = in.readLong();
        double trainingLoss = in.readDouble();
        Figures figures =
                Figures.of(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        try {
            return EpochRow.of(number, step, trainingLoss, figures, in.readDouble(), in.readDouble());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static TrainingState state(Architecture architecture, DataInputStream in) throws IOException {
        byte[] bytes = new byte[TrainingState.length(architecture) * Float.BYTES];
        in.readFully(bytes);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return TrainingState.of(architecture, values);
    }
}
