package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages made to harm, and files that are something else: each is refused with the sentence that fits. */
class HostilePackageTest {
    @TempDir
    Path folder;

    private static ZipEditor good() {
        return ZipEditor.of(SampleModels.tiny());
    }

    private static String refusal(Path file) {
        IOException e = assertThrows(IOException.class, () -> ModelPackageReader.read(file));
        assertTrue(e.getMessage().startsWith("'" + file + "' "), e.getMessage());
        return e.getMessage().substring(("'" + file + "' ").length());
    }

    private String refusal(ZipEditor editor) throws IOException {
        return refusal(editor.write(folder.resolve("x.zip")));
    }

    @Test
    void whatIsNoPackage() throws IOException {
        assertEquals("cannot be read as a model: there is no such file", refusal(folder.resolve("none.zip")));
        assertEquals(
                "is not a model package: it holds no rdf.yaml", refusal(Files.createDirectory(folder.resolve("d"))));
        assertEquals("is not a model package: it holds no rdf.yaml", refusal(good().remove("rdf.yaml")));
        for (String text : new String[] {"", "PK", "not a zip"}) {
            assertEquals(
                    "is not a model package: it is not a zip file, or only the beginning of one",
                    refusal(Files.writeString(folder.resolve("text.zip"), text)));
        }
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        new ZipOutputStream(empty).close();
        assertEquals(
                "is not a model package: it holds no rdf.yaml",
                refusal(Files.write(folder.resolve("empty.zip"), empty.toByteArray())));
    }

    @Test
    void otherProgramsAndNewerVersions() throws IOException {
        assertEquals(
                "cannot be read as a model: its rdf.yaml describes a model of another program, which can be imported and"
                        + " applied, but nothing else",
                refusal(good().describe(text -> text.replace("  denoiser:", "  other:"))));
        assertEquals(
                "cannot be read as a model: its rdf.yaml has format 3 of a newer Denoiser, and this one reads up to 2; a newer"
                        + " Denoiser is needed",
                refusal(good().describe(text -> text.replace("format: 1\n", "format: 3\n"))));
        assertEquals(
                "cannot be read as a model: its rdf.yaml does not describe a model",
                refusal(good().describe(text -> text.replace("type: model", "type: dataset"))));
    }

    @ParameterizedTest
    @CsvSource({
        "preset: unet, preset: other, preset=other: one of",
        "depth: \"1\", depth: \"7\", depth=7: a whole number from 1 to 6 is needed",
        "depth: \"1\", dept: \"1\", preset unet has no option 'dept'",
        "depth: \"1\", depth: \"2\", the weights",
        "depth: \"1\", depth: 1, to be a mapping of texts",
        "scaling: auto, scaling: car, range=car",
        "trained_on: GRAY8, trained_on: gray, 'trained_on' as 'gray'",
        "timestamp: \"2026, timestamp: \"x2026, time stamp",
        "sigma_min: 5.0, sigma_min: .inf, sigma_min=Infinity",
        "sigma_min: 5.0, sigma_min: five, a mapping of numbers",
        "name: Sample, name: ../Sample, name=../Sample",
        "'  scaling:', '  scalin:', lacks 'config.denoiser.scaling'",
        "format: 1, format: one, a whole number",
        "format: 1, format: -1, which there never was",
        "attachments:, attachment:, lacks 'training.json' among its 'attachments'",
        "inputs:, input:, 'inputs' has 0 entries instead of one",
        "torchscript:, onnx:, lacks 'weights.torchscript'"
    })
    void valuesThatAreNotAllowed(String before, String after, String sentence) throws IOException {
        String message = refusal(good().describe(text -> text.replace(before, after)));
        assertTrue(message.contains(sentence), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "..",
                "/etc/evil",
                "\\\\server\\evil",
                "..\\evil",
                "C:evil",
                "a/..",
                "./../b",
                "a\u0000b",
                ""
            })
    void namesThatLeaveThePackage(String name) throws IOException {
        String message = refusal(good().put(name, new byte[1]));
        assertTrue(message.contains("outside of itself"), message);
        String named = name.replace("\\", "\\\\").replace("\0", "\\0");
        ZipEditor editor = good().describe(text -> text.replace("\"weights.pt\"", "\"" + named + "\""));
        assertTrue(refusal(editor).contains("outside of itself"));
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        for (String file : new String[] {"rdf.yaml", "weights.pt"}) {
            Files.write(unpacked.resolve(file), editor.get(file));
        }
        assertTrue(refusal(unpacked).contains("outside of itself"));
    }

    @ParameterizedTest
    @CsvSource({
        "weights.pt, cannot be called 'weights.pt'",
        "README.md, cannot be called 'README.md'",
        "../curves.png, outside of itself",
        "a/curves.png, cannot be called 'a/curves.png'",
        ".curves.png, cannot be called",
        "curves, cannot be called",
        "Curves_2-b.csv, is there twice",
        "nothing.png, it holds no nothing.png"
    })
    void attachmentsThatAreNotAllowed(String name, String sentence) throws IOException {
        ZipEditor editor = good();
        if (!name.equals("nothing.png") && editor.get(name) == null) {
            editor.put(name, editor.get("curves.png"));
        }
        String digest = editor.get(name) == null ? "none" : Sha256.hex(editor.get(name));
        String message = refusal(editor.describe(text -> text.replace("\"curves.png\"", "\"" + name + "\"")
                .replace(Sha256.hex(good().get("curves.png")), digest)));
        assertTrue(message.contains(sentence), message);
    }

