package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.model.StoredWeights;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class ModelsCommandTest {
    private static final String PROPERTY = "denoiser.models";
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private static Context context;

    @TempDir
    Path folder;

    private Path models;
    private String before;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    @BeforeEach
    void ownModels() throws IOException {
        before = System.getProperty(PROPERTY);
        models = Files.createDirectory(folder.resolve("models"));
        System.setProperty(PROPERTY, models.toString());
        Files.copy(GOLDEN.resolve("unet-1.zip"), models.resolve("First.zip"));
        Files.copy(GOLDEN.resolve("conv-pool-1.zip"), models.resolve("Second one.zip"));
    }

    @AfterEach
    void restore() {
        if (before == null) System.clearProperty(PROPERTY);
        else System.setProperty(PROPERTY, before);
    }

    private static Map<String, Object> run(String... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) inputs.put(pairs[i], pairs[i + 1]);
        return new CommandRunner(context).run(ModelsCommand.class, inputs, Progress.NONE);
    }

    private static List<String> list(String... pairs) {
        return ((String) run(pairs).get("report")).lines().collect(Collectors.toList());
    }

    private static String refusal(String... pairs) {
        return assertThrows(RuntimeException.class, () -> run(pairs)).getMessage();
    }

    private Map<Path, byte[]> files() throws IOException {
        Map<Path, byte[]> files = new HashMap<>();
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(paths::add);
        }
        for (Path path : paths) files.put(path, Files.readAllBytes(path));
        return files;
    }

    private void assertSame(Map<Path, byte[]> expected) throws IOException {
        Map<Path, byte[]> found = files();
        assertEquals(expected.keySet(), found.keySet());
        for (Path file : expected.keySet()) assertArrayEquals(expected.get(file), found.get(file), file.toString());
    }

    @Test
    void theListHasALineForEachModelWithItsFacts() throws IOException {
        Map<Path, byte[]> files = files();
        List<String> lines = list();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).matches("Name +Size +Date +Network +Parameters +Noise +File"), lines.get(0));
        ModelPackage model = ModelPackageReader.read(models.resolve("First.zip"));
        assertTrue(lines.get(1).startsWith("First "), lines.get(1));
        assertTrue(lines.get(1).contains("  unet  "), lines.get(1));
        assertTrue(lines.get(1).contains(model.noise().words().substring(0, 10)), lines.get(1));
        assertTrue(lines.get(1).matches(".* MB +\\d{4}-\\d\\d-\\d\\d .*"), lines.get(1));
        assertTrue(lines.get(1).endsWith(models.resolve("First.zip").toString()), lines.get(1));
        assertTrue(lines.get(2).startsWith("Second one "), lines.get(2));
        assertEquals(lines.get(0).indexOf("File"), lines.get(1).indexOf(models.toString()));
        assertEquals(
                List.of(lines.get(2).split(" +")),
                List.of(list("model", "Second one").get(1).split(" +")));
        assertSame(files);
    }

    @Test
    void aDamagedPackageHasItsLineToo() throws IOException {
        Files.write(models.resolve("Bad.zip"), new byte[100]);
        List<String> lines = list();
        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.get(1).matches("Bad .* cannot be read .*Bad.zip' .*"), lines.get(1));
    }

    @Test
    void anEmptyFolderIsToldAsSuch() throws IOException {
        Path other = folder.resolve("other");
        System.setProperty(PROPERTY, other.toString());
        assertEquals(List.of("No models are installed. New ones go to " + other), list());
        assertTrue(refusal("action", "delete", "model", "First").contains("no models are installed"));
        assertFalse(Files.exists(other));
    }

    @Test
    void aRenamedModelIsTheSameUnderAnotherName() throws IOException {
        ModelPackage old = ModelPackageReader.read(models.resolve("First.zip"));
        String report = (String)
                run("action", "rename", "model", "First", "output", "Best (2)").get("report");
        Path file = models.resolve("Best (2).zip");
        assertTrue(report.contains("First") && report.endsWith(file.toString()), report);
        assertEquals(List.of("Best (2)", "Second one"), ModelFolders.names());
        assertEquals("Best (2)", ModelPackageReader.read(file).name());
        run("action", "rename", "model", "Best (2)", "output", old.name());
        Path again = Files.createDirectory(folder.resolve("again")).resolve("a.zip");
        ModelPackageWriter.write(old, again);
        assertArrayEquals(Files.readAllBytes(again), Files.readAllBytes(models.resolve(old.name() + ".zip")));
    }

    static List<Path> golden() throws IOException {
        List<Path> own = new ArrayList<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.sorted().collect(Collectors.toList())) {
                // one is of a format yet to come
                boolean first = file.toString().endsWith("-1.zip");
                if (first && !ForeignModelReader.isForeign(file)) own.add(file);
            }
        }
        return own;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void nothingIsLostByAName(Path golden) throws IOException {
        ModelPackage read = ModelPackageReader.read(golden);
        assertKept(read);
        assertKept(StoredWeights.in(TensorType.FLOAT16, read).build());
    }

    private void assertKept(ModelPackage model) throws IOException {
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");
        ModelPackageWriter.write(model, first);
        ModelPackageWriter.write(RenamedModel.named(RenamedModel.named(model, "Between"), model.name()), second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void aModelIsImportedUnderAnotherName() throws IOException {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("input", GOLDEN.resolve("unet-1.zip").toString());
        inputs.put("name", "Third");
        new CommandRunner(context).run(ImportCommand.class, inputs, Progress.NONE);
        assertEquals(
                "Third", ModelPackageReader.read(models.resolve("Third.zip")).name());
    }

    @Test
    void aDeletedModelIsGoneAndNothingElseIs() throws IOException {
        Map<Path, byte[]> files = files();
        files.remove(models.resolve("First.zip"));
        run("action", "delete", "model", "First");
        assertSame(files);
        assertEquals(List.of("Second one"), ModelFolders.names());
    }

    @Test
    void onlyPackagesAreDeletedOrRenamed() throws IOException {
        Files.write(
                models.resolve("pictures.zip"),
                new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        Files.createDirectory(models.resolve("folder.zip"));
        Files.write(models.resolve("folder.zip/rdf.yaml"), new byte[3]);
        Map<Path, byte[]> files = files();
        for (String name : List.of("pictures", "folder")) {
            refusal("action", "delete", "model", name);
            refusal("action", "rename", "model", name, "output", "x");
        }
        assertSame(files);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete |            |          | model=: one of the installed models is needed: First, Second one",
                "delete | Firts      |          | model=Firts: one of the installed models is needed",
                "delete | OUTSIDE    |          | one of the installed models is needed",
                "delete | ../out     |          | one of the installed models is needed",
                "rename | OUTSIDE    | Third    | one of the installed models is needed",
                "delete | First      | Third    | output=Third: only action=rename gives a new name",
                "rename | First      | Second one | output=Second one: a model of this name is installed",
                "rename | First      | second ONE | output=second ONE: a model of this name is installed",
                "rename | First      | First    | output=First: a model of this name is installed",
                "rename | First      |          | output=: 1 to 64 characters are needed",
                "rename | First      | ../First2 | output=../First2: 1 to 64 characters are needed",
                "rename | First      | aux      | output=aux: Windows keeps this name",
                "list   | Third      |          | model=Third: one of the installed models is needed",
                "remove | First      |          | action=remove: one of list, rename, delete, folder is needed"
            })
    void whatIsWrongIsRefusedAndNothingChanges(String action, String model, String output, String sentence)
            throws IOException {
        Path outside = Files.copy(GOLDEN.resolve("unet-1.zip"), folder.resolve("out.zip"));
        Map<Path, byte[]> files = files();
        String named = model == null ? "" : model.replace("OUTSIDE", outside.toString());
        String message = refusal("action", action, "model", named, "output", output == null ? "" : output);
        assertTrue(message.contains(sentence), message);
        assertSame(files);
    }

    @Test
    void theFolderIsToldAndMadeWhereItIsMissing() {
        Map<String, Object> outputs = run("action", "folder");
        assertNull(outputs.get("report"));
        assertEquals(models.toFile(), outputs.get("folder"));
        assertEquals(models.toFile(), run("action", "folder", "model", "First").get("folder"));
        System.setProperty(PROPERTY, folder.resolve("new").toString());
        assertTrue(((File) run("action", "folder").get("folder")).isDirectory());
    }

    @Test
    void aUserIsAskedOnlyBeforeAnInstalledModelIsDeleted() {
        String question = ModelsCommand.question(Map.of("action", "delete", "model", "First"));
        assertTrue(
                question.contains("'First'")
                        && question.contains(models.resolve("First.zip").toString()),
                question);
        assertNull(ModelsCommand.question(Map.of("action", "delete", "model", "Third")));
        assertNull(ModelsCommand.question(Map.of("action", "rename", "model", "First")));
    }
}
