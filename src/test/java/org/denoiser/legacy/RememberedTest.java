package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.Prefs;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.command.DenoiseCommand;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.ProbeCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final ParameterTable table = ParameterTable.of(ProbeCommand.class);

    @AfterEach
    void forget() {
        table.keys().forEach(key -> Prefs.set("denoiser.probe." + key.name(), (String) null));
    }

    @Test
    void thereAreDefaultsBeforeThereIsAMemory() {
        assertEquals(table.print(Map.of()), Remembered.load(table));
    }

    @Test
    void lastValuesComeBackButForImagesAndOutputs() {
        Map<String, String> texts = new HashMap<>(table.print(Map.of()));
        texts.putAll(Map.of("tile", "64", "title", " ü=[a", "fit", "true", "folder", "/a b/", "model", "/m/x.zip"));
        Map<String, String> expected = new HashMap<>(texts);
        texts.putAll(Map.of("input", "cells", "target", "cells", "output", "/o.tif"));
        Remembered.keep(table, texts);
        assertEquals(expected, Remembered.load(table));
    }

    @Test
    void whichPlanesOfAnImageIsNoMatterOfTheNextOne() {
        ParameterTable denoise = ParameterTable.of(DenoiseCommand.class);
        Map<String, String> texts = new HashMap<>(denoise.print(Map.of()));
        texts.putAll(Map.of("slices", "2-3", "channels", "1", "frames", "4"));
        Remembered.keep(denoise, texts);
        assertEquals(denoise.print(Map.of()), Remembered.load(denoise));
        denoise.keys().forEach(key -> Prefs.set("denoiser.denoise." + key.name(), (String) null));
    }

    @Test
    void valuesThatAreNoLongerAllowedAreDefaults() {
        Map<String, String> texts = new HashMap<>(table.print(Map.of()));
        texts.putAll(Map.of("tile", "8", "act", "jump"));
        Remembered.keep(table, texts);
        assertEquals(table.print(Map.of()), Remembered.load(table));
    }
}
