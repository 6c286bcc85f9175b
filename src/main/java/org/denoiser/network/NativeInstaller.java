package org.denoiser.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Puts a library into a folder of its own: all is fetched and unpacked beside it under a name that nobody looks at, and gets its name when
 * it is complete. What a broken installation has fetched already is not fetched again. Used once, by one thread.
 */
final class NativeInstaller {
    /** More than any library has. */
    private static final long MOST_BYTES = 20L << 30;
    /** Bytes unpacked for a byte packed: 4.0 for the processor's (Linux), 1.7 for a CUDA one, whose largest files pack badly. */
    private static final double UNPACKED = 4.1;

    private static final double UNPACKED_CUDA = 2;

    private final NativeSource source;
    private final Path target;
    private final Path part;
    private final boolean isCuda;
    private final SetupListener listener;
    private long done;
    private long total;

    /** @param target the folder to be; not there, or incomplete */
    NativeInstaller(NativeSource source, Path target, boolean isCuda, SetupListener listener) {
        this.source = source;
        this.target = target;
        this.isCuda = isCuda;
        this.part = target.resolveSibling("." + target.getFileName() + ".part");
        this.listener = listener;
    }

    /** @throws IOException with a sentence on what went wrong; the target is then as before */
    void install() throws IOException {
        Files.createDirectories(target.getParent());
        Path lock = target.resolveSibling(".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            if (held == null) {
                throw new IOException("Another program is installing into " + target.getParent() + " just now.");
            }
            fill();
            if (Files.exists(target)) {
                NativeFolders.delete(target);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void fill() throws IOException {
        keepOnlyIfFrom(source.uri());
        Map<URI, Long> files = source.files();
        total = files.values().stream().mapToLong(Long::longValue).sum();
        requireSpace();
        for (Map.Entry<URI, Long> file : files.entrySet()) {
            if (source.isJar()) {
                fetchJar(file.getKey(), file.getValue());
            } else {
                fetchPacked(file.getKey(), file.getValue());
            }
        }
        Path lib = part.resolve(TorchLibraries.FILES);
        List<String> contents = new ArrayList<>();
        for (Path file : list(lib)) {
            contents.add(Files.size(file) + " " + file.getFileName());
        }
        boolean hasTorch = contents.stream().anyMatch(line -> line.matches("[0-9]+ (lib)?torch\\.(so|dll|dylib)"));
        if (!hasTorch) {
            throw new IOException(source.uri() + " holds no PyTorch library");
        }
        Files.write(part.resolve(TorchLibraries.CONTENTS), contents);
    }

    /** Parts of another source would not fit. */
    private void keepOnlyIfFrom(URI uri) throws IOException {
        Path origin = part.resolve("source.txt");
        if (Files.exists(part)
                && !(Files.exists(origin) && Files.readString(origin).equals(uri.toString()))) {
            NativeFolders.delete(part);
        }
        Files.createDirectories(part.resolve(TorchLibraries.FILES));
        Files.writeString(origin, uri.toString());
    }

    private void requireSpace() throws IOException {
        if (total > MOST_BYTES) {
            throw new IOException(source.uri() + " is larger than any PyTorch library");
        }
        long needed = (long) (total * (1 + (isCuda ? UNPACKED_CUDA : UNPACKED)));
        long there = Files.getFileStore(part).getUsableSpace() + NativeFolders.bytes(part);
        if (there < needed) {
            throw new IOException("About " + (needed >> 20) + " MB are needed in " + target.getParent() + ", and only "
                    + (there >> 20) + " MB are free.");
        }
    }

    private void fetchPacked(URI uri, long length) throws IOException {
        String name = NativeSource.nameOf(uri);
        Path unpacked = part.resolve(TorchLibraries.FILES).resolve(name);
        if (Files.exists(unpacked)) {
            done += length;
            return;
        }
        Path packed = part.resolve(name + ".gz");
        fetch(uri, packed, length);
        // The format brings a checksum and the length of the content, which are compared while it is unpacked.
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
            unpack(in, unpacked);
        } catch (ZipException | EOFException e) {
            Files.delete(packed);
            throw new IOException(uri + " is damaged: " + e.getMessage() + "; try again", e);
        }
        Files.delete(packed);
    }

    private void fetchJar(URI uri, long length) throws IOException {
        Path jar = part.resolve("library.jar");
        String expected = source.sha1();
        fetch(uri, jar, length);
        if (expected != null && !sha1(jar).equals(expected)) {
            Files.delete(jar);
            throw new IOException(uri + " is damaged: its SHA-1 is not the one beside it; try again");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (NativeSource.LIBRARY.matcher(name).matches()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        unpack(in, part.resolve(TorchLibraries.FILES).resolve(name));
                    }
                }
            }
        }
        Files.delete(jar);
    }

    private void fetch(URI uri, Path file, long length) throws IOException {
        String what = "Downloading " + uri.toString().replaceFirst(".*/", "");
        new Download(uri).fetch(file, length, bytes -> listener.progress(what, done + bytes, total));
        done += length;
    }

    /** Gives the file its name when it is complete. */
    private void unpack(InputStream in, Path file) throws IOException {
        Path unfinished = part.resolve("unpacking");
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                listener.progress("Unpacking " + file.getFileName(), done, total);
                out.write(buffer, 0, count);
                bytes += count;
                if (bytes > MOST_BYTES) {
                    throw new IOException(source.uri() + " is larger than any PyTorch library");
                }
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private String sha1(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(file)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    listener.progress("Checking", done, total);
                    digest.update(buffer, 0, count);
                }
            }
            StringBuilder hex = new StringBuilder();
            for (byte b : digest.digest()) hex.append(String.format("%02x", b));
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(Collectors.toList());
        }
    }
}
