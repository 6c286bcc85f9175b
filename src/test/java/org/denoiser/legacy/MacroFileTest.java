package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Macros run by the shell's word {@code macro}. */
class MacroFileTest {
    @TempDir
    Path folder;

    private JavaProcess shell(String... words) {
        return new JavaProcess(folder)
                .with("-cp", JavaProcess.classPath(), Shell.class.getName())
                .with(words)
                .run();
    }

    private String macro(String text) throws IOException {
        return Files.writeString(folder.resolve("a macro.ijm"), text).toString();
    }

    @Test
    void aMacroRunsWithItsArgumentAndImageJsOwnCommands() throws IOException {
        JavaProcess java = shell(
                "macro",
                macro(
                        "newImage(\"a\", \"8-bit ramp\", 32, 16, 1); run(\"Invert\"); run(\"Gaussian Blur...\", \"sigma=2\");\n"
                                + "run(\"Add Noise to Image...\", \"level=4\"); print(getTitle() + \" \" + getArgument());"),
                "one two");
        assertEquals("", java.err());
        assertEquals("a-noisy one two\n", java.out());
        assertEquals(0, java.status());
    }

    @Test
    void typesAreConverted() throws IOException {
        StringBuilder text = new StringBuilder("newImage(\"a\", \"8-bit ramp\", 32, 16, 1);\n");
        for (String type : List.of("16-bit", "32-bit", "8-bit", "RGB Color")) {
            text.append("run(\"" + type + "\"); print(bitDepth());\n");
        }
        JavaProcess java = shell("macro", macro(text.toString()));
        assertEquals("", java.err());
        assertEquals("16\n32\n8\n24\n", java.out());
        assertEquals(0, java.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run('Add Noise to Image...', 'levle=4'); | Unknown key 'levle' of 'noise'",
                "newImage('a', '8-bit', 9, 9, 1); run('Add Noise to Image...', 'level=x'); | level=x: a number",
                "exit('enough'); | enough",
                "newImage('a', '8-bit', 9, 9, 1); run('Add Noise to Image...', 'levle=4'); | line 1: ended",
                "newImage('a', '8-bit', 9, 9, 2); run('Duplicate...', 'title=b duplicate'); | Duplicate... opens a window, which needs a",
                "newImage('a', '8-bit', 9, 9, 2); run('Duplicate...', 'title=b duplicate'); | line 1: ended",
                "newImage('a', '8-bit', 9, 9, 2); run('Split Channels'); | line 1: Multichannel image required",
                "run('Invert'); | a macro.ijm, line 1: There are ",
                "newImage('a', '8-bit', 9, 9, 2); run('Rotate... ', 'angle=15'); | Rotate... : java.lang.Null",
                "print('a'); b = c + 1; | a macro.ijm, line 1: Undefined variable",
                "function f(a) { return a[3]; } f(newArray(2)); | line 1: Index (3) out of 0-1 range",
                "run('No Such Command'); | line 1: Unrecognized command: \"No Such Command\"",
                "print('a' | line 1: ')' expected"
            })
    void anErrorIsToldAndGivesTheStatusOne(String text, String sentence) throws IOException {
        JavaProcess java = shell("macro", macro(text.replace('\'', '"') + " print(\"went on\");"));
        assertTrue((java.err() + java.out()).contains(sentence), java.err() + java.out());
        boolean isImageJs = text.contains("No Such Command") || text.contains("Rotate");
        assertTrue(isImageJs || !(java.err() + java.out()).contains("Exception"), java.err() + java.out());
        assertTrue(!(java.err() + java.out()).contains("    at "), java.err() + java.out());
        assertTrue(!java.out().contains("went on"), java.out());
        assertEquals(Shell.FAILED, java.status());
    }

    @Test
    void whatIsNoMacroIsRefused() {
        JavaProcess java = shell("macro", "none.ijm");
        assertEquals("macro none.ijm: there is no such file\n", java.err());
        assertEquals(Shell.MISUSED, java.status());
        assertEquals(Shell.MISUSED, shell("macro").status());
        assertEquals(Shell.MISUSED, shell("macro", "a", "b", "c").status());
    }
}
