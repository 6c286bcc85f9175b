package org.denoiser.legacy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<Path> wanted = classPath(plugin);
        if (wanted.stream().allMatch(Files::exists)) {
            Shell.main(args);
            return;
        }
        Set<String> missing = new LinkedHashSet<>();
        ClassLoader loader = loader(plugin, wanted, missing);
        try {
            Thread.currentThread().setContextClassLoader(loader);
            start(loader, args);
        } catch (NoClassDefFoundError e) {
            System.err.println(
                    "The Denoiser needs these jars in " + jarsFolder(plugin) + ": " + String.join(", ", missing));
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

    /** What the manifest names, whether it is there or not; nothing for classes outside a jar. */
    private static List<Path> classPath(Path plugin) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (!Files.isRegularFile(plugin)) return entries;
        try (JarFile jar = new JarFile(plugin.toFile())) {
            Manifest manifest = jar.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (classPath == null) return entries;
            for (String entry : classPath.trim().split("\\s+"))
                entries.add(plugin.resolveSibling(entry).normalize());
        }
        return entries;
    }

    private static Path jarsFolder(Path plugin) {
        return plugin.toAbsolutePath().getParent().resolveSibling("jars");
    }

    private static ClassLoader loader(Path plugin, List<Path> wanted, Set<String> missing) throws IOException {
        Map<String, Path> present = presentJars(jarsFolder(plugin));
        List<URL> urls = new ArrayList<>();
        urls.add(url(plugin));
        for (Path jar : wanted) {
            String artifact = artifact(jar);
            Path found = Files.exists(jar) ? jar : present.get(artifact);
            if (found == null) missing.add(artifact);
            else urls.add(url(found));
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** Artifact to jar, the folder itself before its subfolders. */
    private static Map<String, Path> presentJars(Path folder) throws IOException {
        Map<String, Path> jars = new HashMap<>();
        if (!Files.isDirectory(folder)) return jars;
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted((a, b) -> a.getNameCount() != b.getNameCount()
                            ? Integer.compare(a.getNameCount(), b.getNameCount())
                            : b.compareTo(a))
                    .collect(Collectors.toList());
            for (Path jar : sorted) jars.putIfAbsent(artifact(jar), jar);
        }
        return jars;
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
