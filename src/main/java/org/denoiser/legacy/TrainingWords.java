package org.denoiser.legacy;

import java.util.Locale;

/** What the training window says. */
final class TrainingWords {
    private TrainingWords() {}

    static String progress(TrainingLog.View view) {
        long all = view.start.allSteps();
        long epoch = Math.min(view.start.epochs(), Math.max(0, view.step - 1) / view.start.steps() + 1);
        String words =
                String.format(Locale.ROOT, "Epoch %d of %d, step %d of %d", epoch, view.start.epochs(), view.step, all);
        if (!Double.isNaN(view.loss)) words += String.format(Locale.ROOT, ", loss %.5f", view.loss);
        return view.phase.isEmpty() ? words : words + ". " + view.phase;
    }

    static String left(TrainingLog.View view) {
        if (view.ended) return "ended";
        return Double.isNaN(view.secondsLeft) ? " " : TimeLeft.words((long) (1e9 * view.secondsLeft)) + " left";
    }

    static String best(TrainingLog.View view) {
        if (view.best == null) return "No epoch is validated yet.";
        String psnr =
                Double.isNaN(view.best.psnr()) ? "" : String.format(Locale.ROOT, ", PSNR %.2f dB", view.best.psnr());
        return String.format(
                Locale.ROOT,
                "Best epoch so far: %d, validation loss %.5f%s",
                view.best.number(),
                view.best.validationLoss(),
                psnr);
    }

    static String preview(TrainingLog.View view) {
        return view.pictures == null
                ? "Patches of the validation images"
                : "Patches of the validation images after step " + view.pictures.step()
                        + ": noisy left of the border, denoised right of it";
    }
}
