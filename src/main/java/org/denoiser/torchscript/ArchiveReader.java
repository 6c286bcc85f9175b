package org.denoiser.torchscript;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the archives that {@link ArchiveWriter} writes: the tensors and the code, without running anything. Archives of
 * other programs are refused, except where they happen to be as plain; those are for libtorch to load.
 */
public final class ArchiveReader {
    private static final String CLASS = "class Net(Module):\n";
    private static final int LONGEST_ENTRY = Integer.MAX_VALUE - 16;
    private static final int END_OF_DIRECTORY = 22;
    private static final int END_SIGNATURE = 0x06054b50;

    private ArchiveReader() {}

    /**
     * @param archive the whole archive
     * @param largest bytes that its entries may have together, at least 0: a guard against zip bombs
     * @throws IOException when the archive is truncated, damaged, too large or not of this project's making
     */
    public static ScriptModule read(byte[] archive, long largest) throws IOException {
        Map<String, byte[]> entries = entries(archive, largest);
        byte[] pickle = need(entries, "data.pkl");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Set<String> storages = new HashSet<>();
        for (Map.Entry<String, Unpickler.TensorEntry> entry :
                Unpickler.tensors(pickle).entrySet()) {
            // Otherwise a small archive could ask for any amount of memory.
            if (!storages.add(entry.getValue().key)) {
                throw new IOException("two tensors of the network share their data, which is not allowed");
            }
            tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), entries));
        }
        String source = new String(need(entries, "code/__torch__.py"), StandardCharsets.UTF_8);
        int methods = source.indexOf("  def ");
        if (!source.startsWith(CLASS) || methods < 0) {
            throw new IOException("the code of the network is not one that Denoiser wrote");
        }
        try {
            return new ScriptModule(tensors, source.substring(methods));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> entries(byte[] archive, long largest) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        long left = largest;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes((int) Math.min(left, LONGEST_ENTRY - 1) + 1);
                left -= content.length;
                if (left < 0 || content.length == LONGEST_ENTRY) {
                    throw new IOException("the network's archive holds more than " + largest + " bytes");
                }
                String name = entry.getName();
                if (entries.put(name.substring(name.indexOf('/') + 1), content) != null) {
                    throw new IOException("the network's archive has two entries '" + name + "'");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the network's archive is damaged", e);
        }
        needDirectory(archive, entries.size());
        return entries;
    }

    /** The directory at the end, which other programs read first, must be whole (PKWARE APPNOTE 6.3.10, 4.3.16). */
    private static void needDirectory(byte[] archive, int entries) throws IOException {
        int start = archive.length - END_OF_DIRECTORY;
        if (start >= 0) {
            ByteBuffer end = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
            long size = Integer.toUnsignedLong(end.getInt(start + 12));
            long offset = Integer.toUnsignedLong(end.getInt(start + 16));
            if (end.getInt(start) == END_SIGNATURE && end.getShort(start + 10) == entries && offset + size == start) {
                return;
            }
        }
        throw new IOException("the network's archive is truncated or damaged at its end");
    }

    private static byte[] need(Map<String, byte[]> entries, String name) throws IOException {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new IOException("the network's archive has no entry '" + name + "'");
        }
        return content;
    }

    private static Tensor tensor(String name, Unpickler.TensorEntry entry, Map<String, byte[]> entries)
            throws IOException {
        byte[] content = need(entries, "data/" + entry.key);
        int elements = Tensor.elements(entry.shape);
        if (content.length != (long) elements * entry.type.size()) {
            throw new IOException("tensor '" + name + "' of the network has " + content.length + " bytes instead of "
                    + (long) elements * entry.type.size());
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = entry.type.get(bytes);
        }
        return Tensor.of(values, entry.shape).as(entry.type).trainable(entry.trainable);
    }
}
