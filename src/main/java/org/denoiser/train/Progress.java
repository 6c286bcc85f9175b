package org.denoiser.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.denoiser.architecture.TrainingState;

/**
 * Where a training stands between two steps: everything besides the options and the images that what follows depends on.
 * Immutable.
 */
final class Progress {
    private final long step;
    private final TrainingState state;
    private final TrainingState best;
    private final List<Epoch> epochs;
    private final double lossSum;
    private final double rateFactor;
    private final double seconds;

    /**
     * @param step steps done
     * @param best state with the lowest validation loss; null before the first epoch ended
     * @param epochs those that have ended
     * @param lossSum sum of the losses of the steps since; NaN when training has blown up since, which makes it unknown
     * @param rateFactor the schedule's rates are multiplied by this; below 1 once training has blown up
     * @param seconds spent so far
     */
    Progress(
            long step,
            TrainingState state,
            TrainingState best,
            List<Epoch> epochs,
            double lossSum,
            double rateFactor,
            double seconds) {
        this.step = step;
        this.state = state;
        this.best = best;
        this.epochs = Collections.unmodifiableList(new ArrayList<>(epochs));
        this.lossSum = lossSum;
        this.rateFactor = rateFactor;
        this.seconds = seconds;
    }

    static Progress start(TrainingState state) {
        return new Progress(0, state, null, List.of(), 0, 1, 0);
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

    List<Epoch> epochs() {
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

    /** The epoch with the lowest validation loss; null when none has ended. */
    Epoch bestEpoch() {
        Epoch lowest = null;
        for (Epoch epoch : epochs) {
            if (lowest == null || epoch.validationLoss() < lowest.validationLoss()) {
                lowest = epoch;
            }
        }
        return lowest;
    }
}
