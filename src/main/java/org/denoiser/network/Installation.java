package org.denoiser.network;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** The places that belong to the plugin. Stateless and thread-safe. */
public final class Installation {
    private Installation() {}

    /** The user's own folder, which may not exist yet. */
    public static Path user() {
        return Path.of(System.getProperty("user.home"), ".denoiser");
    }

    /**
     * The folder that holds the plugins folder with this plugin (a Fiji.app, for instance); the project's when it runs from compiled
     * classes; null where the class loader does not tell.
     */
    public static Path root() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        try {
            Path place = Path.of(source.getLocation().toURI());
            return place.getParent() == null ? null : place.getParent().getParent();
        } catch (URISyntaxException | RuntimeException e) {
            return null;
        }
    }

    /** The same, but null unless it has the folders of an ImageJ. */
    static Path imageJ() {
        Path root = root();
        boolean laidOut =
                root != null && Files.isDirectory(root.resolve("plugins")) && Files.isDirectory(root.resolve("jars"));
        return laidOut ? root : null;
    }
}
