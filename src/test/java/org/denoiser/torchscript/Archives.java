package org.denoiser.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives for tests, whole ones and made-up ones. */
final class Archives {
    static final long LARGEST = 1 << 20;
    static final String METHODS = "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n    return x\n";

    private Archives() {}

    static byte[] write(ScriptModule module) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ArchiveWriter.write(module, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The entries of a readable archive of one tensor {@code w} of two numbers, with another pickle. */
    static Map<String, byte[]> entries(byte[] pickle) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("network/data.pkl", pickle);
        entries.put("network/code/__torch__.py", ("class Net(Module):\n" + METHODS).getBytes(StandardCharsets.UTF_8));
        entries.put("network/data/0", new byte[8]);
        return entries;
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Bytes of a pickle: numbers are operations, texts are their arguments, {@code int[]} little-endian numbers. */
    static byte[] pickle(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Object part : parts) {
                if (part instanceof Integer) {
                    out.write((Integer) part);
                } else if (part instanceof int[]) {
                    for (int number : (int[]) part) {
                        out.writeInt(Integer.reverseBytes(number));
                    }
                } else if (part instanceof byte[]) {
                    out.write((byte[]) part);
                } else {
                    out.write(part.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
