package org.denoiser.network;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PyTorch library comes from. Two kinds, both DJL's own: a jar {@code pytorch-native-FLAVOUR} with its SHA-1 beside it, as Maven
 * Central has them; and a folder with a list {@code files.txt} and each file packed by gzip, which holds the CUDA libraries. Immutable.
 */
final class NativeSource {
    private static final String CENTRAL = "https://repo1.maven.org/maven2/ai/djl/pytorch/";
    private static final String PUBLISHED = "https://publish.djl.ai/pytorch/";
    /** Names of libraries, as DJL loads them. */
    static final Pattern LIBRARY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*\\.(so(\\.[0-9]+)*|dll|dylib)");

    private static final int MOST_FILES = 100;

    private final TorchLibrary torch;
    private final String classifier;
    private final URI uri;

    /**
     * @param classifier system and processor
     * @param source an address or a folder; empty for DJL's own place
     */
    NativeSource(TorchLibrary library, String classifier, String source) {
        torch = library;
        this.classifier = classifier;
        this.uri = source.isEmpty() ? published(library, classifier) : parse(source);
    }

    /** CUDA libraries of this version are not on Maven Central. */
    private static URI published(TorchLibrary library, String classifier) {
        if (library.isCuda()) {
            return URI.create(PUBLISHED + library.version() + "/");
        }
        String artifact = "pytorch-native-" + library.flavor();
        return URI.create(CENTRAL + artifact + "/" + library.version() + "/" + artifact + "-" + library.version() + "-"
                + classifier + ".jar");
    }

    private static URI parse(String source) {
        URI uri = source.matches("[a-z]{2,}:.*")
                ? URI.create(source)
                : Path.of(source).toAbsolutePath().toUri();
        boolean whole = uri.toString().endsWith(".jar") || uri.toString().endsWith("/");
        return whole ? uri : URI.create(uri + "/");
    }

    URI uri() {
        return uri;
    }

    boolean isJar() {
        return uri.toString().endsWith(".jar");
    }

    /** The SHA-1 that stands beside a jar: 40 hexadecimal digits; null where there is none. */
    String sha1() throws IOException {
        String text = new Download(URI.create(uri + ".sha1")).text();
        if (text == null) {
            return null;
        }
        Matcher matcher = Pattern.compile("^\\s*([0-9a-fA-F]{40})\\b").matcher(text);
        if (!matcher.find()) {
            throw new IOException(uri + ".sha1 holds no SHA-1");
        }
        return matcher.group(1).toLowerCase(Locale.ROOT);
    }

    /**
     * Asks the server for what is to be fetched.
     *
     * @return address to length in bytes, in the order of the list
     */
    Map<URI, Long> files() throws IOException {
        Map<URI, Long> files = new LinkedHashMap<>();
        for (URI file : isJar() ? List.of(uri) : listed()) {
            files.put(file, new Download(file).length());
        }
        return files;
    }

    private List<URI> listed() throws IOException {
        URI list = uri.resolve("files.txt");
        String text = new Download(list).text();
        if (text == null) {
            throw new IOException(list + ": there is no such list");
        }
        String folder = torch.flavor() + "/" + classifier + "/native/lib/";
        List<URI> files = new ArrayList<>();
        for (String line : text.split("\\R")) {
            if (line.startsWith(folder) && line.endsWith(".gz")) {
                URI file = uri.resolve(line.trim());
                if (!file.toString().startsWith(uri.resolve(folder).toString())) {
                    throw new IOException(list + ": " + line + " is not in the library's folder");
                }
                nameOf(file);
                files.add(file);
            }
        }
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new IOException(list + ": there is no library " + torch.flavor() + " for " + classifier);
        }
        return files;
    }

    /** The name of the library that a packed file holds, which is never a path. */
    static String nameOf(URI file) throws IOException {
        String path = file.toString();
        String name = URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
        String library = name.replaceFirst("\\.gz$", "");
        if (!LIBRARY.matcher(library).matches()) {
            throw new IOException(file + ": this is no name of a library");
        }
        return library;
    }
}
