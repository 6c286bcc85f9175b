package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.util.Locale;
import org.denoiser.image.OutputType;
import org.denoiser.image.PlaneChoice;
import org.denoiser.image.Residence;

/** What the key {@code target} names: a clean image, where there is one, that tells how much was gained. Immutable. */
final class CleanImage {
    private final ImagePlus clean;
    private final double before;
    private final Progress progress;

    private CleanImage(ImagePlus clean, double before, Progress progress) {
        this.clean = clean;
        this.before = before;
        this.progress = progress;
    }

    /**
     * Opens it and measures the noisy image.
     *
     * @param text the key's value; empty for none
     * @param image the field beside it, or null
     * @param progress can stop the measuring, now and later
     * @throws IllegalArgumentException if it names nothing or has another size
     * @throws IOException if the file cannot be opened
     */
    static CleanImage open(String text, ImagePlus image, ImagePlus noisy, Progress progress) throws IOException {
        return open(text, image, noisy, PlaneChoice.ALL, noisy, progress);
    }

    /**
     * The same where a part of a noisy image is denoised.
     *
     * @param chosen the planes of {@code whole} that are {@code noisy}; a clean image of as many planes as the whole is cut down to them
     *     too
     */
    static CleanImage open(
            String text, ImagePlus image, ImagePlus noisy, PlaneChoice chosen, ImagePlus whole, Progress progress)
            throws IOException {
        if (text.isEmpty() && image == null) return new CleanImage(null, Double.NaN, progress);
        ImagePlus clean = InputImages.open("target", text, image, Residence.AUTO, OutputType.SAME, progress);
        if (clean.getStackSize() == whole.getStackSize()) clean = chosen.of(clean);
        return new CleanImage(clean, psnr(noisy, clean, progress), progress);
    }

    /** A line with the PSNR before and after, beginning with a line break; empty where there is no clean image. */
    String report(ImagePlus denoised) {
        if (clean == null) return "";
        return String.format(
                Locale.ROOT, "%nPSNR %.2f dB before, %.2f dB after", before, psnr(denoised, clean, progress));
    }

    private static double psnr(ImagePlus image, ImagePlus clean, Progress progress) {
        Evaluation evaluation = new Evaluation(Double.NaN, false, new OnlyToStop(progress));
        evaluation.add(image, clean);
        return evaluation.meanPsnr();
    }

    /** Hears nothing: measuring is no part of the work that is counted. */
    private static final class OnlyToStop implements Progress {
        private final Progress progress;

        private OnlyToStop(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void status(String text) {}

        @Override
        public void progress(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
