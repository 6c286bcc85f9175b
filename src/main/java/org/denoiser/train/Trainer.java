package org.denoiser.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.TrainingState;
import org.denoiser.model.EpochRow;
import org.denoiser.model.Figures;
import org.denoiser.network.Precision;
import org.denoiser.network.TrainingNetwork;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;

/**
 * Trains a network: batches, steps of Adam, a validation after each epoch, the best weights kept. What comes out depends on
 * the options, the samplers and the number of threads alone. Used once, by one thread.
 *
 * <p>Training has blown up when a loss is not finite any more or, at the end of an epoch, a weight is not, or validation is many
 * times worse than doing nothing would be: then it goes back to the best epoch so far (to the first weights if there is none) and
 * on from there with the following batches at half the rate, four times at most.
 */
public final class Trainer {
    /** Training that blows up at this part of the rate is given up. */
    private static final double LEAST_RATE_FACTOR = 1 / 16.0;

    /** How PyTorch refuses the cross-entropy of NaN, where all other losses become NaN. */
    private static final String REFUSED_CROSS_ENTROPY = "should be between 0 and 1";

    private final TrainingOptions options;
    private final PatchSampler training;
    private final Validation validation;
    private final Previewer previewer;
    private final String fingerprint;
    private final TrainingListener listener;
    private final CheckpointFile checkpoint;

    private final RateSchedule schedule;
    private final long draws;
    private final Progress start;
    private final Stopwatch watch;
    private final List<EpochRow> epochs;
    private TrainingNetwork network;
    private long step;
    private TrainingState best;
    private double lossSum;
    private double rateFactor;
    private boolean validationDue;
    private double lastCheckpoint;

    /**
     * @param training gives the patches to learn from
     * @param validation gives the patches to validate with, of the same size
     * @param checkpoint written every few minutes and at the end; whoever has the result safe removes it. Null for none
     * @param resume whether to go on from the checkpoint if there is one
     * @throws IllegalArgumentException when the patches do not suit the network, the loss or each other
     * @throws IOException when the checkpoint cannot be used
     */
    public Trainer(
            TrainingOptions options,
            PatchSampler training,
            PatchSampler validation,
            CheckpointFile checkpoint,
            boolean resume,
            TrainingListener listener)
            throws IOException {
        TrainingChecks.check(options, training, validation);
        this.options = options;
        this.training = training;
        this.validation = new Validation(options, validation, new Attentive());
        this.previewer = new Previewer(options, validation);
        this.fingerprint = options.fingerprint() + " " + training.fingerprint();
        this.checkpoint = checkpoint;
        this.listener = listener;
        this.draws = new SplittableRandom(options.seed()).nextLong();
        this.schedule = new RateSchedule(options.rate(), options.warmup(), options.allSteps());
        boolean goesOn = resume && checkpoint != null && checkpoint.exists();
        this.start = goesOn ? checkpoint.read(options, fingerprint) : Progress.start(firstState(), options.precision());
        this.step = start.step();
        this.best = start.best();
        this.epochs = new ArrayList<>(start.epochs());
        this.lossSum = start.lossSum();
        this.rateFactor = start.rateFactor();
        this.validationDue = start.isValidationDue();
        this.watch = new Stopwatch(start.seconds(), step);
        this.lastCheckpoint = start.seconds();
        if (goesOn) {
            listener.note("Training goes on from step " + step + " of '" + checkpoint.path() + "'.");
        }
    }

    /**
     * Trains to the end. A checkpoint that cannot be written does not end the training; the listener is told.
     *
     * @throws IllegalStateException when training keeps blowing up
     */
    public TrainingResult train() {
        open(start.state(), start.precision());
        try (BatchFeeder feeder = new BatchFeeder(training, options.batch(), step)) {
            listener.started(network.deviceName(), network.precision().key());
            if (!epochs.isEmpty()) {
                listener.resumed(List.copyOf(epochs));
            }
            TrainingResult.End end = loop(feeder);
            if (end != TrainingResult.End.CANCELLED && best == null) {
                throw blownUp();
            }
            Progress last = now(network.state());
            save(last);
            return new TrainingResult(
                    kept(last),
                    last,
                    end,
                    watch.seconds(),
                    network.deviceName(),
                    network.precision().key());
        } finally {
            network.close();
        }
    }

    private Map<String, Tensor> kept(Progress last) {
        boolean early = best == null && Progress.isFinite(last.state());
        return (early ? last.state() : lastGood()).averagedWeights();
    }

    private TrainingResult.End loop(BatchFeeder feeder) {
        // An earlier sitting may have ended before the validation of its last epoch, or after it with nothing left to
        // do.
        if (validationDue && !endEpoch()) {
            return TrainingResult.End.CANCELLED;
        }
        if (isStale()) {
            return TrainingResult.End.PATIENCE;
        }
        while (step < options.allSteps()) {
            if (listener.isCancelled()) {
                return TrainingResult.End.CANCELLED;
            }
            serve();
            double loss = step(feeder.next());
            if (!Double.isFinite(loss)) {
                retreat();
                continue;
            }
            lossSum += loss;
            listener.step(step, options.allSteps(), loss, watch.left(step, options.allSteps()));
            if (step % options.steps() == 0) {
                if (!endEpoch()) {
                    return TrainingResult.End.CANCELLED;
                }
                if (isStale()) {
                    return TrainingResult.End.PATIENCE;
                }
            }
            saveIfDue();
        }
        return TrainingResult.End.FINISHED;
    }

