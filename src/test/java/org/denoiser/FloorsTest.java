package org.denoiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of the project: imports point down only, and files and methods stay short. */
class FloorsTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void sourcesKeepToTheirFloors() throws IOException {
        List<String> violations = new ArrayList<>();
        for (Path file : sources()) {
            String name = SOURCES.relativize(file).toString().replace('\\', '/');
            violations.addAll(Floors.violations(name, Files.readString(file)));
        }
        assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
    }

    @Test
    void everyFloorHasSources() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (Path file : sources()) {
            packages.add(SOURCES.relativize(file).getName(2).toString());
        }
        assertEquals(new TreeSet<>(Floors.TABLE.keySet()), packages);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "train, org.denoiser.predict.Denoiser, train may not use predict",
        "predict, org.denoiser.train.Trainer, predict may not use train",
        "predict, org.denoiser.command.Denoise, predict may not use command",
        "command, org.denoiser.legacy.Shell, command may not use legacy",
        "legacy, org.denoiser.predict.Denoiser, legacy may not use predict",
        "architecture, org.denoiser.network.Precision, architecture may not use network",
        "architecture, org.denoiser.image.Plane, architecture may not use image",
        "tile, org.denoiser.image.Plane, tile may not use image",
        "patch, org.denoiser.model.ModelPackage, patch may not use model",
        "network, org.denoiser.patch.Sampler, network may not use patch",
        "predict, ai.djl.Device, predict may not use ai.djl",
        "model, org.scijava.Context, model may not use org.scijava",
        "predict, ij.IJ, predict may not use ij",
        "train, ij.ImagePlus, train may not use ij",
        "network, net.imglib2.Interval, network may not use net.imglib2",
        "train, com.sun.jna.Library, train may not use com.sun.jna",
        "predict, javax.swing.JFrame, predict may not use javax.swing",
        "predict, java.awt.Rectangle, predict may not use java.awt",
        "image, java.awt.Frame, image may not use java.awt",
        "model, java.awt.event.ActionListener, model may not use java.awt",
        "architecture, com.google.gson.Gson, architecture is pure Java",
    })
    void importThatPointsUpIsFound(String home, String name, String expected) {
        String imported = "package org.denoiser." + home + ";\nimport " + name + ";\nclass A {}\n";
        assertFinds(expected, home, imported, 2);
        int dot = name.lastIndexOf('.');
        String statically = "package org.denoiser." + home + ";\nimport static " + name + ".of;\nclass A {}\n";
        assertFinds(expected, home, statically, 2);
        String all = "package org.denoiser." + home + ";\n\nimport " + name.substring(0, dot) + ".*;\nclass A {}\n";
        assertFinds(expected, home, all, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A extends org.denoiser.train.Trainer {}",
                "class A { org.denoiser.train.Trainer field; }",
                "class A { Object field = org.denoiser.train.Trainer.of(3).start(); }",
                "class A { void run() throws org.denoiser.train.Failure {} }",
                "class A { java.util.List<org.denoiser.train.Trainer> all = java.util.List.of(); }",
                "@org.denoiser.train.Marked class A {}",
                "class A { Runnable r = () -> { class B { Object o = (org.denoiser.train.Trainer) null; } }; }",
            })
    void nameInFullIsFoundAnywhere(String code) {
        assertFinds("predict may not use train", "predict", "package org.denoiser.predict;\n" + code + "\n", 2);
    }

    @ParameterizedTest
    @CsvSource({
        "legacy, org.denoiser.command.Denoise",
        "legacy, javax.swing.JFrame",
        "command, org.denoiser.predict.Denoiser",
        "command, org.denoiser.metric.Psnr",
        "train, org.denoiser.network.TrainingNetwork",
        "train, org.denoiser.train.Trainer",
        "network, ai.djl.Device",
        "image, ij.ImagePlus",
        "image, ij.process.ImageProcessor",
        "predict, ij.ImagePlus",
        "image, java.awt.image.ColorModel",
        "image, java.awt.Rectangle",
        "model, java.awt.image.BufferedImage",
        "architecture, org.denoiser.torchscript.Tensor",
        "architecture, java.util.List",
    })
    void importThatPointsDownPasses(String home, String name) {
        String source = "package org.denoiser." + home + ";\nimport " + name + ";\nclass A { " + name + " field; }\n";
        assertEquals(List.of(), Floors.violations("org/denoiser/" + home + "/A.java", source));
    }

    @Test
    void namesInTextsAndCommentsAreNoUses() {
        String source = "package org.denoiser.tile;\n/** As org.denoiser.train.Trainer. */\nclass A {\n"
                + "    // import ai.djl.Device; System.exit(1)\n    String text = \"javax.swing.JFrame\";\n}\n";
        assertEquals(List.of(), Floors.violations("org/denoiser/tile/A.java", source));
    }

    @ParameterizedTest
    @CsvSource({
        "System.exit(1), ends the virtual machine",
        "java.lang.System.exit(1), ends the virtual machine",
        "Runtime.getRuntime().halt(1), ends the virtual machine",
        "new Exception().printStackTrace(), printStackTrace",
        "e.printStackTrace(), printStackTrace",
    })
    void forbiddenCallIsFound(String call, String expected) {
        String source = "package org.denoiser.legacy;\nclass A {\n    void run(Exception e) {\n        " + call
                + ";\n    }\n}\n";
        assertFinds(expected, "legacy", source, 4);
    }

    @Test
    void shellEntryAloneMayExit() {
        String source = "package org.denoiser.legacy;\nclass Shell { void run() { System.exit(1); } }\n";
        assertEquals(List.of(), Floors.violations("org/denoiser/legacy/Shell.java", source));
        String elsewhere = source.replace("legacy", "command");
        assertEquals(
                1,
                Floors.violations("org/denoiser/command/Shell.java", elsewhere).size());
    }

    @Test
    void methodsAreMeasuredWithoutTheirComments() {
        String statements = "        count++;\n".repeat(Floors.LONGEST_METHOD - 2);
        String head =
                "package org.denoiser.tile;\nclass A {\n    int count;\n    /** One.\n     * Two. */\n    void run() {\n";
        assertEquals(List.of(), Floors.violations("A.java", head + statements + "    }\n}\n"));
        assertFinds("method run has 41 lines", "tile", head + statements + "        count++;\n    }\n}\n", 6);
        String nested = "package org.denoiser.tile;\nclass A {\n    Runnable run = new Runnable() {\n"
                + "        public void run() {\n" + "            count++;\n".repeat(Floors.LONGEST_METHOD)
                + "        }\n    };\n}\n";
        assertFinds("method run has 42 lines", "tile", nested, 4);
    }

    @Test
    void filesAreMeasured() {
        String head = "package org.denoiser.tile;\nclass A {\n";
        String fields = "    // a line\n".repeat(Floors.LONGEST_FILE - 3);
        assertEquals(List.of(), Floors.violations("A.java", head + fields + "}\n"));
        assertFinds("the file has 401 lines", "tile", head + fields + "\n}\n", 1);
    }

    @Test
    void packageWithoutFloorIsFound() {
        assertFinds("stands on no floor", "util", "package org.denoiser.util;\nclass A {}\n", 1);
        assertFinds("stands on no floor", "", "class A {}\n", 1);
    }

    @Test
    void sourceThatIsNotJavaIsFound() {
        assertFinds("", "tile", "package org.denoiser.tile;\nclass A { int }\n", 2);
    }

    private static void assertFinds(String expected, String home, String source, int line) {
        String file = "org/denoiser/" + home + "/A.java";
        List<String> violations = Floors.violations(file, source);
        assertTrue(
                violations.stream()
                        .anyMatch(found -> found.startsWith(file + ":" + line + ": ") && found.contains(expected)),
                () -> "'" + expected + "' in line " + line + " is not among " + violations + " of\n" + source);
    }
}
