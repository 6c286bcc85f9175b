package org.denoiser.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes the {@code data.pkl} of a module: the subset of Python's pickle protocol 2 (PEP 307) that a module of tensors
 * needs.
 */
final class Pickler {
    static final int PROTO = 0x80;
    static final int GLOBAL = 'c';
    static final int EMPTY_TUPLE = ')';
    static final int NEWOBJ = 0x81;
    static final int EMPTY_DICT = '}';
    static final int MARK = '(';
    static final int BINUNICODE = 'X';
    static final int NEWFALSE = 0x89;
    static final int NEWTRUE = 0x88;
    static final int BININT = 'J';
    static final int TUPLE = 't';
    static final int BINPERSID = 'Q';
    static final int REDUCE = 'R';
    static final int SETITEMS = 'u';
    static final int BUILD = 'b';
    static final int STOP = '.';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Pickler() {}

    static byte[] pickle(ScriptModule module) {
        Pickler pickler = new Pickler();
        pickler.module(module);
        return pickler.out.toByteArray();
    }

    private void module(ScriptModule module) {
        out.write(PROTO);
        out.write(2);
        global("__torch__", "Net");
        out.write(EMPTY_TUPLE);
        out.write(NEWOBJ);
        out.write(EMPTY_DICT);
        out.write(MARK);
        text("training");
        out.write(NEWFALSE);
        int key = 0;
        for (Map.Entry<String, Tensor> entry : module.tensors().entrySet()) {
            text(entry.getKey());
            tensor(entry.getValue(), key++);
        }
        out.write(SETITEMS);
        out.write(BUILD);
        out.write(STOP);
    }

    private void tensor(Tensor tensor, int key) {
        global("torch._utils", "_rebuild_tensor_v2");
        out.write(MARK);
        out.write(MARK);
        text("storage");
        global("torch", tensor.type().storage());
        text(Integer.toString(key));
        text("cpu");
        integer(tensor.size());
        out.write(TUPLE);
        out.write(BINPERSID);
        integer(0);
        int[] shape = tensor.shape();
        tuple(shape);
        tuple(strides(shape));
        out.write(tensor.isTrainable() ? NEWTRUE : NEWFALSE);
        global("collections", "OrderedDict");
        out.write(EMPTY_TUPLE);
        out.write(REDUCE);
        out.write(TUPLE);
        out.write(REDUCE);
    }

    static int[] strides(int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    private void tuple(int[] values) {
        if (values.length == 0) {
            out.write(EMPTY_TUPLE);
            return;
        }
        out.write(MARK);
        for (int value : values) {
            integer(value);
        }
        out.write(TUPLE);
    }

    private void global(String module, String name) {
        out.write(GLOBAL);
        ascii(module + "\n" + name + "\n");
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.write(BINUNICODE);
        littleEndian(bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    private void integer(int value) {
        out.write(BININT);
        littleEndian(value);
    }

    private void littleEndian(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }

    private void ascii(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        out.write(bytes, 0, bytes.length);
    }
}
