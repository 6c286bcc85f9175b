package org.denoiser.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks at TorchScript archives that other programs wrote, before libtorch is given them: whether they are any, how large they
 * become, and whether their code touches files. Nothing in them is run.
 */
public final class ForeignArchive {
    private static final int MOST_ENTRIES = 100_000;
    private static final int MOST_CODE = 1 << 24;
    /** Operators of PyTorch that read or write files; no network needs one. */
    private static final Pattern FILES =
            Pattern.compile("\\b(from_file|save|_save_for_mobile|read_file|write_file)\\s*\\(");

    private ForeignArchive() {}

    /**
     * Checks an archive.
     *
     * @param largest bytes that its entries may have together
     * @throws IOException with the reason, for the end of a sentence that names the file
     */
    public static void check(byte[] archive, long largest) throws IOException {
        // Its writer streams stored entries, which can only be read by the directory at the end of a file.
        Path file = Files.createTempFile("denoiser", ".pt");
        try {
            Files.write(file, archive);
            check(file, largest);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void check(Path file, long largest) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new IOException(
                        "holds " + zip.size() + " entries, more than the " + MOST_ENTRIES + " that are read");
            }
            long left = largest;
            boolean hasCode = false;
            for (ZipEntry entry : entries(zip)) {
                left -= Math.max(0, entry.getSize());
                if (left < 0) {
                    throw new IOException("becomes larger than the " + largest + " bytes that are read");
                }
                if (entry.getName().matches("[^/]+/code/.*\\.py")) {
                    hasCode = true;
                    checkCode(zip, entry);
                }
            }
            if (!hasCode) {
                throw new IOException(
                        "is no TorchScript archive (it holds no code; a file of weights alone cannot be run)");
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new IOException("is no TorchScript archive, or damaged", e);
        }
    }

    private static List<? extends ZipEntry> entries(ZipFile zip) {
        return Collections.list(zip.entries());
    }

    private static void checkCode(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] code;
        try (InputStream in = zip.getInputStream(entry)) {
            code = in.readNBytes(MOST_CODE + 1);
        }
        if (code.length > MOST_CODE) {
            throw new IOException("holds more code than the " + MOST_CODE + " bytes that are read");
        }
        Matcher found = FILES.matcher(new String(code, StandardCharsets.UTF_8));
        if (found.find()) {
            throw new IOException(
                    "calls '" + found.group(1) + "', which a network has no need of and which may touch files");
        }
    }
}
