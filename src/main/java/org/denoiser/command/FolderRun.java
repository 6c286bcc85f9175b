package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.image.Planes;
import org.denoiser.image.Residence;
import org.denoiser.predict.DenoisingListener;
import org.denoiser.predict.ImageDenoiser;

/** Denoises files one after the other; one that fails does not stop the rest. Used once, by one thread. */
final class FolderRun {
    /** Failures that the report tells in full; the table has all. */
    private static final int TOLD = 5;

    private final List<FolderFile> files;
    private final FolderRecord record;
    private final ImageDenoiser denoiser;
    private final OutputType type;
    private final Residence residence;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();
    private BiFunction<String, ImagePlus, String> look = (name, noisy) -> "";
    private String seen;
    private int done;
    private int skipped;
    private long bytesBefore;
    private long bytesOfAll;

    FolderRun(
            List<FolderFile> files,
            FolderRecord record,
            ImageDenoiser denoiser,
            OutputType type,
            Residence residence,
            Progress progress) {
        this.files = files;
        this.record = record;
        this.denoiser = denoiser;
        this.type = type;
        this.residence = residence;
        this.progress = progress;
    }

    /** @param look what the report tells of the first image, by its name; one of them, since it takes as long as a small image does */
    FolderRun looking(BiFunction<String, ImagePlus, String> look) {
        this.look = look;
        return this;
    }

    /**
     * @param how model and device, for messages
     * @return what was done, in a few lines
     * @throws IOException when the table cannot be written or not a single file could be denoised
     * @throws CancellationException when cancelled; what is finished stays finished
     */
    String run(String how) throws IOException {
        List<FolderFile> left = new ArrayList<>();
        for (FolderFile file : files) {
            if (Files.isRegularFile(file.target()) && record.isFinished(file)) {
                skipped++;
            } else {
                left.add(file);
                bytesOfAll += file.bytes();
            }
        }
        for (int i = 0; i < left.size(); i++) {
            progress.checkCancelled();
            progress.status(String.format(
                    Locale.ROOT, "%s: %s, %d of %d", how, left.get(i).name(), i + 1, left.size()));
            denoise(left.get(i));
        }
        record.tidy();
        if (done == 0 && !failures.isEmpty() && skipped == 0) {
            throw new IOException("None of " + failures.size() + " files could be denoised. " + failures.get(0));
        }
        return report(how);
    }

    private void denoise(FolderFile file) throws IOException {
        long start = System.nanoTime();
        List<String> size = List.of("", "", "");
        String problem = "";
        try {
            ImagePlus noisy = ImageFiles.open(file.path(), residence, type, (done, total) -> progress.checkCancelled());
            Planes planes = Planes.of(noisy);
            size = List.of("" + planes.width(), "" + planes.height(), "" + planes.count());
            if (seen == null) seen = look.apply(file.name(), noisy);
            PredictionCommand.denoise(denoiser, noisy, type, file.target(), residence, listener(file));
            done++;
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            problem = e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (OutOfMemoryError e) {
            problem = "The image and its result do not fit into the memory.";
        }
        bytesBefore += file.bytes();
        if (!problem.isEmpty()) {
            failures.add(file.name() + ": " + problem);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        record.add(file, problem, size, seconds);
        progress.progress(bytesBefore, bytesOfAll);
    }

    /** Passes on how far the file is as a share of all. */
    private DenoisingListener listener(FolderFile file) {
        return (part, all) -> {
            progress.checkCancelled();
            progress.progress(bytesBefore + (long) (file.bytes() * (part / Math.max(1.0, all))), bytesOfAll);
        };
    }

    private String report(String how) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%d denoised with %s, %d already done, %d failed.", done, how, skipped, failures.size()));
        for (int i = 0; i < Math.min(TOLD, failures.size()); i++) {
            text.append("\nFailed: ").append(failures.get(i));
        }
        if (failures.size() > TOLD) {
            text.append("\nand ").append(failures.size() - TOLD).append(" more");
        }
        if (seen != null) text.append(seen);
        return text.append("\nTable: ")
                .append(record.file().toAbsolutePath().normalize())
                .toString();
    }
}
