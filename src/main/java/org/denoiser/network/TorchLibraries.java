package org.denoiser.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the PyTorch libraries of this computer. Thread-safe. */
final class TorchLibraries {
    /** System property that names the one folder to be used instead; for tests and for installations for many users. */
    static final String PROPERTY = "denoiser.pytorch";

    /** Within a library's folder: its files, and what they are. */
    static final String FILES = "lib";

    static final String CONTENTS = "contents.txt";

    private TorchLibraries() {}

    /** Folders that hold folders of libraries; the first one that can be written is where new ones go. */
    static List<Path> places() {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return List.of(Path.of(chosen));
        }
        List<Path> places = new ArrayList<>();
        Path root = Installation.imageJ();
        if (root != null) {
            places.add(root.resolve("lib").resolve("denoiser-pytorch"));
        }
        places.add(Installation.user().resolve("pytorch"));
        return places;
    }

    /** The place for new ones. */
    static Path place() {
        for (Path place : places()) {
            Path there = place;
            while (there.getParent() != null && !Files.exists(there)) {
                there = there.getParent();
            }
            if (Files.isWritable(there)) {
                return place;
            }
        }
        return places().get(0);
    }

    /** Complete ones in the places, those of the first place first. */
    static List<TorchLibrary> installed() {
        List<TorchLibrary> found = new ArrayList<>();
        for (Path place : places()) {
            for (Path folder : folders(place)) {
                TorchLibrary library = TorchLibrary.named(folder, FILES);
                if (library != null && isComplete(folder)) {
                    found.add(library);
                }
            }
        }
        return found;
    }

    private static List<Path> folders(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(Files::isDirectory).sorted().collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether all files are there in the sizes that the list of contents has: a line with a size and a name for each. */
    static boolean isComplete(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(CONTENTS));
            for (String line : lines) {
                int blank = line.indexOf(' ');
                Path file = folder.resolve(FILES).resolve(line.substring(blank + 1));
                if (Files.size(file) != Long.parseLong(line.substring(0, blank))) {
                    return false;
                }
            }
            return !lines.isEmpty();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** The one on the class path, or null. */
    static TorchLibrary bundled() {
        for (Properties properties : resources("native/lib/pytorch.properties")) {
            String flavor = properties.getProperty("flavor");
            if (flavor != null) {
                String version = properties.getProperty("version").replaceFirst("-.*", "");
                return new TorchLibrary(version, flavor, properties.getProperty("classifier"), null);
            }
        }
        return null;
    }

    /** The version that the Java side was made for, for example {@code 2.7.1}. */
    static String wantedVersion() {
        for (Properties properties : resources("jnilib/pytorch.properties")) {
            return properties.getProperty("jni_version").replaceFirst("-.*", "");
        }
        throw new IllegalStateException("The jar pytorch-jni, which belongs to the Denoiser, is not there.");
    }

    private static List<Properties> resources(String name) {
        List<Properties> all = new ArrayList<>();
        try {
            for (URL url :
                    Collections.list(TorchLibraries.class.getClassLoader().getResources(name))) {
                Properties properties = new Properties();
                try (InputStream in = url.openStream()) {
                    properties.load(in);
                }
                all.add(properties);
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
