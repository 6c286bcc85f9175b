package org.denoiser.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of what was done to each file of a folder, as comma-separated values in the folder of the results. A row is added, and
 * is on the disk, as soon as a file is done, so that a run that is killed loses no more than the file it was at. Used by one thread.
 */
final class FolderRecord {
    /** Its name. */
    static final String FILE = "denoised.csv";

    private static final String HEADINGS = "file,result,status,problem,width,height,planes,seconds,bytes,modified,how";
    private static final int COLUMNS = HEADINGS.split(",").length;

    private final Path file;
    private final String how;
    private final boolean again;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private FolderRecord(Path file, String how, boolean again) {
        this.file = file;
        this.how = how;
        this.again = again;
    }

    /**
     * Reads what is there and makes the folder if there is none.
     *
     * @param how model and values of this run; what was done otherwise does not count as done
     * @param again whether nothing counts as done
     * @throws IOException with one sentence when the table or its folder cannot be read or written
     */
    static FolderRecord open(Path folder, String how, boolean again) throws IOException {
        FolderRecord record = new FolderRecord(folder.resolve(FILE), how, again);
        try {
            Files.createDirectories(folder);
            if (Files.exists(record.file)) {
                record.read();
            }
        } catch (IOException e) {
            throw new IOException("output=" + folder + ": '" + record.file + "' cannot be read", e);
        }
        record.tidy();
        return record;
    }

    private void read() throws IOException {
        List<List<String>> lines = TableFile.read(file);
        if (lines.isEmpty() || !TableFile.line(lines.get(0)).equals(HEADINGS)) {
            throw new IOException("it is another table");
        }
        for (List<String> cells : lines.subList(1, lines.size())) {
            // the last line of a run that was killed may have been cut off
            if (cells.size() == COLUMNS) {
                rows.put(cells.get(0), cells);
            }
        }
    }

    /** Whether an earlier run has denoised this very file in this very way. */
    boolean isFinished(String name, String result, long bytes, Instant modified) {
        List<String> row = rows.get(name);
        return !again
                && row != null
                && row.equals(cells(name, result, "", row.subList(4, 7), row.get(7), bytes, modified));
    }

    /**
     * Adds a row.
     *
     * @param result empty if the file failed
     * @param problem empty if it was denoised
     * @param size width, height and number of planes
     * @throws IOException with one sentence when it cannot be written
     */
    void add(
            String name, String result, String problem, List<String> size, double seconds, long bytes, Instant modified)
            throws IOException {
        String time = String.format(Locale.ROOT, "%.2f", seconds);
        List<String> cells = cells(name, result, problem, size, time, bytes, modified);
        rows.put(name, cells);
        try {
            Files.write(
                    file,
                    List.of(TableFile.line(cells)),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private List<String> cells(
            String name,
            String result,
            String problem,
            List<String> size,
            String seconds,
            long bytes,
            Instant modified) {
        List<String> cells = new ArrayList<>(List.of(name, result, problem.isEmpty() ? "done" : "failed", problem));
        cells.addAll(size);
        cells.addAll(List.of(seconds, Long.toString(bytes), modified.toString(), how));
        return cells;
    }

    /**
     * Leaves one row a file, the last one of each.
     *
     * @throws IOException with one sentence when it cannot be written
     */
    void tidy() throws IOException {
        Path temporary = null;
        try {
            temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "." + FILE, ".part");
            try (BufferedWriter out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                out.write(HEADINGS + "\n");
                for (List<String> cells : rows.values()) {
                    out.write(TableFile.line(cells) + "\n");
                }
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            temporary = null;
        } catch (IOException e) {
            throw cannotWrite(e);
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private IOException cannotWrite(IOException cause) {
        return new IOException("Cannot write '" + file + "': " + cause.getMessage(), cause);
    }

    Path file() {
        return file;
    }
}
