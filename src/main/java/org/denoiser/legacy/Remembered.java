package org.denoiser.legacy;

import ij.Prefs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;

/**
 * The last values of a command's dialog, kept in ImageJ's preferences. What belongs to one image is not kept, nor files to write: the
 * next run is about others, of which planes would be left out unseen, and a remembered output would be overwritten.
 */
final class Remembered {
    private Remembered() {}

    /** Every key with the text it had last, or with its default if it had none or one that is no longer allowed. */
    static Map<String, String> load(ParameterTable table) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Key key : table.keys()) {
            String text = key.isFresh() ? null : Prefs.get(preference(table, key), null);
            boolean usable = text != null && isAllowed(key, text);
            texts.put(key.name(), usable ? text : key.print(key.defaultValue()));
        }
        return texts;
    }

    /** Whether there is a value of a key from an earlier dialog. */
    static boolean has(ParameterTable table, String key) {
        return Prefs.get(preference(table, table.key(key)), null) != null;
    }

    private static boolean isAllowed(Key key, String text) {
        try {
            key.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Keeps the texts until ImageJ ends; of a key that has none, what was kept is forgotten. */
    static void keep(ParameterTable table, Map<String, String> texts) {
        for (Key key : table.keys()) {
            if (!key.isFresh()) Prefs.set(preference(table, key), texts.get(key.name()));
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
