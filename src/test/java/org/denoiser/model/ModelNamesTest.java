package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "General", "My model (2)", "0-5_b", "CONfocal", "com10", "x)"})
    void allowed(String name) {
        assertEquals(name, ModelNames.check(name));
        assertEquals(
                name + ".zip", Path.of(ModelNames.fileName(name)).getFileName().toString());
        String described = ModelNames.described(name);
        assertTrue(described.endsWith(name) && described.length() >= 5, described);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a ", " a", "-a", "(a)", ".", "..", "a.b", "a/b", "a\\b", "a:b", "a\nb", "a\0", "ä", "con",
                "AUX", "Com1", "lpt9", "a*", "\"a\"", "~"
            })
    void refused(String name) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ModelNames.check(name));
        assertTrue(e.getMessage().startsWith("name=" + name + ": "), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ModelNames.fileName(name));
    }

    @Test
    void lengths() {
        assertEquals(64, ModelNames.check("a".repeat(64)).length());
        assertThrows(IllegalArgumentException.class, () -> ModelNames.check("a".repeat(65)));
    }
}
