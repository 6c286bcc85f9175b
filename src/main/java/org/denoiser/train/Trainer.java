package org.denoiser.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.TrainingState;
import org.denoiser.network.Precision;
import org.denoiser.network.TrainingNetwork;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;

/**
 * Trains a network: batches, steps of Adam, a validation after each epoch, the best weights kept. What comes out depends on
 * the options, the samplers and the number of threads alone. Used once, by one thread.
 */
public final class Trainer {
    /** Training that blows up goes back and on at half the rate, this many times. */
    private static final int MOST_RETREATS = 4;

    private static final double CHECKPOINT_SECONDS = 120;

    private final TrainingOptions options;
    private final PatchSampler training;
    private final Validation validation;
    private final int side;
    private final String fingerprint;
    private final TrainingListener listener;
    private final CheckpointFile checkpoint;

    private final RateSchedule schedule;
    private TrainingNetwork network;
    private long step;
    private TrainingState best;
    private List<Epoch> epochs;
    private double lossSum;
    private double rateFactor;
    private Stopwatch watch;
    private Progress lastEpoch;
    private double lastCheckpoint;

    /**
     * @param training gives the patches to learn from
     * @param validation gives the patches to validate with, of the same size
     * @param checkpoint written every two minutes and removed at the end; null for none
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
        this.validation = new Validation(options, validation);
        this.side = training.side();
        this.fingerprint = options.fingerprint() + " " + training.fingerprint();
        this.checkpoint = checkpoint;
        this.listener = listener;
        this.schedule = new RateSchedule(options.rate(), options.warmup(), options.allSteps());
        Architecture architecture = options.architecture();
        boolean goesOn = resume && checkpoint != null && checkpoint.exists();
        Progress start = goesOn
                ? checkpoint.read(architecture, fingerprint)
                : Progress.start(TrainingState.start(architecture, architecture.initialWeights(options.seed())));
        if (goesOn) {
            listener.note("Training goes on from step " + start.step() + " of '" + checkpoint.path() + "'.");
        }
        restore(start);
    }

    /**
     * Trains to the end.
     *
     * @throws IllegalStateException when training keeps blowing up
     * @throws IOException when a checkpoint cannot be written
     */
    public TrainingResult train() throws IOException {
        open(lastEpoch.state(), options.precision());
        try (BatchFeeder feeder = new BatchFeeder(training, options.batch(), step)) {
            listener.started(network.deviceName(), network.precision().key());
            TrainingResult.End end = loop(feeder);
            Progress last = now(network.state());
            TrainingResult result = new TrainingResult(
                    kept(last),
                    last,
                    end,
                    watch.seconds(),
                    network.deviceName(),
                    network.precision().key());
            if (end != TrainingResult.End.CANCELLED && checkpoint != null) {
                checkpoint.delete();
            } else if (checkpoint != null) {
                checkpoint.write(last, fingerprint);
            }
            return result;
        } finally {
            network.close();
        }
    }

    private static Map<String, Tensor> kept(Progress last) {
        return (last.best() == null ? last.state() : last.best()).averagedWeights();
    }

    private TrainingResult.End loop(BatchFeeder feeder) throws IOException {
        int retreats = 0;
        while (step < options.allSteps()) {
            if (listener.isCancelled()) {
                return TrainingResult.End.CANCELLED;
            }
            double loss = step(feeder.next());
            if (!Double.isFinite(loss)) {
                retreat(++retreats);
                continue;
            }
            lossSum += loss;
            listener.step(step, options.allSteps(), loss, watch.left(step, options.allSteps()));
            if (step % options.steps() == 0) {
                endEpoch();
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
        return network.step(batch.noisy, batch.clean, options.batch(), side, side, rates);
    }

    /** Back to the end of the last epoch, at half the rate; the batches go on, so that the same ones do not come again. */
    private void retreat(int times) {
        if (times > MOST_RETREATS) {
            throw new IllegalStateException("Training blew up at step " + step + " even at a rate of "
                    + rateFactor * options.rate() + "; a lower rate or a lower clipping is needed.");
        }
        long reached = step;
        double factor = rateFactor / 2;
        Precision precision = network.precision();
        network.close();
        restore(lastEpoch);
        step = reached;
        lossSum = 0;
        rateFactor = factor;
        open(lastEpoch.state(), precision);
        listener.note("Training blew up at step " + reached + "; it goes on from step " + lastEpoch.step()
                + " at half the rate.");
    }

    private void endEpoch() {
        TrainingState state = network.state();
        Validation.Figures figures = validation.of(state.averagedWeights(), options.device(), network.precision());
        Epoch previous = bestEpoch();
        Epoch epoch = new Epoch(
                epochs.size() + 1,
                step,
                lossSum / options.steps(),
                figures.loss,
                figures.psnr,
                rateFactor * schedule.at(step),
                watch.seconds());
        boolean improved = previous == null || figures.loss < previous.validationLoss();
        if (improved) {
            best = state;
        }
        epochs.add(epoch);
        lossSum = 0;
        lastEpoch = now(state);
        listener.epoch(epoch, improved);
    }

    private Epoch bestEpoch() {
        return new Progress(step, null, best, epochs, lossSum, rateFactor, 0).bestEpoch();
    }

    private boolean isStale() {
        Epoch lowest = bestEpoch();
        return options.patience() > 0 && epochs.size() - lowest.number() >= options.patience();
    }

    private void saveIfDue() throws IOException {
        if (checkpoint != null && watch.seconds() - lastCheckpoint >= CHECKPOINT_SECONDS) {
            checkpoint.write(now(network.state()), fingerprint);
            lastCheckpoint = watch.seconds();
        }
    }

    private Progress now(TrainingState state) {
        return new Progress(step, state, best, epochs, lossSum, rateFactor, watch.seconds());
    }

    private void restore(Progress progress) {
        step = progress.step();
        best = progress.best();
        epochs = new ArrayList<>(progress.epochs());
        lossSum = progress.lossSum();
        rateFactor = progress.rateFactor();
        if (watch == null) {
            watch = new Stopwatch(progress.seconds(), progress.step());
            lastCheckpoint = progress.seconds();
        }
        lastEpoch = progress;
    }

    private void open(TrainingState state, Precision precision) {
        network = TrainingNetwork.open(options.architecture(), state, options.loss(), options.device(), precision);
    }
}