    private double step(BatchFeeder.Batch batch) {
        step++;
        double rate = rateFactor * schedule.at(step);
        AdamRates rates = new AdamRates(step, rate, options.averaging(), options.clipping());
        try {
            int side = training.side();
            return network.step(
                    batch.noisy, batch.clean, options.batch(), training.planes(), side, side, rates, draws + step);
        } catch (RuntimeException e) {
            if (e.getMessage() != null && e.getMessage().contains(REFUSED_CROSS_ENTROPY)) {
                return Double.NaN;
            }
            throw e;
        }
    }

    /** Back to the last good state, at half the rate; the batches go on, so that the same ones do not come again. */
    private void retreat() {
        if (rateFactor <= LEAST_RATE_FACTOR) {
            throw blownUp();
        }
        Precision precision = network.precision();
        network.close();
        rateFactor /= 2;
        // What was summed up belongs to weights that are given up.
        lossSum = step % options.steps() == 0 ? 0 : Double.NaN;
        open(lastGood(), precision);
        long from = best == null ? 0 : bestEpoch().step();
        listener.note("Training blew up at step " + step + "; it goes on with the weights of step " + from
                + " at half the rate.");
    }

    /** What can be gone back to, and is in every checkpoint or follows from the seed. */
    private TrainingState lastGood() {
        return best == null ? firstState() : best;
    }

    private TrainingState firstState() {
        return TrainingState.start(options.architecture(), options.firstWeights());
    }

    private IllegalStateException blownUp() {
        return new IllegalStateException("Training blew up at step " + step + " even at a rate of "
                + rateFactor * options.rate() + "; a lower rate or a lower clipping is needed.");
    }

    /** @return whether it came to its end and was not cancelled */
    private boolean endEpoch() {
        validationDue = true;
        TrainingState state = network.state();
        Figures figures = validation.of(state.averagedWeights(), network.precision());
        if (figures == null) {
            return false;
        }
        validationDue = false;
        if (isBlownUp(state, figures)) {
            retreat();
            return true;
        }
        EpochRow previous = bestEpoch();
        EpochRow epoch = EpochRow.of(
                epochs.size() + 1,
                step,
                lossSum / options.steps(),
                figures,
                rateFactor * schedule.at(step),
                watch.seconds());
        boolean improved = previous == null || figures.loss() < previous.validationLoss();
        if (improved) {
            best = state;
        }
        epochs.add(epoch);
        lossSum = 0;
        listener.epoch(epoch, improved);
        return true;
    }

    /** In its first epochs a network may be as far off as it was untrained, which is no blow-up. */
    private boolean isBlownUp(TrainingState state, Figures figures) {
        if (!Progress.isFinite(state) || !Double.isFinite(figures.loss())) {
            return true;
        }
        if (!validation.isAbsurd(figures.loss())) {
            return false;
        }
        if (best != null && !validation.isAbsurd(bestEpoch().validationLoss())) {
            return true;
        }
        Figures untrained = validation.of(firstState().averagedWeights(), network.precision());
        return untrained != null && figures.loss() > untrained.loss();
    }

    private EpochRow bestEpoch() {
        return Progress.best(epochs);
    }

    private boolean isStale() {
        EpochRow lowest = bestEpoch();
        return lowest != null && options.patience() > 0 && epochs.size() - lowest.epoch() >= options.patience();
    }

    private void saveIfDue() {
        if (checkpoint != null && watch.seconds() - lastCheckpoint >= options.checkpoint()) {
            save(now(network.state()));
            lastCheckpoint = watch.seconds();
        }
    }

    /** Returns whether there is a checkpoint now. */
    private boolean save(Progress progress) {
        if (checkpoint == null) {
            return false;
        }
        try {
            checkpoint.write(progress, fingerprint);
            return true;
        } catch (IOException e) {
            listener.note(e.getMessage());
            return false;
        }
    }

    /** Does what the listener asks for; copies are looked at, so that training goes on as if nothing had been. */
    private void serve() {
        if (checkpoint != null && listener.wantsCheckpoint() && save(now(network.state()))) {
            lastCheckpoint = watch.seconds();
            listener.checkpoint(checkpoint.path(), step);
        }
        if (listener.wantsPreview()) {
            Map<String, Tensor> weights = network.state().averagedWeights();
            listener.preview(previewer.of(weights, network.precision(), step));
        }
    }

    private Progress now(TrainingState state) {
        return new Progress(
                step, state, best, epochs, lossSum, rateFactor, watch.seconds(), network.precision(), validationDue);
    }

    private void open(TrainingState state, Precision precision) {
        network = TrainingNetwork.open(
                options.architecture(), state, options.loss(), options.masked(), options.device(), precision);
    }

    /** The listener of the validation, in which requests are served as well: it may take minutes. */
    private final class Attentive implements TrainingListener {
        @Override
        public void validation(long done, long all) {
            listener.validation(done, all);
        }

        @Override
        public boolean isCancelled() {
            if (listener.isCancelled()) {
                return true;
            }
            serve();
            return false;
        }
    }
}
