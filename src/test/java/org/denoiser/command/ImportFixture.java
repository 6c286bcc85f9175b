package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.model.ForeignPackages;
import org.denoiser.model.Npy;
import org.denoiser.model.Sha256;
import org.denoiser.torchscript.ArchiveWriter;
import org.denoiser.torchscript.ScriptModule;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** A folder of models of its own for each test of {@code import}, and packages that other programs might have made. */
abstract class ImportFixture {
    private static final String PROPERTY = "denoiser.models";

    /** The body of a network that halves every value. */
    static final String HALF = "    return torch.mul(x, 0.5)";

    private static Context context;

    @TempDir
    Path folder;

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
        System.setProperty(
                PROPERTY, Files.createDirectory(folder.resolve("models")).toString());
    }

    @AfterEach
    void restore() {
        if (before == null) System.clearProperty(PROPERTY);
        else System.setProperty(PROPERTY, before);
    }

    static Map<String, Object> run(Class<? extends DenoiserCommand> command, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return new CommandRunner(context).run(command, inputs, Progress.NONE);
    }

    static String install(Path from, Object... pairs) {
        Object[] all = new Object[pairs.length + 2];
        all[0] = "input";
        all[1] = from.toString();
        System.arraycopy(pairs, 0, all, 2, pairs.length);
        return (String) run(ImportCommand.class, all).get("report");
    }

    static String refusal(Path from, Object... pairs) {
        return assertThrows(RuntimeException.class, () -> install(from, pairs)).getMessage();
    }

    static byte[] script(String body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tensor unused = Tensor.of(new float[] {1}, 1);
        ArchiveWriter.write(
                new ScriptModule(
                        Map.of("weight", unused),
                        "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n" + body + "\n"),
                out);
        return out.toByteArray();
    }

    /** A model of format 0.4 that halves values after a scaling, in any order of axes. */
    final Map<String, byte[]> tiny(String axes, String shape, String extra) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int[] sizes = axes.chars().map(a -> a == 'y' ? 12 : a == 'x' ? 20 : 1).toArray();
        float[] values = new float[240];
        for (int i = 0; i < values.length; i++) values[i] = i * i % 97;
        files.put("in.npy", Npy.write(Tensor.of(values, sizes)));
        float[] halves = new float[240];
        for (int i = 0; i < values.length; i++) halves[i] = (2 * values[i] + 6) * 0.5f;
        files.put("out.npy", Npy.write(Tensor.of(halves, sizes)));
        files.put("w.pt", script(HALF));
        String text = "format_version: 0.4.9\ntype: model\nname: Tiny model\ndescription: halves\n" + extra
                + "inputs:\n  - {name: in, axes: " + axes + ", data_type: float32, shape: " + shape
                + ", preprocessing: [{name: scale_linear, kwargs: {gain: 2, offset: 6}}]}\n"
                + "outputs:\n  - {name: out, axes: " + axes
                + ", data_type: float32, shape: {reference_tensor: in, scale: ["
                + "1, ".repeat(axes.length() - 1) + "1], offset: [" + "0, ".repeat(axes.length() - 1) + "0]}}\n"
                + "test_inputs: [in.npy]\ntest_outputs: [out.npy]\nweights:\n  torchscript: {source: w.pt, sha256: "
                + Sha256.hex(files.get("w.pt")) + "}\n";
        files.put("rdf.yaml", text.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    final Map<String, byte[]> tiny() throws IOException {
        return tiny("bcyx", "{min: [1, 1, 4, 4], step: [0, 0, 4, 4]}", "");
    }

    static Map<String, byte[]> edit(Map<String, byte[]> files, String from, String to) {
        String text = new String(files.get("rdf.yaml"), StandardCharsets.UTF_8);
        assertTrue(text.contains(from), text);
        files.put("rdf.yaml", text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    final Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = folder.resolve("package.zip");
        ForeignPackages.write(zip, files);
        return zip;
    }
}
