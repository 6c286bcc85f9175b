package org.denoiser.legacy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The options text of ImageJ's {@code run("Label...", "options")}: {@code key=value} pairs and bare keys (flags) between blanks.
 * A value is
 *
 * <ul>
 *   <li>bare up to the next blank, backslashes as they stand: {@code C:\data\a.tif},
 *   <li>{@code [in brackets]}, which may nest,
 *   <li>{@code 'in single quotes'},
 *   <li>{@code "in double quotes"} with the escapes {@code \\}, {@code \"} and {@code \}{@code uXXXX}: the project's own form for what
 *       the others cannot hold, above all letters beyond ASCII, because ImageJ reads macro files as ISO 8859-1,
 *   <li>a macro variable, {@code &name}, bare or in brackets, if the macro has one of that name.
 * </ul>
 *
 * {@link #print} writes what {@link #parse} reads back unchanged.
 */
final class MacroOptions {
    private static final Pattern VARIABLE = Pattern.compile("&[A-Za-z_][A-Za-z0-9_]*");

    private final String text;
    private final UnaryOperator<String> variables;
    private int at;

    private MacroOptions(String text, UnaryOperator<String> variables) {
        this.text = text;
        this.variables = variables;
    }

    /**
     * Reads an options text.
     *
     * @param variables the value of a macro variable, or null if there is none of that name
     * @return key to text, in the order of the options; a bare key is {@code true}
     * @throws IllegalArgumentException with one sentence, if a key comes twice or a bracket is left open
     */
    static Map<String, String> parse(String options, UnaryOperator<String> variables) {
        return new MacroOptions(options, variables).parse();
    }

    private Map<String, String> parse() {
        Map<String, String> texts = new LinkedHashMap<>();
        while (skipBlanks()) {
            String key = readKey();
            String value = "true";
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                value = readValue(key);
            }
            if (texts.put(key, value) != null) throw new IllegalArgumentException(key + ": the key is given twice");
        }
        return texts;
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        return at < text.length();
    }

    private String readKey() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) at++;
        if (at == start)
            throw new IllegalArgumentException(
                    "A key is missing before '" + text.substring(at).trim() + "'");
        return text.substring(start, at);
    }

    private String readValue(String key) {
        char first = at < text.length() ? text.charAt(at) : ' ';
        if (first == '[') return variable(readTo(key, closingBracket(), "bracket"));
        if (first == '\'') return readTo(key, text.indexOf('\'', at + 1), "quote");
        if (first == '"') return unescape(readTo(key, closingQuote(), "quote"));
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) at++;
        return variable(text.substring(start, at));
    }

    private String readTo(String key, int end, String what) {
        if (end < 0)
            throw new IllegalArgumentException(
                    key + "=" + text.substring(at).trim() + ": the " + what + " is not closed");
        String value = text.substring(at + 1, end);
        at = end + 1;
        if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            throw new IllegalArgumentException(key + ": a blank is needed after the closing " + what);
        }
        return value;
    }

    private int closingBracket() {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            if (text.charAt(i) == '[') depth++;
            if (text.charAt(i) == ']') depth--;
            if (depth == 0) return i;
        }
        return -1;
    }

    private int closingQuote() {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') i++;
            else if (text.charAt(i) == '"') return i;
        }
        return -1;
    }

    private String variable(String value) {
        if (!VARIABLE.matcher(value).matches()) return value;
        String held = variables.apply(value.substring(1));
        return held == null ? value : held;
    }

    private static String unescape(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\' || i + 1 == value.length()) {
                out.append(c);
            } else if (value.charAt(i + 1) == 'u' && value.substring(i + 2).matches("(?s)[0-9a-fA-F]{4}.*")) {
                out.append((char) Integer.parseInt(value.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                out.append(value.charAt(++i));
            }
        }
        return out.toString();
    }

    /** Writes texts as an options text, each key with its value in the plainest form that holds it. */
    static String print(Map<String, String> texts) {
        StringBuilder out = new StringBuilder();
        texts.forEach((key, value) -> {
            if (out.length() > 0) out.append(' ');
            out.append(key).append('=').append(quote(value));
        });
        return out.toString();
    }

    private static String quote(String value) {
        boolean plain = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!plain || VARIABLE.matcher(value).matches()) return escape(value);
        boolean bare = !value.isEmpty() && value.indexOf(' ') < 0 && "['\"".indexOf(value.charAt(0)) < 0;
        if (bare) return value;
        return isBalanced(value) ? "[" + value + "]" : escape(value);
    }

    private static boolean isBalanced(String value) {
        int depth = 0;
        for (char c : value.toCharArray()) {
            if (c == '[') depth++;
            if (c == ']' && --depth < 0) return false;
        }
        return depth == 0;
    }

    private static String escape(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c < ' ' || c > '~') out.append(String.format("\\u%04x", (int) c));
            else if (c == '"' || c == '\\') out.append('\\').append(c);
            else out.append(c);
        }
        return out.append('"').toString();
    }
}
