package org.denoiser.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
     * Reads what is there, and makes the table and its folder if there are none.
     *
     * @param how model and values of this run; what was done otherwise does not count as done
     * @param again whether nothing counts as done
     * @throws IOException with one sentence when the table or its folder cannot be read or written
     */
    static FolderRecord open(Path folder, String how, boolean again) throws IOException {
        FolderRecord record = new FolderRecord(folder.resolve(FILE), how, again);
        try {
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
    boolean isFinished(FolderFile image) {
        List<String> row = rows.get(image.name());
        return !again && row != null && row.equals(cells(image, "", row.subList(4, 7), row.get(7)));
    }

    /**
     * Adds a row.
     *
     * @param problem empty if it was denoised
     * @param size width, height and number of planes
     * @throws IOException with one sentence when it cannot be written
     */
    void add(FolderFile image, String problem, List<String> size, double seconds) throws IOException {
        List<String> cells = cells(image, problem, size, String.format(Locale.ROOT, "%.2f", seconds));
        rows.put(image.name(), cells);
        try {
            Files.write(
                    file,
                    List.of(TableFile.line(cells)),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new IOException("Cannot write '" + file + "': " + e.getMessage(), e);
        }
    }

    private List<String> cells(FolderFile image, String problem, List<String> size, String seconds) {
        boolean done = problem.isEmpty();
        List<String> cells = new ArrayList<>(
                List.of(image.name(), done ? image.targetName() : "", done ? "done" : "failed", problem));
        cells.addAll(size);
        cells.addAll(
                List.of(seconds, Long.toString(image.bytes()), image.modified().toString(), how));
        return cells;
    }

    /**
     * Leaves one row a file, the last one of each.
     *
     * @throws IOException with one sentence when it cannot be written
     */
    void tidy() throws IOException {
        StringBuilder text = new StringBuilder(HEADINGS).append('\n');
        rows.values().forEach(cells -> text.append(TableFile.line(cells)).append('\n'));
        TableFile.save(text.toString(), file);
    }

    Path file() {
        return file;
    }
}
