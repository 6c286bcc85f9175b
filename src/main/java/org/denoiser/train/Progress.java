package org.denoiser.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.denoiser.architecture.TrainingState;
import org.denoiser.model.EpochRow;
import org.denoiser.network.Precision;

/**
 * Where a training stands between two steps: everything besides the options and the images that what follows depends on.
 * Immutable.
 */
final class Progress {
    private final long step;
    private final TrainingState state;
    private final TrainingState best;
    private final List<EpochRow> epochs;
    private final double lossSum;
    private final double rateFactor;
    private final double seconds;
    private final Precision precision;
    private final boolean validationDue;

    /**
     * @param step steps done
     * @param best state with the lowest validation loss; null before the first epoch ended
     * @param epochs those that have ended
     * @param lossSum sum of the losses of the steps since; NaN when training has blown up since, which makes it unknown
     * @param rateFactor the schedule's rates are multiplied by this; below 1 once training has blown up
     * @param seconds spent so far
     * @param precision that it ran in; {@link Precision#AUTO} before the first step, when none is decided on
     * @param validationDue whether the epoch that the last step ends is still to be validated
     */
    Progress(
            long step,
            TrainingState state,
            TrainingState best,
            List<EpochRow> epochs,
            double lossSum,
            double rateFactor,
            double seconds,
            Precision precision,
            boolean validationDue) {
        this.step = step;
        this.state = state;
        this.best = best;
        this.epochs = Collections.unmodifiableList(new ArrayList<>(epochs));
        this.lossSum = lossSum;
        this.rateFactor = rateFactor;
        this.seconds = seconds;
        this.precision = precision;
        this.validationDue = validationDue;
    }

    static Progress start(TrainingState state, Precision precision) {
        return new Progress(0, state, null, List.of(), 0, 1, 0, precision, false);
    }

    /** Whether a training can go on from a state: all its numbers are finite. */
    static boolean isFinite(TrainingState state) {
        for (float value : state.toArray()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    long step() {
        return step;
    }

    TrainingState state() {
        return state;
    }

    TrainingState best() {
        return best;
    }

    List<EpochRow> epochs() {
        return epochs;
    }

    double lossSum() {
        return lossSum;
    }

    double rateFactor() {
        return rateFactor;
    }

    double seconds() {
        return seconds;
    }

    Precision precision() {
        return precision;
    }

    boolean isValidationDue() {
        return validationDue;
    }

    /** The epoch with the lowest validation loss; null when none has ended. */
    EpochRow bestEpoch() {
        return best(epochs);
    }

    static EpochRow best(List<EpochRow> epochs) {
        EpochRow lowest = null;
        for (EpochRow epoch : epochs) {
            if (lowest == null || epoch.validationLoss() < lowest.validationLoss()) {
                lowest = epoch;
            }
        }
        return lowest;
    }
}
