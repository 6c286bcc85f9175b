package org.denoiser.train;

import java.util.List;
import java.util.Map;
import org.denoiser.model.EpochRow;
import org.denoiser.torchscript.Tensor;

/** What a training ended with. Immutable. */
public final class TrainingResult {
    /** Why a training ended. */
    public enum End {
        /** All epochs were done. */
        FINISHED("all epochs were done"),
        /** The validation loss had not improved for as many epochs as the patience allows. */
        PATIENCE("the validation loss stopped improving"),
        /** The listener asked for it. */
        CANCELLED("it was stopped");

        private final String words;

        End(String words) {
            this.words = words;
        }

        /** For messages and records. */
        public String words() {
            return words;
        }
    }

    private final Map<String, Tensor> weights;
    private final List<EpochRow> epochs;
    private final EpochRow best;
    private final End end;
    private final long steps;
    private final double seconds;
    private final String device;
    private final String precision;

    TrainingResult(
            Map<String, Tensor> weights, Progress progress, End end, double seconds, String device, String precision) {
        this.weights = weights;
        this.epochs = progress.epochs();
        this.best = progress.bestEpoch();
        this.end = end;
        this.steps = progress.step();
        this.seconds = seconds;
        this.device = device;
        this.precision = precision;
    }

    /** The averaged weights of the best epoch, or of the last step when no epoch ended; unmodifiable. */
    public Map<String, Tensor> weights() {
        return weights;
    }

    public List<EpochRow> epochs() {
        return epochs;
    }

    /** The epoch that the weights are from; null when none ended. */
    public EpochRow best() {
        return best;
    }

    public End end() {
        return end;
    }

    /** Steps done. */
    public long steps() {
        return steps;
    }

    /** Time spent, over all sittings. */
    public double seconds() {
        return seconds;
    }

    /** What it ran on. */
    public String device() {
        return device;
    }

    /** The precision it ran in. */
    public String precision() {
        return precision;
    }
}