    @Test
    void attachmentsThatAreTooLargeTooManyOrChanged() throws IOException {
        String large = refusal(good().replace("curves.png", new byte[Attachments.MOST_BYTES + 1]));
        assertTrue(large.contains("its curves.png is larger than the"), large);
        String changed = refusal(good().put("curves.png", new byte[9]));
        assertTrue(changed.contains("its curves.png is not the one that"), changed);
        String entry = "- source: \"none.png\"\n  sha256: \"0\"\n";
        String many =
                refusal(good().describe(text -> text.replace("attachments:\n", "attachments:\n" + entry.repeat(20))));
        assertTrue(many.contains("names 22 attachments, at most 16 are read"), many);
        ModelPackage.Builder builder =
                SampleModels.bare(SampleModels.tinyNetwork(), ScalingRule.auto(), PixelType.GRAY8);
        assertThrows(IllegalArgumentException.class, () -> builder.attachment("training.json", new byte[1]));
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.attachment("a.bin", new byte[Attachments.MOST_BYTES + 1]));
        for (int i = 0; i < Attachments.MOST; i++) {
            builder.attachment("a" + i + ".bin", new byte[1]);
        }
        assertThrows(IllegalArgumentException.class, () -> builder.attachment("last.bin", new byte[1]));
    }

    @Test
    void linksThatLeaveAFolder() throws IOException {
        Path outside = Files.write(folder.resolve("outside"), good().get("weights.pt"));
        Path unpacked = Files.createDirectories(folder.resolve("linked"));
        Files.write(unpacked.resolve("rdf.yaml"), good().get("rdf.yaml"));
        try {
            Files.createSymbolicLink(unpacked.resolve("weights.pt"), outside);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Assumptions.abort("SKIPPED: symbolic links cannot be made here: " + e);
        }
        assertTrue(refusal(unpacked).contains("outside of itself"));
    }

    @Test
    void namesThatStandTwice() throws IOException {
        byte[] archive = SampleModels.bytes(SampleModels.tiny());
        // README.md becomes a second rdf.yaml, which Java's writer would refuse to write.
        byte[] renamed = new String(archive, StandardCharsets.ISO_8859_1)
                .replace("README.md", "cover.png")
                .getBytes(StandardCharsets.ISO_8859_1);
        String message = refusal(Files.write(folder.resolve("twice.zip"), renamed));
        assertTrue(message.contains("twice") || message.contains("not a zip file"), message);
    }

    @Test
    void entriesThatAreTooLarge() throws IOException {
        assertTrue(refusal(good().put("rdf.yaml", new byte[(1 << 20) + 1])).contains("rdf.yaml is larger than"));
        assertTrue(
                refusal(good().put("training.json", new byte[(1 << 25) + 1])).contains("training.json is larger than"));
        // 64 MB of zeros for a network of 61 numbers: a few kB in the file.
        Path bomb = good().put("weights.pt", new byte[1 << 26]).write(folder.resolve("bomb.zip"));
        assertTrue(Files.size(bomb) < 1 << 17);
        assertTrue(refusal(bomb).contains("weights.pt is larger than"));
        ZipEditor huge = good().describe(text ->
                text.replace("depth: \"1\"", "depth: \"6\"").replace("filters: \"2\"", "filters: \"512\""));
        assertTrue(refusal(huge).contains("parameters, more than the 100000000 that are allowed"));
    }

    @Test
    void tooManyEntries() throws IOException {
        Path file = folder.resolve("many.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 1001; i++) {
                zip.putNextEntry(new ZipEntry("e" + i));
            }
        }
        assertTrue(refusal(file).contains("it holds 1001 files, at most 1000 are read"));
    }

    @Test
    void archivesWithinTheWeightsThatUnpackToTooMuch() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("network/data/0"));
            zip.write(new byte[1 << 26]);
        }
        String message = refusal(good().replace("weights.pt", bytes.toByteArray()));
        assertTrue(message.contains("weights.pt is damaged: "), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                        + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                        + "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n"
                        + "g: [*f, *f, *f, *f, *f, *f, *f, *f, *f]\n",
                "a: !!javax.script.ScriptEngineManager [x]\n",
                "a: !!java.net.URL [\"http://127.0.0.1/\"]\n",
                "&a a: *a\n*a : b\n",
                "a: b\na: c\n",
                "a: [",
                "a: \"\\q\"",
                "--- a\n--- b\n",
                "- type: model\n",
                "type\n",
                "",
                "a: 0b2\n? [",
                "? {a: [b]} : c\n- d"
            })
    void descriptionsThatAreNoTreeOfTexts(String yaml) throws IOException {
        String message = refusal(good().put("rdf.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        assertTrue(message.contains("its rdf.yaml "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void descriptionsThatAreNestedDeeply(String opening) throws IOException {
        String message =
                refusal(good().put("rdf.yaml", ("a: " + opening.repeat(100_000)).getBytes(StandardCharsets.UTF_8)));
        assertTrue(message.contains("nested more than 50 levels deep") || message.contains("not valid YAML"), message);
    }

    @Test
    void descriptionsWithEndlessNumbersOrBadCharacters() throws IOException {
        String digits = "a: " + "1".repeat(1_000_000);
        assertTrue(refusal(good().put("rdf.yaml", digits.getBytes(StandardCharsets.UTF_8)))
                .contains("without quotes"));
        byte[] notText = {'a', ':', ' ', (byte) 0xff, (byte) 0xfe};
        assertTrue(refusal(good().put("rdf.yaml", notText)).contains("not a text in UTF-8"));
    }
}
