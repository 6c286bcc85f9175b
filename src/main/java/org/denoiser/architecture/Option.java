package org.denoiser.architecture;

import java.math.BigDecimal;
import java.util.List;

/** A choice that a preset leaves open: its key, default and what is allowed. Immutable. */
public final class Option {
    private enum Kind {
        WHOLE,
        DECIMAL,
        CHOICE
    }

    private final Kind kind;
    private final String key;
    private final String fallback;
    private final String meaning;
    private final int least;
    private final int most;
    private final List<String> choices;

    private Option(Kind kind, String key, String fallback, String meaning, int least, int most, List<String> choices) {
        this.kind = kind;
        this.key = key;
        this.fallback = fallback;
        this.meaning = meaning;
        this.least = least;
        this.most = most;
        this.choices = choices;
    }

    static Option integer(String key, int fallback, int least, int most, String meaning) {
        return new Option(Kind.WHOLE, key, Integer.toString(fallback), meaning, least, most, List.of());
    }

    /** A number with any digits after the point. */
    static Option decimal(String key, String fallback, int least, int most, String meaning) {
        return new Option(Kind.DECIMAL, key, fallback, meaning, least, most, List.of());
    }

    /** The first choice is the default. */
    static Option choice(String key, String meaning, String... choices) {
        return new Option(Kind.CHOICE, key, choices[0], meaning, 0, 0, List.of(choices));
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
        switch (kind) {
            case WHOLE:
                return "a whole number from " + least + " to " + most;
            case DECIMAL:
                return "a number from " + least + " to " + most;
            default:
                return "one of " + String.join(", ", choices);
        }
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
        String number = kind == Kind.WHOLE ? "[0-9]{1,9}" : "[0-9]{1,9}([.][0-9]{0,12})?([eE][+-]?[0-9]{1,2})?";
        if (kind != Kind.CHOICE && text.matches(number)) {
            BigDecimal found = new BigDecimal(text);
            if (found.compareTo(BigDecimal.valueOf(least)) >= 0 && found.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return found.signum() == 0 ? "0" : found.stripTrailingZeros().toPlainString();
            }
        }
        throw new IllegalArgumentException(key + "=" + value + ": " + allowed() + " is needed");
    }
}
