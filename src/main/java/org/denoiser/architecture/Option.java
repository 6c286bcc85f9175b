package org.denoiser.architecture;

import java.util.List;

/** A choice that a preset leaves open: its key, default and what is allowed. Immutable. */
public final class Option {
    private final String key;
    private final String fallback;
    private final String meaning;
    private final int least;
    private final int most;
    private final List<String> choices;

    private Option(String key, String fallback, String meaning, int least, int most, List<String> choices) {
        this.key = key;
        this.fallback = fallback;
        this.meaning = meaning;
        this.least = least;
        this.most = most;
        this.choices = choices;
    }

    static Option integer(String key, int fallback, int least, int most, String meaning) {
        return new Option(key, Integer.toString(fallback), meaning, least, most, List.of());
    }

    static Option choice(String key, String meaning, String... choices) {
        return new Option(key, choices[0], meaning, 0, 0, List.of(choices));
    }

    public String key() {
        return key;
    }

    /** The value that holds when none is given. */
    public String fallback() {
        return fallback;
    }

    public String meaning() {
        return meaning;
    }

    /** What is allowed, in words. */
    public String allowed() {
        return choices.isEmpty()
                ? "a whole number from " + least + " to " + most
                : "one of " + String.join(", ", choices);
    }

    /**
     * The value in its canonical form.
     *
     * @throws IllegalArgumentException naming the key, the value and what is allowed
     */
    String check(String value) {
        String text = value.trim();
        if (choices.contains(text)) {
            return text;
        }
        if (choices.isEmpty() && text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return Integer.toString(number);
            }
        }
        throw new IllegalArgumentException(key + "=" + value + ": " + allowed() + " is needed");
    }
}
