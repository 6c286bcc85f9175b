package org.denoiser.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Files that a package carries along for people to look at, such as a picture of the training's curves; Denoiser itself needs none of
 * them. Up to {@value #MOST} files of up to {@value #MOST_BYTES} bytes. Not thread-safe while they are added.
 */
final class Attachments {
    static final int MOST = 16;
    static final int MOST_BYTES = 1 << 22;

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,59}[.][a-z0-9]{1,8}";
    private static final Set<String> TAKEN = Set.of(
            EntryNames.DESCRIPTION,
            EntryNames.CARD.toLowerCase(Locale.ROOT),
            EntryNames.COVER,
            EntryNames.WEIGHTS,
            EntryNames.TEST_INPUT,
            EntryNames.TEST_OUTPUT,
            EntryNames.TRAINING);

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    Attachments() {}

    Attachments(Attachments other) {
        contents.putAll(other.contents);
    }

    /** @throws IllegalArgumentException with a sentence, for a name or content that a package cannot have */
    void add(String name, byte[] content) {
        checkName(name);
        if (contents.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new IllegalArgumentException("the attachment '" + name + "' is there twice");
        }
        if (contents.size() >= MOST) {
            throw new IllegalArgumentException("a model can have at most " + MOST + " attachments");
        }
        if (content.length > MOST_BYTES) {
            throw new IllegalArgumentException("the attachment '" + name + "' has " + content.length
                    + " bytes, more than the " + MOST_BYTES + " that it can have");
        }
        contents.put(name, content.clone());
    }

    /** @throws IllegalArgumentException unless a file of this name can be beside those that each package has, on every system */
    static void checkName(String name) {
        if (!name.matches(NAME) || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("an attachment cannot be called '" + name.replaceAll("\\p{Cntrl}", "?")
                    + "': letters, digits, '_' and '-', a dot and an ending are needed, and no file that each"
                    + " package has");
        }
    }

    List<String> names() {
        return Collections.unmodifiableList(new ArrayList<>(contents.keySet()));
    }

    /** A copy of the content; null if there is none of that name. */
    byte[] content(String name) {
        byte[] content = contents.get(name);
        return content == null ? null : content.clone();
    }
}
