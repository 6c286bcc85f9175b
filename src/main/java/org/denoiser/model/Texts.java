package org.denoiser.model;

/** Checks of the texts that a model carries, so that whatever is written can be read and shown again. */
final class Texts {
    private Texts() {}

    /**
     * A text of one or several lines.
     *
     * @param key names the text in messages
     * @param most characters allowed
     * @return the text
     * @throws IllegalArgumentException when it is missing, blank or too long, or holds control characters or half characters
     */
    static String check(String key, String text, int most) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(key + " is missing: 1 to " + most + " characters are needed");
        }
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    key + " has " + text.length() + " characters, at most " + most + " are allowed");
        }
        int bad = text.codePoints().filter(Texts::isNoText).findFirst().orElse(-1);
        if (bad >= 0) {
            throw new IllegalArgumentException(
                    String.format("%s holds the character U+%04X, which is no text", key, bad));
        }
        return text;
    }

    /** Whether a character is text to Java, but not to YAML or to readers: controls, halves, noncharacters, the byte order mark. */
    private static boolean isNoText(int character) {
        return character != '\n'
                && character != '\t'
                && (Character.isISOControl(character)
                        || Character.getType(character) == Character.SURROGATE
                        || character == 0xFEFF
                        || (character & 0xFFFE) == 0xFFFE);
    }

    /**
     * The text with a replacement character in place of each that is none, and cut where it is too long. For what programs
     * gather, such as names of files: a training must not be lost because of them.
     */
    static String cleaned(String text, int most) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints().map(c -> isNoText(c) ? 0xFFFD : c).forEach(cleaned::appendCodePoint);
        if (cleaned.length() <= most) {
            return cleaned.toString();
        }
        int end = Character.isHighSurrogate(cleaned.charAt(most - 2)) ? most - 2 : most - 1;
        return cleaned.substring(0, end) + "\u2026";
    }

    /** A text of a single line; else as {@link #check}. */
    static String line(String key, String text, int most) {
        check(key, text, most);
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(key + " has several lines, a single one is needed");
        }
        return text;
    }
}
