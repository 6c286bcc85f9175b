package org.denoiser.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.torchscript.Tensor;

/**
 * How a network is trained. Immutable; every setter gives a changed copy.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>loss</td><td>what is made small; default MSE</td></tr>
 * <tr><td>epochs, steps</td><td>validations, and steps of Adam before each; default 30 of 100</td></tr>
 * <tr><td>batch</td><td>patches a step; default 16</td></tr>
 * <tr><td>rate</td><td>highest learning rate, reached after the warm-up, falling to zero as a cosine; default 5e-4</td></tr>
 * <tr><td>warmup</td><td>steps over which the rate rises from zero; default 100</td></tr>
 * <tr><td>patience</td><td>epochs without a better validation loss after which training ends, 0 for never; default 0</td></tr>
 * <tr><td>averaging</td><td>decay of the moving average of the weights, which is what validates and is kept; 0 for none;
 * default 0.999</td></tr>
 * <tr><td>clipping</td><td>norm to which longer gradients are cut; default 0.5. Without it L1 in bfloat16 was seen to blow up</td></tr>
 * <tr><td>validation</td><td>patches validated with after each epoch, 0 for as many as there are places; default 128</td></tr>
 * <tr><td>masked</td><td>whether targets may be NaN, which the loss then leaves out (blind-spot training); default no</td></tr>
 * <tr><td>truth</td><td>whether the targets are what the network's results should really become, so that figures besides the loss
 * tell something; default yes</td></tr>
 * <tr><td>start</td><td>weights to go on from, with the SHA-256 of the model they are of; default none: random ones</td></tr>
 * <tr><td>checkpoint</td><td>seconds between two checkpoints; default 120</td></tr>
 * <tr><td>seed</td><td>of the first weights and of what a step draws; default 1</td></tr>
 * <tr><td>device, precision</td><td>where and how it runs; default automatic</td></tr>
 * </table>
 */
public final class TrainingOptions {
    private final Architecture architecture;
    private Loss loss = Loss.MSE;
    private int epochs = 30;
    private int steps = 100;
    private int batch = 16;
    private double rate = 5e-4;
    private int warmup = 100;
    private int patience;
    private double averaging = 0.999;
    private double clipping = 0.5;
    private int validation = 128;
    private boolean masked;
    private boolean truth = true;
    private Map<String, Tensor> start;
    private String startModel;
    private double checkpoint = 120;
    private long seed = 1;
    private DeviceChoice device = DeviceChoice.AUTO;
    private Precision precision = Precision.AUTO;

    private TrainingOptions(Architecture architecture) {
        this.architecture = architecture;
    }

    private TrainingOptions copy() {
        TrainingOptions copy = new TrainingOptions(architecture);
        copy.loss = loss;
        copy.epochs = epochs;
        copy.steps = steps;
        copy.batch = batch;
        copy.rate = rate;
        copy.warmup = warmup;
        copy.patience = patience;
        copy.averaging = averaging;
        copy.clipping = clipping;
        copy.validation = validation;
        copy.masked = masked;
        copy.truth = truth;
        copy.start = start;
        copy.startModel = startModel;
        copy.checkpoint = checkpoint;
        copy.seed = seed;
        copy.device = device;
        copy.precision = precision;
        return copy;
    }

    /** The defaults for a network. */
    public static TrainingOptions of(Architecture architecture) {
        return new TrainingOptions(architecture);
    }

    public TrainingOptions loss(Loss value) {
        TrainingOptions copy = copy();
        copy.loss = value;
        return copy;
    }

    public TrainingOptions epochs(int value) {
        need(value >= 1, "epochs", value, "1 or more");
        TrainingOptions copy = copy();
        copy.epochs = value;
        return copy;
    }

    public TrainingOptions steps(int value) {
        need(value >= 1, "steps", value, "1 or more");
        TrainingOptions copy = copy();
        copy.steps = value;
        return copy;
    }

    public TrainingOptions batch(int value) {
        need(value >= 1, "batch", value, "1 or more");
        TrainingOptions copy = copy();
        copy.batch = value;
        return copy;
    }

    public TrainingOptions rate(double value) {
        need(value > 0 && value < 1, "rate", value, "a number above 0 and below 1");
        TrainingOptions copy = copy();
        copy.rate = value;
        return copy;
    }

