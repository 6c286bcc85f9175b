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
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            boolean lineEnd = character == '\n' || character == '\t';
            // Noncharacters and the byte order mark are text to Java but not to YAML.
            boolean bad = Character.isISOControl(character)
                    || Character.getType(character) == Character.SURROGATE
                    || character == 0xFEFF
                    || (character & 0xFFFE) == 0xFFFE;
            if (bad && !lineEnd) {
                throw new IllegalArgumentException(
                        String.format("%s holds the character U+%04X, which is no text", key, character));
            }
            i += Character.charCount(character);
        }
        return text;
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
