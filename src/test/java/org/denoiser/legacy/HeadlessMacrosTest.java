package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Macros in a Java without a display; one such Java runs them all. */
class HeadlessMacrosTest {
    private static final String CLOSE_ALL = "while (nImages > 0) close();\nrun(\"Clear Results\");\n";
    private static final String NEW_IMAGE = CLOSE_ALL + "newImage(\"a ramp\", \"8-bit ramp\", 32, 16, 1);\n";

    @TempDir
    static Path folder;

    private static final Map<String, String> outputs = new HashMap<>();
    private static String errors;

    static List<Path> shippedMacros() throws IOException {
        try (Stream<Path> files = Files.list(Paths.get("macros"))) {
            return files.filter(file -> file.toString().endsWith(".ijm"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @BeforeAll
    static void runAll() throws IOException {
        List<String> files = new ArrayList<>();
        PluginFolder.copyShipped(folder);
        for (Path shipped : shippedMacros()) {
            if (PluginFolder.hasWhatItNeeds(shipped)) files.add(withEnd(shipped));
        }
        Map<String, String> macros = macros();
        for (Map.Entry<String, String> macro : macros.entrySet()) {
            files.add(Files.writeString(folder.resolve(macro.getKey()), macro.getValue())
                    .toString());
        }
        JavaProcess java = new JavaProcess(folder)
                .with("-Djava.awt.headless=true", "-cp", JavaProcess.classPath(), HeadlessMacros.class.getName())
                .with(files.toArray(new String[0]))
                .run();
        errors = java.err();
        for (String part : java.out().split("BEGIN ")) {
            int line = part.indexOf('\n');
            if (line > 0) outputs.put(part.substring(0, line).trim(), part.substring(line + 1));
        }
    }

    /** A copy that tells when it has come to its end, which one that was ended by an error does not. */
    private static String withEnd(Path macro) throws IOException {
        String text = Files.readString(macro) + "\nprint(\"came to its end\");\n";
        return Files.writeString(folder.resolve(macro.getFileName()), text).toString();
    }

    private static Map<String, String> macros() {
        Map<String, String> macros = new HashMap<>();
        String noise = NEW_IMAGE + "run(\"Add Noise to Image...\", \"OPTIONS\");\nprint(\"went on\");\n";
        macros.put("unknown-key", noise.replace("OPTIONS", "levle=3"));
        macros.put("wrong-number", noise.replace("OPTIONS", "level=many"));
        macros.put("wrong-choice", noise.replace("OPTIONS", "noise=pink"));
        macros.put("open-bracket", noise.replace("OPTIONS", "output=[a b"));
        macros.put("missing-file", noise.replace("OPTIONS", "input=[no such.tif]"));
        macros.put("no-folder", noise.replace("OPTIONS", "output=[" + folder.resolve("unknown-key") + "/x.tif]"));
        macros.put("no-image", CLOSE_ALL + "run(\"Add Noise to Image...\", \"level=3\");\nprint(\"went on\");\n");
        macros.put(
                "sizes",
                NEW_IMAGE + "newImage(\"b\", \"8-bit ramp\", 16, 16, 1);\n"
                        + "run(\"Evaluate Denoising...\", \"target=[a ramp]\");\nprint(\"went on\");\n");
        macros.put(
                "active",
                NEW_IMAGE
                        + "run(\"Add Noise to Image...\", \"level=5\");\n"
                        + "print(getTitle(), getWidth(), getHeight(), bitDepth(), nImages);\n"
                        + "run(\"Add Noise to Image...\", \"level=5 input=[a ramp] type=float\");\n"
                        + "print(getTitle(), bitDepth(), nImages);");
        macros.put("defaults", NEW_IMAGE + "run(\"Add Noise to Image...\");\nprint(getTitle(), nImages);");
        macros.put(
                "variables",
                NEW_IMAGE + "file = \"" + folder + "/dé jà.tif\";\nn = 7;\n"
                        + "run(\"Add Noise to Image...\", \"level=n seed=&n output=[&file] type=float\");\n"
                        + "print(File.exists(file));");
        macros.put(
                "results",
                NEW_IMAGE
                        + "run(\"Evaluate Denoising...\", \"input=[a ramp] target=[a ramp]\");\n"
                        + "print(nResults, getResult(\"SSIM\", 0), getResultString(\"Image\", 1));\n"
                        + "run(\"Evaluate Denoising...\", \"target=[a ramp] fit\");\n"
                        + "print(nResults);");
        String model =
                "model=[" + Paths.get("src/test/resources/golden/unet-1.zip").toAbsolutePath() + "] device=cpu ";
        String hyperstack = CLOSE_ALL + "newImage(\"hyper\", \"16-bit composite-mode ramp\", 40, 30, 2, 3, 2);\n";
        String denoise = "run(\"Denoise Image...\", \"" + model + "OPTIONS\");\n"
                + "getDimensions(w, h, c, z, t);\n"
                + "print(getTitle(), w, h, c, z, t, bitDepth(), is(\"Virtual Stack\"), selectionType());\n";
        macros.put(
                "part",
                hyperstack + "makeOval(5, 5, 20, 10);\n" + denoise.replace("OPTIONS", "slices=2-3 channels=2 frames=1")
                        + "selectImage(\"hyper\");\n" + denoise.replace("OPTIONS", "roi=all type=float"));
        macros.put(
                "disk",
                hyperstack + "file = \"" + folder + "/on disk.tif\";\n"
                        + denoise.replace("OPTIONS", "virtual=yes output=[&file]")
                        + "close();\nselectImage(\"hyper\");\nsaveAs(\"tiff\", \"" + folder
                        + "/saved.tif\");\nclose();\n"
                        + "run(\"TIFF Virtual Stack...\", \"open=[" + folder + "/saved.tif]\");\n"
                        + denoise.replace("OPTIONS", "output=[&file] frames=2"));
        macros.put(
                "no-slice",
                hyperstack + denoise.replace("OPTIONS", "slices=2-4 output=none.tif") + "print(\"went on\");");
        macros.put(
                "stack",
                "newImage(\"s\", \"16-bit ramp\", 20, 10, 3);\n"
                        + "run(\"Add Noise to Image...\", \"noise=poisson level=1000\");\nprint(nSlices, bitDepth());");
        return macros;
    }

    @ParameterizedTest
    @MethodSource("shippedMacros")
    void everyShippedMacroRunsToItsEnd(Path macro) {
        String output = outputs.get(macro.getFileName().toString());
        Assumptions.assumeTrue(output != null, macro + " needs what is not there");
        assertTrue(output.endsWith("came to its end\nEND null\n"), output + errors);
        assertTrue(output.lines().count() > 2, output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-key  | Unknown key 'levle' of 'noise': did you mean 'level'?",
                "wrong-number | level=many: a number of at least 0 is needed",
                "wrong-choice | noise=pink: one of gaussian, poisson, poisson-gaussian, microscope, salt-and-pepper, speckle, masking, blur is needed",
                "open-bracket | output=[a b: the bracket is not closed",
                "missing-file | input=no such.tif: there is no such file, and no open image has this title",
                "no-folder    | unknown-key' is not a folder",
                "no-slice     | slices=2-4: the image 'hyper' has 3 of them",
                "no-image     | input: no image is open; open one or give input=FILE",
                "sizes        | target: 'a ramp' has 32x16 pixels, but 'b' has 16x16 pixels; they must have the same size"
            })
    void anErrorSaysOneSentenceAndEndsTheMacro(String name, String sentence) {
        assertFalse(outputs.get(name).contains("went on"), outputs.get(name));
        assertFalse(outputs.get(name).contains("Exception"), outputs.get(name));
        assertTrue(errors.contains(sentence), errors);
    }

    @Test
    void thereIsOneLineForEachErrorAndNothingElseButProgress() {
        assertEquals(
                10, errors.lines().filter(line -> line.startsWith("Denoiser: ")).count(), errors);
        assertTrue(errors.lines().allMatch(line -> line.matches("Denoiser: .*|[a-z]+: .* \\d+ %.*")), errors);
    }

    @Test
    void aScriptEndsToo() {
        assertEquals("END Macro canceled\n", outputs.get("script"));
    }

    @Test
    void aResultIsTheActiveImageForTheNextLine() {
        assertEquals("a ramp-noisy 32 16 8 2\na ramp-noisy 32 3\nEND null\n", outputs.get("active"));
        assertEquals("a ramp-noisy 2\nEND null\n", outputs.get("defaults"));
        assertEquals("3 16\nEND null\n", outputs.get("stack"));
    }

    @Test
    void aPartOfAHyperstackIsDenoisedInMemoryAndOnDisk() {
        assertEquals(
                List.of("hyper-denoised 40 30 1 2 1 16 0 1", "hyper-denoised 40 30 2 3 2 32 0 1", "END null"),
                withoutReports("part"));
        assertEquals(
                List.of("hyper-denoised 40 30 2 3 2 16 1 -1", "saved-denoised 40 30 2 3 1 16 1 -1", "END null"),
                withoutReports("disk"));
        assertFalse(Files.exists(folder.resolve("none.tif")));
    }

    private static List<String> withoutReports(String macro) {
        return outputs.get(macro)
                .lines()
                .filter(line -> line.startsWith("END") || line.contains("-denoised "))
                .collect(Collectors.toList());
    }

    @Test
    void macroVariablesAreValues() {
        assertEquals("1\nEND null\n", outputs.get("variables"));
        ImagePlus written = IJ.openImage(folder.resolve("dé jà.tif").toString());
        assertEquals(32, written.getBitDepth());
    }

    @Test
    void measuresAreInTheResultsTableAndStayThere() {
        assertEquals("2 1 mean\n4\nEND null\n", outputs.get("results"));
    }
}
