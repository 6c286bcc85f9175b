package org.denoiser.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Parameter;
import org.denoiser.model.DescriptionReader.FileEntry;
import org.denoiser.torchscript.ArchiveReader;
import org.denoiser.torchscript.Tensor;

/**
 * Reads model packages that Denoiser wrote, this version or an earlier one, from a zip or from a folder that one was unpacked
 * into. A package may come from anywhere: sizes are bounded, nothing in it is run, no file outside of it is touched, and the
 * checksums of its files are verified.
 */
public final class ModelPackageReader {
    private static final int MOST_TRAINING_BYTES = 1 << 25;
    private static final int MOST_TEST_BYTES = 1 << 28;
    private static final long MOST_WEIGHT_BYTES = 1L << 30;
    /** What a weights archive may hold besides the weights: the code and the names. */
    private static final long CODE_BYTES = 1 << 22;

    private ModelPackageReader() {}

    /**
     * Reads a package.
     *
     * @param path a zip or a folder
     * @throws IOException with a sentence that names the file: when it is not there, no package, damaged, not of this
     *     program, or of a newer version of it
     */
    public static ModelPackage read(Path path) throws IOException {
        try (PackageFiles files = PackageFiles.open(path)) {
            return read(files);
        } catch (PackageFiles.NoPackageException e) {
            throw new IOException("'" + path + "' is not a model package: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("'" + path + "' cannot be read as a model: " + Reason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + path + "' cannot be read as a model: " + e.getMessage(), e);
        }
    }

    private static ModelPackage read(PackageFiles files) throws IOException {
        byte[] description = files.read(EntryNames.DESCRIPTION, Yaml.MOST_BYTES);
        DescriptionReader reader;
        Architecture architecture;
        FileEntry[] entries;
        List<FileEntry> attachments;
        try {
            reader = new DescriptionReader(description);
            architecture = reader.architecture();
            entries = new FileEntry[] {reader.weights(), reader.testInput(), reader.testOutput(), reader.training()};
            attachments = reader.others();
        } catch (IOException e) {
            throw new IOException("its " + EntryNames.DESCRIPTION + " " + e.getMessage(), e);
        }
        Map<String, Tensor> weights = weights(files, entries[0], architecture);
        ModelPackage.Builder builder = builder(reader, architecture, weights)
                .test(testImage(files, entries[1]), testImage(files, entries[2]))
                .record(record(files, entries[3]));
        for (FileEntry attachment : attachments) {
            builder.attachment(attachment.name, verified(files, attachment, Attachments.MOST_BYTES));
        }
        return builder.build();
    }

    private static ModelPackage.Builder builder(
            DescriptionReader reader, Architecture architecture, Map<String, Tensor> weights) throws IOException {
        try {
            return reader.builder(architecture, weights);
        } catch (IOException e) {
            throw new IOException("its " + EntryNames.DESCRIPTION + " " + e.getMessage(), e);
        }
    }

    private static Map<String, Tensor> weights(PackageFiles files, FileEntry entry, Architecture architecture)
            throws IOException {
        long most = CODE_BYTES + weightBytes(architecture);
        if (most > MOST_WEIGHT_BYTES) {
            throw new IOException("its network, " + architecture + ", is larger than this version can read");
        }
        byte[] archive = verified(files, entry, most);
        try {
            return ArchiveReader.read(archive, most).tensors();
        } catch (EOFException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IOException("its " + entry.name + " is damaged", e);
        } catch (IOException e) {
            throw new IOException("its " + entry.name + " is damaged: " + e.getMessage(), e);
        }
    }

    private static long weightBytes(Architecture architecture) {
        long bytes = 0;
        for (Parameter parameter : architecture.parameters()) {
            long size = Float.BYTES;
            for (int axis : parameter.shape()) {
                size *= axis;
            }
            bytes += size;
        }
        return bytes;
    }

    private static TestImage testImage(PackageFiles files, FileEntry entry) throws IOException {
        byte[] file = verified(files, entry, MOST_TEST_BYTES);
        try {
            return TestImage.of(Npy.read(file));
        } catch (IOException e) {
            throw new IOException("its " + entry.name + " is damaged: " + e.getMessage(), e);
        }
    }

    private static TrainingRecord record(PackageFiles files, FileEntry entry) throws IOException {
        byte[] file = verified(files, entry, MOST_TRAINING_BYTES);
        try {
            return TrainingRecord.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IOException("its " + entry.name + " is damaged: it is not a text in UTF-8", e);
        } catch (IOException e) {
            throw new IOException("its " + entry.name + " is damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] verified(PackageFiles files, FileEntry entry, long most) throws IOException {
        byte[] content = files.read(entry.name, most);
        if (!Sha256.hex(content).equals(entry.sha256.toLowerCase(Locale.ROOT))) {
            throw new IOException("its " + entry.name + " is not the one that its " + EntryNames.DESCRIPTION
                    + " describes: the SHA-256 differs");
        }
        return content;
    }
}
