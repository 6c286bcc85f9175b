package org.denoiser.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of several {@code key=value} in one text: {@code preset=unet; input=/my images; rate=0.001}. Keys are separated by
 * blanks, line ends or semicolons. A value goes on to the next such separator that a {@code word=} follows, so that it may hold
 * blanks, semicolons and commas; one that holds such a word itself stands in {@code "double"} or {@code 'single'} quotes or in
 * {@code [brackets]}, which may nest. Stateless.
 */
final class Assignments {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s;]*");
    private static final Pattern KEY = Pattern.compile("([a-z][a-z0-9]*)\\s*=(?:\\s*(?=[\"'\\[]))?");
    private static final Pattern NEXT = Pattern.compile("[\\s;]+[a-z][a-z0-9]*\\s*=|[\\s;]*\\z");

    private Assignments() {}

    /**
     * Reads a text.
     *
     * @param name that of the key whose value the text is, for errors
     * @return key to value in the order of the text; values may be empty
     * @throws IllegalArgumentException if it is not of this grammar, or if a key comes twice
     */
    static Map<String, String> parse(String name, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher separators = SEPARATORS.matcher(text);
        Matcher key = KEY.matcher(text);
        int at = 0;
        while (separators.find(at) && separators.end() < text.length()) {
            at = separators.end();
            if (!key.find(at) || key.start() != at) {
                throw new IllegalArgumentException(
                        name + ": key=value is needed where there is '" + text.substring(at) + "'");
            }
            int end = valueEnd(name, key.group(1), text, key.end());
            String value = text.substring(key.end(), end);
            if (values.put(key.group(1), unquoted(value)) != null) {
                throw new IllegalArgumentException(name + ": the key " + key.group(1) + " is given twice");
            }
            at = end;
        }
        return values;
    }

    private static int valueEnd(String name, String key, String text, int start) {
        int end = start < text.length() ? closing(text, start) : start;
        if (end == 0) {
            throw new IllegalArgumentException(name + ": the quote or bracket of " + key + " is not closed");
        }
        if (end > start) return end;
        Matcher next = NEXT.matcher(text);
        return next.find(start) ? next.start() : text.length();
    }

    /** Where a quoted value ends; its start if it is not quoted, 0 if the end is missing. */
    private static int closing(String text, int start) {
        char first = text.charAt(start);
        if (first == '"' || first == '\'') return text.indexOf(first, start + 1) + 1;
        if (first != '[') return start;
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '[') depth++;
            if (text.charAt(i) == ']') depth--;
            if (depth == 0) return i + 1;
        }
        return 0;
    }

    private static String unquoted(String value) {
        boolean quoted = !value.isEmpty() && "\"'[".indexOf(value.charAt(0)) >= 0;
        return quoted ? value.substring(1, value.length() - 1) : value.strip();
    }
}
