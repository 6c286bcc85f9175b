package org.denoiser.legacy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays out the plugin's jar as it will be installed, from the classes that are being tested. */
final class PluginFolder {
    private PluginFolder() {}

    /** The jars that the plugin needs, from the class path of the tests. */
    static List<Path> libraries() {
        return Arrays.stream(JavaProcess.classPath().split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Paths::get)
                .collect(Collectors.toList());
    }

    /** The library of an artifact. */
    static Path jarOf(String artifact) {
        return libraries().stream()
                .filter(jar -> Launcher.artifact(jar).equals(artifact))
                .findFirst()
                .orElseThrow(() -> new AssertionError(artifact));
    }

    /**
     * Writes the plugin's jar.
     *
     * @param classPath the entries of the manifest's class path
     */
    static Path writeJar(Path jar, List<String> classPath) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Launcher.class.getName());
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "9.8.7");
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            Path classes = classes();
            for (Path path : files(classes)) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    /** Installs the plugin with all that comes with it, to be used where {@code plugins.dir} names the folder. */
    static void install(Path home) throws IOException {
        copyShipped(home);
        List<String> classPath =
                libraries().stream().map(jar -> jar.toUri().toString()).collect(Collectors.toList());
        writeJar(home.resolve("plugins/Denoiser_-9.8.7.jar"), classPath);
    }

    private static Path classes() {
        try {
            return Paths.get(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("META-INF/MANIFEST.MF"))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    /** Copies what comes with the plugin, models and samples, as far as they are there yet. */
    static void copyShipped(Path home) throws IOException {
        for (String name : List.of("models", "samples")) {
            Path from = Paths.get(name);
            if (!Files.isDirectory(from)) continue;
            for (Path file : files(from)) {
                Path to = home.resolve(file.toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    /** Whether the models and samples that a macro names are there. */
    static boolean hasWhatItNeeds(Path macro) throws IOException {
        String text = Files.readString(macro);
        boolean model = !text.contains("model=General") || Files.exists(Paths.get("models", "General.zip"));
        boolean sample = !text.contains("maize-noisy.tif") || Files.exists(Paths.get("samples", "maize-noisy.tif"));
        if (!model || !sample) System.out.println("SKIPPED: " + macro + " needs models or samples that are not there.");
        return model && sample;
    }
}
