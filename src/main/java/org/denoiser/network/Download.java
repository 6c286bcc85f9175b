package org.denoiser.network;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Fetches files by https, from this computer (http too) or from a folder. A file that was broken off is gone on with where the server
 * allows that. The network is waited for in a thread of its own, so that cancelling never waits for it.
 */
final class Download {
    private static final int MILLISECONDS = 30_000;
    private static final int TICK = 200;
    private static final int MOST_TEXT = 1 << 20;

    private final URI uri;
    private volatile long done;
    private volatile boolean stopped;

    /** @throws IllegalArgumentException for an address of another kind */
    Download(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        boolean here = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
        if (!scheme.equals("https") && !scheme.equals("file") && !(scheme.equals("http") && here)) {
            throw new IllegalArgumentException("source=" + uri + ": an address with https: or a folder is needed");
        }
        this.uri = uri;
    }

    /** The length in bytes. */
    long length() throws IOException {
        URLConnection connection = open();
        if (connection instanceof HttpURLConnection) {
            ((HttpURLConnection) connection).setRequestMethod("HEAD");
        }
        try {
            connection.connect();
            check(connection);
            long length = connection.getContentLengthLong();
            if (length < 0) {
                throw new IOException(uri + ": the server does not tell how long it is");
            }
            return length;
        } catch (IOException e) {
            throw told(e);
        } finally {
            close(connection);
        }
    }

    /** A short text, or null if there is none at this address. */
    String text() throws IOException {
        URLConnection connection = open();
        try {
            if (connection instanceof HttpURLConnection && ((HttpURLConnection) connection).getResponseCode() == 404) {
                return null;
            }
            check(connection);
            try (InputStream in = connection.getInputStream()) {
                byte[] bytes = in.readNBytes(MOST_TEXT);
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw told(e);
        }
    }

    /**
     * Fetches a file.
     *
     * @param target may hold the beginning of it
     * @param length of the whole file
     * @param listener hears how many bytes are there, and may throw to stop
     */
    void fetch(Path target, long length, LongConsumer listener) throws IOException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            copy(target, length);
            return null;
        });
        Thread thread = new Thread(task, "Denoiser download");
        thread.setDaemon(true);
        thread.start();
        try {
            while (!isDone(task)) {
                listener.accept(done);
            }
        } finally {
            stopped = true;
        }
        listener.accept(done);
        if (Files.size(target) != length) {
            throw new IOException(uri + ": " + Files.size(target) + " of " + length + " bytes came; try again");
        }
    }

    private boolean isDone(FutureTask<Void> task) throws IOException {
        try {
            task.get(TICK, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Cancelled.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw told((IOException) e.getCause());
            }
            throw new UncheckedIOException(new IOException(uri + ": " + e.getCause(), e.getCause()));
        }
    }

    private void copy(Path target, long length) throws IOException {
        long there = Files.exists(target) ? Files.size(target) : 0;
        if (there > length) {
            Files.delete(target);
            there = 0;
        }
        if (there == length) {
            done = length;
            return;
        }
        URLConnection connection = open();
        if (there > 0) {
            connection.setRequestProperty("Range", "bytes=" + there + "-");
        }
        check(connection);
        boolean goesOn = connection instanceof HttpURLConnection
                && ((HttpURLConnection) connection).getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
        done = goesOn ? there : 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int count = in.read(buffer); count >= 0 && !stopped && done < length; count = in.read(buffer)) {
                int wanted = (int) Math.min(count, length - done);
                out.write(buffer, 0, wanted);
                done += wanted;
            }
        }
    }

    private URLConnection open() throws IOException {
        URLConnection connection = uri.toURL().openConnection();
        connection.setConnectTimeout(MILLISECONDS);
        connection.setReadTimeout(MILLISECONDS);
        connection.setUseCaches(false);
        return connection;
    }

    private void check(URLConnection connection) throws IOException {
        if (connection instanceof HttpURLConnection) {
            int code = ((HttpURLConnection) connection).getResponseCode();
            if (code != HttpURLConnection.HTTP_OK && code != HttpURLConnection.HTTP_PARTIAL) {
                throw new IOException(uri + ": the server answers with status " + code);
            }
        }
    }

    private static void close(URLConnection connection) {
        if (connection instanceof HttpURLConnection) {
            ((HttpURLConnection) connection).disconnect();
        }
    }

    /** The same problem in a sentence that names the address. */
    private IOException told(IOException problem) {
        String message = String.valueOf(problem.getMessage());
        return message.contains(uri.toString())
                ? problem
                : new IOException(uri + " cannot be read: " + problem.getClass().getSimpleName() + ", " + message);
    }
}
