package org.denoiser.legacy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.stream.Stream;

/** A display to open windows on: a virtual one by Xvfb. */
final class Display implements AutoCloseable {
    private final String name;
    private final Process server;

    private Display(String name, Process server) {
        this.name = name;
        this.server = server;
    }

    /** Starts a virtual display, or returns null where there is no Xvfb. */
    static Display open() throws IOException {
        return open("1280x1000");
    }

    /** The same with a screen of WIDTHxHEIGHT pixels. */
    static Display open(String size) throws IOException {
        if (Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Paths.get(folder, "Xvfb")))) {
            return null;
        }
        // the server picks a free number itself and tells it once it is ready
        Process server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", size + "x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        String number = reader.readLine();
        if (number != null) return new Display(":" + number.trim(), server);
        server.destroy();
        return null;
    }

    /** The value for the environment variable DISPLAY. */
    String name() {
        return name;
    }

    @Override
    public void close() {
        server.destroy();
    }
}
