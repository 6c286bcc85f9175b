package org.denoiser.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a model came to be: what was asked for, on which data, with which software, and what each epoch gave. Kept in a
 * package as {@code training.json}. Immutable and thread-safe.
 */
public final class TrainingRecord {
    private final Map<String, String> options;
    private final Map<String, String> data;
    private final Map<String, String> software;
    private final long seed;
    private final List<EpochRow> epochs;
    private final int bestEpoch;
    private final String ending;
    private final double seconds;

    private TrainingRecord(Builder builder) {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(builder.options));
        data = Collections.unmodifiableMap(new LinkedHashMap<>(builder.data));
        software = Collections.unmodifiableMap(new LinkedHashMap<>(builder.software));
        seed = builder.seed;
        epochs = List.copyOf(builder.epochs);
        bestEpoch = builder.bestEpoch;
        ending = builder.ending;
        seconds = builder.seconds;
    }

    /** An empty record to be filled. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The record in a text as {@link #toJson} writes it; keys it does not know are left out.
     *
     * @throws IOException with the reason, when it is no such text
     */
    public static TrainingRecord parse(String json) throws IOException {
        return TrainingJson.parse(json);
    }

    /** The record as JSON, one epoch a line; the same record gives the same text. */
    public String toJson() {
        return TrainingJson.write(this);
    }

    /** Every option by its key, in the order in which they were added; unmodifiable. */
    public Map<String, String> options() {
        return options;
    }

    /** What the training images were, in named facts, in the order in which they were added; unmodifiable. */
    public Map<String, String> data() {
        return data;
    }

    /** Versions of the software and the machine, in the order in which they were added; unmodifiable. */
    public Map<String, String> software() {
        return software;
    }

    /** The seed that all random choices came from. */
    public long seed() {
        return seed;
    }

    /** One row an epoch, in order; unmodifiable. */
    public List<EpochRow> epochs() {
        return epochs;
    }

    /** Number of the epoch whose weights were kept; 0 when that is not known. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** The row of the epoch whose weights were kept; empty when that is not known. */
    public Optional<EpochRow> best() {
        return epochs.stream().filter(row -> row.epoch() == bestEpoch).findFirst();
    }

    /** Why the training ended, in words. */
    public String ending() {
        return ending;
    }

    /** How long the training took; 0 when that is not known. */
    public double seconds() {
        return seconds;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingRecord && toJson().equals(((TrainingRecord) other).toJson());
    }

    @Override
    public int hashCode() {
        return Objects.hash(options, seed, epochs);
    }

    @Override
    public String toString() {
        return toJson();
    }

    /**
     * Collects a record. Values that are gathered by programs are taken as they come: what is no text in them is replaced
     * by U+FFFD, and what is beyond 4096 characters is cut off. Not thread-safe.
     */
    public static final class Builder {
        private static final int MOST_FACTS = 1000;
        private static final int LONGEST = 4096;

        private final Map<String, String> options = new LinkedHashMap<>();
        private final Map<String, String> data = new LinkedHashMap<>();
        private final Map<String, String> software = new LinkedHashMap<>();
        private final List<EpochRow> epochs = new ArrayList<>();
        private long seed;
        private int bestEpoch;
        private String ending;
        private double seconds;

        private Builder() {}

        /** An option of the training; a second value for a key replaces the first. */
        public Builder option(String key, String value) {
            put(options, "option", key, value);
            return this;
        }

        /** A fact on the training images, for instance {@code images} and {@code 22}. */
        public Builder data(String key, String value) {
            put(data, "data", key, value);
            return this;
        }

        /** A program and its version, for instance {@code PyTorch} and {@code 2.7.1}. */
        public Builder software(String name, String version) {
            put(software, "software", name, version);
            return this;
        }

        /** Adds the versions of Java and of the operating system, and the number of processors. */
        public Builder thisMachine() {
            software("Java", System.getProperty("java.version", "unknown"));
            software(
                    "system",
                    System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", "") + " "
                            + System.getProperty("os.arch", ""));
            return software("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        }

        /** The seed that all random choices came from; 0 unless set. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The figures of the next epoch.
         *
         * @throws IllegalArgumentException when its number is not above that of the epoch before
         */
        public Builder epoch(EpochRow row) {
            if (!epochs.isEmpty()
                    && row.epoch() <= epochs.get(epochs.size() - 1).epoch()) {
                throw new IllegalArgumentException("epoch " + row.epoch() + " comes after epoch "
                        + epochs.get(epochs.size() - 1).epoch());
            }
            epochs.add(row);
            return this;
        }

        /** Number of the epoch whose weights were kept; 0, the default, when that is not known. */
        public Builder bestEpoch(int number) {
            if (number < 0) {
                throw new IllegalArgumentException("best epoch " + number + ": 0 or more is needed");
            }
            bestEpoch = number;
            return this;
        }

        /** Why the training ended, in words; must be set. */
        public Builder ending(String words) {
            ending = Texts.check("why the training ended", Texts.cleaned(words, LONGEST), LONGEST);
            return this;
        }

        /** How long the training took; 0 unless set. */
        public Builder seconds(double value) {
            if (!Double.isFinite(value) || value < 0) {
                throw new IllegalArgumentException("seconds=" + value + ": 0 or more is needed");
            }
            seconds = value;
            return this;
        }

        /** @throws IllegalArgumentException when it is not said why the training ended */
        public TrainingRecord build() {
            Texts.check("why the training ended", ending, LONGEST);
            return new TrainingRecord(this);
        }

        private static void put(Map<String, String> facts, String kind, String key, String value) {
            if (facts.size() >= MOST_FACTS && !facts.containsKey(key)) {
                throw new IllegalArgumentException("at most " + MOST_FACTS + " " + kind + " entries are allowed");
            }
            facts.put(Texts.line(kind, key, LONGEST), Texts.cleaned(value, LONGEST));
        }
    }
}
