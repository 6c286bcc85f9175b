package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;

/**
 * Calls of commands by their dialogs in plain ImageJ on a virtual display, recorded, and replayed by macros in another Java without a
 * display. The images that are open after a call are saved in {@code recorded/CALL} and {@code replayed/CALL}, with the Results table
 * as {@code Results.csv}.
 */
final class RecordedCalls {
    private final Path folder;
    private final Path imagej;
    private final Map<String, Properties> steps = new LinkedHashMap<>();
    private final Map<String, String> said = new TreeMap<>();
    private String errors;

    /**
     * @param folder for the files of the calls; its {@code models} are those that are installed
     * @param imagej for the plugin
     */
    RecordedCalls(Path folder, Path imagej) {
        this.folder = folder;
        this.imagej = imagej;
    }

    /**
     * Adds a call.
     *
     * @param texts key to text, as in a macro; image keys take titles
     * @param open files to open before, the last of which is the active image
     */
    void add(String call, ParameterTable table, Map<String, String> texts, Path... open) throws IOException {
        Properties step = new Properties();
        StringBuilder before = new StringBuilder();
        for (Path file : open)
            before.append("open(\"").append(file.toAbsolutePath()).append("\");\n");
        step.setProperty("label", table.label());
        step.setProperty("before", before.toString());
        step.setProperty("after", after("recorded", call));
        step.setProperty("line", lineFile(call).toString());
        step.setProperty("log", logFile(call).toString());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Key key = table.key(text.getKey());
            String name = key.isFresh() ? "field " + key.label() : "denoiser." + table.name() + "." + key.name();
            step.setProperty(name, text.getValue());
        }
        steps.put(call, step);
    }

    private Path lineFile(String call) {
        return folder.resolve(call + ".line");
    }

    private Path logFile(String call) {
        return folder.resolve(call + ".log");
    }

    /** A macro that saves and closes what is open. */
    private String after(String where, String call) throws IOException {
        Path out = Files.createDirectories(folder.resolve(where).resolve(call));
        return "while (nImages > 0) {\n    saveAs(\"tiff\", \"" + out + "/\" + getTitle());\n    close();\n}\n"
                + "if (nResults > 0) saveAs(\"Results\", \"" + out + "/Results.csv\");\nrun(\"Clear Results\");\n";
    }

    private JavaProcess java() {
        return new JavaProcess(folder).with("-Ddenoiser.models=" + folder.resolve("models"));
    }

    /** Makes all calls in one ImageJ. */
    void record(Display display) throws IOException, URISyntaxException {
        List<String> classPath = PluginFolder.libraries().stream()
                .map(jar -> jar.toUri().toString())
                .collect(Collectors.toList());
        PluginFolder.writeJar(imagej.resolve("plugins/Denoiser_-9.8.7.jar"), classPath);
        String tests = Paths.get(RecordingDriver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, Properties> step : steps.entrySet()) {
            Path file = folder.resolve(step.getKey() + ".properties");
            try (Writer out = Files.newBufferedWriter(file)) {
                step.getValue().store(out, null);
            }
            files.add(file.toString());
        }
        JavaProcess java = java().environment("DISPLAY", display.name())
                .with("-Dplugins.dir=" + imagej, "-cp", PluginFolder.jarOf("ij") + File.pathSeparator + tests)
                .with(RecordingDriver.class.getName())
                .with(files.toArray(new String[0]))
                .run();
        assertEquals(0, java.status(), () -> java.out() + java.err());
    }

    /** Runs the recorded lines, each after the same images were opened. */
    void replay() throws IOException {
        List<String> macros = new ArrayList<>();
        for (Map.Entry<String, Properties> step : steps.entrySet()) {
            String call = step.getKey();
            String text = step.getValue().getProperty("before") + line(call) + "\n" + after("replayed", call);
            macros.add(Files.writeString(folder.resolve(call + ".ijm"), text).toString());
        }
        JavaProcess java = java().with("-Djava.awt.headless=true", "-cp", JavaProcess.classPath())
                .with(HeadlessMacros.class.getName())
                .with(macros.toArray(new String[0]))
                .run();
        errors = java.err();
        for (String part : java.out().split("BEGIN ")) {
            int line = part.indexOf('\n');
            if (line > 0) said.put(part.substring(0, line).trim().replace(".ijm", ""), part.substring(line + 1));
        }
    }

    /** The line that the Recorder wrote. */
    String line(String call) throws IOException {
        return Files.readString(lineFile(call));
    }

    /** The log after a call with its dialog. */
    String recordedLog(String call) throws IOException {
        return Files.readString(logFile(call));
    }

    /** What the replay of a call printed, or what {@link HeadlessMacros} found after all. */
    String replayedLog(String name) {
        return said.get(name);
    }

    /** What all replays printed to the standard error. */
    String errors() {
        return errors;
    }
}
