package org.denoiser.legacy;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines, for dialogs and terminals that do not. */
final class Wrap {
    private Wrap() {}

    /** The lines of a text, broken at blanks; a longer word stands on a line of its own. At least one line. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.trim().split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) line.append(' ');
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The lines joined for ImageJ's message labels. */
    static String message(String text) {
        return message(text, 70);
    }

    /** The same for dialogs of another width. */
    static String message(String text, int width) {
        return String.join("\n", lines(text, width));
    }
}
