package org.denoiser.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Remembers in a small text file which precision was chosen for which machine and network: a line for each, with precision, seconds in
 * float32 and in bfloat16, largest difference, and what it is about, separated by tabs. Lines that make no sense are left out and gone
 * with the next writing; a file that cannot be read or written only costs the time to find out again. Thread-safe.
 */
final class PrecisionRecord {
    static final String FILE = "precision.txt";

    private static final int MOST_LINES = 200;
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;

    PrecisionRecord(Path file) {
        this.file = file;
    }

    /** What was chosen, or null. */
    synchronized Precision find(String subject) {
        for (String line : lines()) {
            if (subjectOf(line).equals(subject)) {
                return precisionOf(line);
            }
        }
        return null;
    }

    /** @param difference the largest one of the results, as a part of their range */
    synchronized void add(
            String subject, Precision precision, double float32Seconds, double bfloat16Seconds, double difference) {
        List<String> lines = lines();
        lines.removeIf(line -> subjectOf(line).equals(subject));
        lines.add(String.format(
                Locale.ROOT,
                "%s\t%.6f\t%.6f\t%.6f\t%s",
                precision.key(),
                float32Seconds,
                bfloat16Seconds,
                difference,
                subject));
        try {
            write(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        } catch (IOException e) {
            // The choice holds for this process all the same.
            return;
        }
    }

    private void write(List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(file.getParent(), "precision", ".part");
        try {
            Files.write(part, lines);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private List<String> lines() {
        List<String> good = new ArrayList<>();
        try {
            if (Files.size(file) <= MOST_BYTES) {
                for (String line : Files.readAllLines(file)) {
                    if (precisionOf(line) != null) {
                        good.add(line);
                    }
                }
            }
        } catch (IOException e) {
            return good;
        }
        return good;
    }

    private static String subjectOf(String line) {
        return line.split("\t", 5)[4];
    }

    /** Null for a line that makes no sense. */
    private static Precision precisionOf(String line) {
        String[] parts = line.split("\t", 5);
        if (parts.length == 5) {
            for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
                if (parts[0].equals(precision.key())) {
                    return precision;
                }
            }
        }
        return null;
    }
}
