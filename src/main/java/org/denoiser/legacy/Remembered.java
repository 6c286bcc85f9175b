package org.denoiser.legacy;

import ij.Prefs;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;

/**
 * The last values of a command's dialog, kept in ImageJ's preferences. Images and files to write are not kept: the next run is
 * about other ones, and a remembered output would be overwritten. Nor are the planes of an image, which the next one may not have.
 */
final class Remembered {
    private static final Set<Key.Kind> FORGOTTEN = EnumSet.of(Key.Kind.IMAGE, Key.Kind.SAVE);

    private static final Set<String> OF_ONE_IMAGE = Set.of("slices", "channels", "frames");

    private Remembered() {}

    private static boolean isForgotten(Key key) {
        return FORGOTTEN.contains(key.kind()) || (key.kind() == Key.Kind.TEXT && OF_ONE_IMAGE.contains(key.name()));
    }

    /** Every key with the text it had last, or with its default if it had none or one that is no longer allowed. */
    static Map<String, String> load(ParameterTable table) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Key key : table.keys()) {
            String text = isForgotten(key) ? null : Prefs.get(preference(table, key), null);
            boolean usable = text != null && isAllowed(key, text);
            texts.put(key.name(), usable ? text : key.print(key.defaultValue()));
        }
        return texts;
    }

    private static boolean isAllowed(Key key, String text) {
        try {
            key.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Keeps the texts until ImageJ ends. */
    static void keep(ParameterTable table, Map<String, String> texts) {
        for (Key key : table.keys()) {
            if (!isForgotten(key)) Prefs.set(preference(table, key), texts.get(key.name()));
        }
    }

    /** Keeps the texts for the next ImageJ too. */
    static void save(ParameterTable table, Map<String, String> texts) {
        keep(table, texts);
        Prefs.savePreferences();
    }

    private static String preference(ParameterTable table, Key key) {
        return "denoiser." + table.name() + "." + key.name();
    }
}
