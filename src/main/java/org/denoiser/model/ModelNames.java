package org.denoiser.model;

import java.util.regex.Pattern;

/**
 * What a model may be called. The name is also its file's name, on every system, and the name in its description, for which
 * bioimage.io allows letters, digits, blanks, underscores, hyphens and parentheses.
 */
public final class ModelNames {
    /** What the file of a model ends with. */
    public static final String SUFFIX = ".zip";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 _()-]{0,62}[A-Za-z0-9_()-])?");
    private static final Pattern DEVICE = Pattern.compile("(?i)con|prn|aux|nul|(com|lpt)[0-9]");
    /** Names shorter than this are not allowed in a description. */
    private static final int SHORTEST_DESCRIBED = 5;

    private ModelNames() {}

    /**
     * Returns the name if it is allowed.
     *
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public static String check(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name=" + name + ": 1 to 64 characters are needed, the first a letter or digit"
                            + " (A to Z, 0 to 9), the others letters, digits, blanks, '_', '-', '(' and ')', no blank at the end");
        }
        if (DEVICE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name=" + name + ": Windows keeps this name for a device, another is needed");
        }
        return name;
    }

    /**
     * The name of a model's file: {@code General.zip} for {@code General}.
     *
     * @throws IllegalArgumentException when the name is not allowed
     */
    public static String fileName(String name) {
        return check(name) + SUFFIX;
    }

    /** The name as a description has it: lengthened where the format wants it longer. */
    static String described(String name) {
        return name.length() < SHORTEST_DESCRIBED ? "Denoiser " + name : name;
    }
}
