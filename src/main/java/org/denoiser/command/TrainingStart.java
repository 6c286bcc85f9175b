package org.denoiser.command;

/** A training that begins: what it is called, where it runs and how long it may become. Immutable. */
public final class TrainingStart {
    private final String name;
    private final String device;
    private final String precision;
    private final int epochs;
    private final int steps;

    /**
     * @param name of the model
     * @param device that it runs on, such as {@code cpu}
     * @param precision that it runs in, such as {@code float32}
     * @param epochs at most
     * @param steps of each epoch
     */
    public TrainingStart(String name, String device, String precision, int epochs, int steps) {
        this.name = name;
        this.device = device;
        this.precision = precision;
        this.epochs = epochs;
        this.steps = steps;
    }

    /** The model's name. */
    public String name() {
        return name;
    }

    public String device() {
        return device;
    }

    public String precision() {
        return precision;
    }

    /** Epochs at most. */
    public int epochs() {
        return epochs;
    }

    /** Steps of each epoch. */
    public int steps() {
        return steps;
    }

    /** Steps at most. */
    public long allSteps() {
        return (long) epochs * steps;
    }
}
