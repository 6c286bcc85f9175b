package org.denoiser.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A package that lies unpacked in a folder. */
final class PackageFolder extends PackageFiles {
    private final Path folder;

    PackageFolder(Path folder) throws IOException {
        this.folder = folder.toRealPath();
    }

    @Override
    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    @Override
    byte[] read(String name, long most) throws IOException {
        checkName(name);
        if (!has(name)) {
            throw missing(name);
        }
        Path file = folder.resolve(name).toRealPath();
        // A link may lead anywhere.
        if (!file.startsWith(folder)) {
            throw new IOException("it names a file '" + name + "' outside of itself");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, most + 1));
            if (content.length > most) {
                throw tooLarge(name, most);
            }
            return content;
        }
    }

    @Override
    public void close() {
        // Files are opened one by one.
    }
}
