package org.denoiser.torchscript;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link Pickler} writes and refuses everything else: no class is looked up, nothing is executed, values can
 * only be texts, integers, booleans, tuples, the handful of names below, and tensors.
 */
final class Unpickler {
    private static final int MOST_STACKED = 100_000;

    /** A {@code module name} pair; only compared, never resolved. */
    private static final class Name {
        private final String text;

        Name(String text) {
            this.text = text;
        }
    }

    /** What a persistent id says of a storage. */
    private static final class Storage {
        private final TensorType type;
        private final String key;
        private final int elements;

        Storage(TensorType type, String key, int elements) {
            this.type = type;
            this.key = key;
            this.elements = elements;
        }
    }

    /** A tensor as the pickle describes it, its data lying elsewhere in the archive. */
    static final class TensorEntry {
        final TensorType type;
        final String key;
        final int[] shape;
        final boolean trainable;

        TensorEntry(TensorType type, String key, int[] shape, boolean trainable) {
            this.type = type;
            this.key = key;
            this.shape = shape;
            this.trainable = trainable;
        }
    }

    private static final Object MARK = new Object();

    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private Map<String, TensorEntry> tensors;

    private Unpickler(byte[] pickle) {
        in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The tensors of a module by name, in stored order. */
    static Map<String, TensorEntry> tensors(byte[] pickle) throws IOException {
        try {
            return new Unpickler(pickle).read();
        } catch (BufferUnderflowException e) {
            throw new IOException("the pickle of the network ends too early", e);
        } catch (RuntimeException e) {
            // Operations in another order find something else on the stack than they need, or nothing at all.
            throw new IOException("the pickle of the network is not one that Denoiser wrote", e);
        }
    }

    private Map<String, TensorEntry> read() throws IOException {
        while (true) {
            int code = in.get() & 0xff;
            if (code == Pickler.STOP) {
                if (tensors == null) {
                    throw new IOException("the pickle of the network holds no module");
                }
                if (in.hasRemaining()) {
                    throw new IOException("the pickle of the network goes on after its end");
                }
                return tensors;
            }
            step(code);
            if (stack.size() > MOST_STACKED) {
                throw new IOException("the pickle of the network is nested too deeply");
            }
        }
    }

    private void step(int code) throws IOException {
        switch (code) {
            case Pickler.PROTO:
                if (in.get() != 2) {
                    throw new IOException("the pickle of the network is not of protocol 2");
                }
                break;
            case Pickler.GLOBAL:
                stack.push(new Name(line() + " " + line()));
                break;
            case Pickler.EMPTY_TUPLE:
                stack.push(List.of());
                break;
            case Pickler.EMPTY_DICT:
                stack.push(new LinkedHashMap<String, Object>());
                break;
            case Pickler.MARK:
                stack.push(MARK);
                break;
            case Pickler.BINUNICODE:
                stack.push(text());
                break;
            case Pickler.NEWFALSE:
                stack.push(Boolean.FALSE);
                break;
            case Pickler.NEWTRUE:
                stack.push(Boolean.TRUE);
                break;
            case Pickler.BININT:
                stack.push(in.getInt());
                break;
            case Pickler.TUPLE:
                stack.push(popToMark());
                break;
            default:
                build(code);
        }
    }

    private void build(int code) throws IOException {
        switch (code) {
            case Pickler.NEWOBJ:
                stack.pop();
                expect(stack.peek(), "__torch__ Net");
                break;
            case Pickler.BINPERSID:
                stack.push(storage((List<?>) stack.pop()));
                break;
            case Pickler.REDUCE:
                List<?> arguments = (List<?>) stack.pop();
                stack.push(reduce((Name) stack.pop(), arguments));
                break;
            case Pickler.SETITEMS:
                setItems(popToMark());
                break;
            case Pickler.BUILD:
                takeModule((Map<?, ?>) stack.pop());
                break;
            default:
                throw new IOException(
                        String.format("the pickle of the network uses operation 0x%02x, which is not allowed", code));
        }
    }

    private Object reduce(Name function, List<?> arguments) throws IOException {
        if (function.text.equals("collections OrderedDict")) {
            return arguments;
        }
        expect(function, "torch._utils _rebuild_tensor_v2");
        Storage storage = (Storage) arguments.get(0);
        int[] shape = integers((List<?>) arguments.get(2));
        int[] strides = integers((List<?>) arguments.get(3));
        boolean whole = ((Integer) arguments.get(1)) == 0
                && Arrays.equals(strides, Pickler.strides(shape))
                && Tensor.elements(shape) == storage.elements;
        if (!whole) {
            throw new IOException("a tensor of the network is a view of its storage, which is not allowed");
        }
        return new TensorEntry(storage.type, storage.key, shape, (Boolean) arguments.get(4));
    }

    private static Storage storage(List<?> id) throws IOException {
        String name = ((Name) id.get(1)).text;
        TensorType type = name.startsWith("torch ") ? TensorType.ofStorage(name.substring(6)) : null;
        if (type == null || !"storage".equals(id.get(0))) {
            throw new IOException("tensors of type '" + name + "' are not read");
        }
        return new Storage(type, (String) id.get(2), (Integer) id.get(4));
    }

    private void setItems(List<Object> items) {
        @SuppressWarnings("unchecked")
        Map<String, Object> map = (Map<String, Object>) stack.peek();
        for (int i = 0; i < items.size(); i += 2) {
            map.put((String) items.get(i), items.get(i + 1));
        }
    }

    private void takeModule(Map<?, ?> members) throws IOException {
        tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (member.getValue() instanceof TensorEntry) {
                tensors.put((String) member.getKey(), (TensorEntry) member.getValue());
            } else if (!member.getKey().equals("training")) {
                throw new IOException("member '" + member.getKey() + "' of the network is no tensor");
            }
        }
    }

    private List<Object> popToMark() {
        List<Object> items = new ArrayList<>();
        for (Object item = stack.pop(); item != MARK; item = stack.pop()) {
            items.add(item);
        }
        java.util.Collections.reverse(items);
        return items;
    }

    private static int[] integers(List<?> list) {
        return list.stream().mapToInt(value -> (Integer) value).toArray();
    }

    private static void expect(Object found, String name) throws IOException {
        if (!(found instanceof Name) || !((Name) found).text.equals(name)) {
            throw new IOException("the pickle of the network names something else where '" + name + "' is needed");
        }
    }

    private String text() throws IOException {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IOException("the pickle of the network ends too early");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte b = in.get(); b != '\n'; b = in.get()) {
            line.append((char) b);
        }
        return line.toString();
    }
}
