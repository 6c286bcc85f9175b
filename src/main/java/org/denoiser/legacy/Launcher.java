package org.denoiser.legacy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main class of the jar; needs no other jar. The manifest's class path fits the plugin's own folder. In a Fiji, where ImageJ
 * and some of the libraries lie elsewhere or in other versions, it finds them by name in the folder {@code jars} and starts
 * {@link Shell} from there.
 */
public final class Launcher {
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-\\d.*");

    private Launcher() {}

    /** Runs a command as {@link Shell} does. */
    public static void main(String... args) throws Throwable {
        System.setProperty("java.awt.headless", "true");
        Path plugin = ownLocation();
        Map<String, Path> libraries = classPath(plugin);
        if (!libraries.containsValue(null)) {
            Shell.main(args);
            return;
        }
        addPresentJars(jarsFolder(plugin), libraries);
        ClassLoader loader = loader(plugin, libraries);
        try {
            Thread.currentThread().setContextClassLoader(loader);
            quietLogging(loader);
            start(loader, args);
        } catch (NoClassDefFoundError e) {
            libraries.values().removeIf(Objects::nonNull);
            System.err.println("The Denoiser needs these jars in " + jarsFolder(plugin) + ": "
                    + String.join(", ", libraries.keySet()));
            System.exit(Shell.FAILED);
        }
    }

    private static Path ownLocation() throws URISyntaxException {
        return Paths.get(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The artifacts that the manifest names, each with its jar or with null if that is not there; none for classes outside a jar. */
    private static Map<String, Path> classPath(Path plugin) throws IOException {
        Map<String, Path> libraries = new LinkedHashMap<>();
        if (!Files.isRegularFile(plugin)) return libraries;
        try (JarFile jar = new JarFile(plugin.toFile())) {
            Manifest manifest = jar.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (classPath == null) return libraries;
            for (String entry : classPath.trim().split("\\s+")) {
                Path library = plugin.resolveSibling(entry).normalize();
                // of two places for ImageJ, one is enough; putIfAbsent also replaces null
                if (Files.exists(library)) libraries.putIfAbsent(artifact(library), library);
                else if (!libraries.containsKey(artifact(library))) libraries.put(artifact(library), null);
            }
        }
        return libraries;
    }

    private static Path jarsFolder(Path plugin) {
        return plugin.toAbsolutePath().getParent().resolveSibling("jars");
    }

    private static ClassLoader loader(Path plugin, Map<String, Path> libraries) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(plugin));
        for (Path jar : libraries.values()) if (jar != null) urls.add(url(jar));
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** Fills in artifacts without a jar from a folder and its subfolders, the folder itself first. */
    private static void addPresentJars(Path folder, Map<String, Path> libraries) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(Path::getNameCount).thenComparing(Comparator.reverseOrder()))
                    .collect(Collectors.toList());
            for (Path jar : sorted) {
                String artifact = artifact(jar);
                if (libraries.containsKey(artifact)) libraries.putIfAbsent(artifact, jar);
            }
        }
    }

    /** The file name without its version: {@code ij} of {@code ij-1.54p.jar}. */
    static String artifact(Path jar) {
        String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        Matcher versioned = VERSIONED.matcher(name);
        return versioned.matches() ? versioned.group(1) : name;
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    /** Fiji's logging without its back end, which is none of the plugin's libraries, would complain of that when first used. */
    private static void quietLogging(ClassLoader loader) throws ReflectiveOperationException {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        try {
            Class.forName("org.slf4j.LoggerFactory", true, loader)
                    .getMethod("getILoggerFactory")
                    .invoke(null);
        } catch (ClassNotFoundException e) {
            // then nothing logs
            return;
        } finally {
            System.setErr(err);
        }
    }

    private static void start(ClassLoader loader, String... args) throws Throwable {
        try {
            Class.forName(Launcher.class.getPackageName() + ".Shell", true, loader)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
