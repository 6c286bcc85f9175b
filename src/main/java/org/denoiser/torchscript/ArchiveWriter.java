package org.denoiser.torchscript;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a {@link ScriptModule} as a TorchScript archive: a zip whose entries are stored uncompressed under one top
 * folder, as {@code torch.jit.save} lays it out and {@code torch.jit.load} reads it (PyTorch, caffe2/serialize, archive
 * version 3). The bytes depend on the module alone, not on the time.
 */
public final class ArchiveWriter {
    static final String TOP = "network/";
    static final String VERSION = "3\n";
    /** Pickle of an empty tuple, protocol 2: there are no constants outside of the code. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private ArchiveWriter() {}

    /** Writes the archive; the stream is left open. */
    public static void write(ScriptModule module, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        store(zip, "data.pkl", Pickler.pickle(module));
        store(zip, "code/__torch__.py", source(module).getBytes(StandardCharsets.UTF_8));
        int key = 0;
        for (Tensor tensor : module.tensors().values()) {
            store(zip, "data/" + key++, bytes(tensor));
        }
        store(zip, "constants.pkl", NO_CONSTANTS);
        store(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
        zip.finish();
    }

    /** The class definition with the declarations of its members and its methods. */
    static String source(ScriptModule module) {
        StringBuilder parameters = new StringBuilder();
        StringBuilder buffers = new StringBuilder();
        StringBuilder declarations = new StringBuilder("  training : bool\n");
        for (Map.Entry<String, Tensor> entry : module.tensors().entrySet()) {
            StringBuilder list = entry.getValue().isTrainable() ? parameters : buffers;
            list.append('"').append(entry.getKey()).append("\", ");
            declarations.append("  ").append(entry.getKey()).append(" : Tensor\n");
        }
        return "class Net(Module):\n  __parameters__ = [" + parameters + "]\n  __buffers__ = [" + buffers + "]\n"
                + declarations + module.methods();
    }

    private static byte[] bytes(Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.multiplyExact(tensor.size(), tensor.type().size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.type().put(bytes, tensor.valueAt(i));
        }
        return bytes.array();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(TOP + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