    public TrainingOptions warmup(int value) {
        need(value >= 0, "warmup", value, "0 or more");
        TrainingOptions copy = copy();
        copy.warmup = value;
        return copy;
    }

    public TrainingOptions patience(int value) {
        need(value >= 0, "patience", value, "0 or more");
        TrainingOptions copy = copy();
        copy.patience = value;
        return copy;
    }

    public TrainingOptions averaging(double value) {
        need(value >= 0 && value < 1, "averaging", value, "from 0 to below 1");
        TrainingOptions copy = copy();
        copy.averaging = value;
        return copy;
    }

    public TrainingOptions clipping(double value) {
        need(value > 0, "clipping", value, "a positive number");
        TrainingOptions copy = copy();
        copy.clipping = value;
        return copy;
    }

    public TrainingOptions validation(int value) {
        need(value >= 0, "validation", value, "0 or more");
        TrainingOptions copy = copy();
        copy.validation = value;
        return copy;
    }

    public TrainingOptions masked(boolean value) {
        TrainingOptions copy = copy();
        copy.masked = value;
        return copy;
    }

    public TrainingOptions truth(boolean value) {
        TrainingOptions copy = copy();
        copy.truth = value;
        return copy;
    }

    /**
     * Fine-tuning: training starts from these weights.
     *
     * @param weights of this architecture
     * @param sha256 of the model that they are of
     * @throws IllegalArgumentException for weights of another architecture
     */
    public TrainingOptions start(Map<String, Tensor> weights, String sha256) {
        architecture.check(weights);
        TrainingOptions copy = copy();
        copy.start = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        copy.startModel = sha256;
        return copy;
    }

    public TrainingOptions checkpoint(double seconds) {
        need(seconds >= 0, "checkpoint", seconds, "0 or more");
        TrainingOptions copy = copy();
        copy.checkpoint = seconds;
        return copy;
    }

    public TrainingOptions seed(long value) {
        TrainingOptions copy = copy();
        copy.seed = value;
        return copy;
    }

    public TrainingOptions device(DeviceChoice value) {
        TrainingOptions copy = copy();
        copy.device = value;
        return copy;
    }

    public TrainingOptions precision(Precision value) {
        TrainingOptions copy = copy();
        copy.precision = value;
        return copy;
    }

    private static void need(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(key + "=" + value + ": " + allowed + " is needed");
        }
    }

    public Architecture architecture() {
        return architecture;
    }

    public Loss loss() {
        return loss;
    }

    public int epochs() {
        return epochs;
    }

    public int steps() {
        return steps;
    }

    public int batch() {
        return batch;
    }

    public double rate() {
        return rate;
    }

    public int warmup() {
        return warmup;
    }

    public int patience() {
        return patience;
    }

    public double averaging() {
        return averaging;
    }

    public double clipping() {
        return clipping;
    }

    public int validation() {
        return validation;
    }

    public boolean masked() {
        return masked;
    }

    public boolean truth() {
        return truth;
    }

    /** The weights of the first step; unmodifiable. */
    public Map<String, Tensor> firstWeights() {
        return start == null ? architecture.initialWeights(seed) : start;
    }

    public double checkpoint() {
        return checkpoint;
    }

    public long seed() {
        return seed;
    }

    public DeviceChoice device() {
        return device;
    }

    public Precision precision() {
        return precision;
    }

    /** Steps altogether when nothing ends the training early. */
    public long allSteps() {
        return (long) epochs * steps;
    }

    /**
     * Everything that the resulting weights depend on besides the precision, which may be left to be found out; two trainings with
     * the same text may continue each other.
     */
    public String fingerprint() {
        return architecture + " loss=" + loss.key() + " epochs=" + epochs + " steps=" + steps + " batch=" + batch
                + " rate=" + rate + " warmup=" + warmup + " patience=" + patience + " averaging=" + averaging
                + " clipping=" + clipping + " validation=" + validation + " masked=" + masked
                + (start == null ? "" : " start=" + startModel) + " seed=" + seed;
    }

    /** All options as {@code key=value} pairs. */
    @Override
    public String toString() {
        return fingerprint() + " truth=" + truth + " checkpoint=" + checkpoint + " device=" + device + " precision="
                + precision.key();
    }
}
