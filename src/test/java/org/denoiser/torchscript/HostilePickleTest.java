package org.denoiser.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles that would run code, ask for memory or make a careless reader stumble. */
class HostilePickleTest {
    private static final Object[] HEAD = {0x80, 2, "c__torch__\nNet\n)", 0x81, "}("};
    private static final Object[] TAIL = {"ub."};

    private static Object text(String value) {
        return Archives.pickle("X", new int[] {value.length()}, value);
    }

    private static Object number(int value) {
        return Archives.pickle("J", new int[] {value});
    }

    private static Object storage(String type, int elements) {
        return Archives.pickle("(", text("storage"), "c" + type + "\n", text("0"), text("cpu"), number(elements), "tQ");
    }

    private static Object tuple(int... values) {
        Object[] parts =
                Arrays.stream(values).mapToObj(HostilePickleTest::number).toArray();
        return values.length == 0 ? ")" : Archives.pickle("(", Archives.pickle(parts), "t");
    }

    private static byte[] tensor(Object storage, int offset, Object shape, Object strides) {
        return Archives.pickle(
                "ctorch._utils\n_rebuild_tensor_v2\n(",
                storage,
                number(offset),
                shape,
                strides,
                0x89,
                "ccollections\nOrderedDict\n)RtR");
    }

    private static byte[] module(Object... members) {
        return Archives.pickle(Archives.pickle(HEAD), Archives.pickle(members), Archives.pickle(TAIL));
    }

    private static IOException refusal(byte[] pickle) {
        byte[] archive = Archives.zip(Archives.entries(pickle));
        return assertThrows(IOException.class, () -> ArchiveReader.read(archive, Archives.LARGEST));
    }

    @Test
    void theseHelpersBuildWhatThePicklerWrites() throws IOException {
        byte[] built = module(
                text("training"), 0x89, text("w"), tensor(storage("torch\nFloatStorage", 2), 0, tuple(2), tuple(1)));
        ScriptModule plain = new ScriptModule(Map.of("w", Tensor.of(new float[2], 2)), Archives.METHODS);
        assertEquals(plain.tensors(), Unpicklers.read(built));
        assertEquals(Arrays.toString(Pickler.pickle(plain)), Arrays.toString(built));
    }

    static Stream<Named<byte[]>> hostile() {
        Object ok = storage("torch\nFloatStorage", 2);
        return Stream.of(
                Named.of("os.system", Archives.pickle(0x80, 2, "cos\nsystem\n(", text("true"), "tR.")),
                Named.of("os.system as member", module(text("w"), "cos\nsystem\n(", text("true"), "tR")),
                Named.of("eval", module(text("w"), "cbuiltins\neval\n(", text("1"), "tR")),
                Named.of("other rebuild", module(text("w"), "ctorch._utils\n_rebuild_qtensor\n(", ok, "tR")),
                Named.of(
                        "OrderedDict as class",
                        Archives.pickle(0x80, 2, "ccollections\nOrderedDict\n)", 0x81, "}(ub.")),
                Named.of("class of another name", Archives.pickle(0x80, 2, "c__torch__\nEvil\n)", 0x81, "}(ub.")),
                Named.of(
                        "storage of objects",
                        module(text("w"), tensor(storage("os\nsystem", 2), 0, tuple(2), tuple(1)))),
                Named.of(
                        "double", module(text("w"), tensor(storage("torch\nDoubleStorage", 2), 0, tuple(2), tuple(1)))),
                Named.of(
                        "shape overflow",
                        module(text("w"), tensor(ok, 0, tuple(1 << 30, 1 << 30, 1 << 4), tuple(1, 1, 1)))),
                Named.of(
                        "shape overflow to 2",
                        module(text("w"), tensor(ok, 0, tuple(1 << 31, 1 << 31, 2), tuple(1, 1, 1)))),
                Named.of("negative sizes", module(text("w"), tensor(ok, 0, tuple(-1, -2), tuple(-2, 1)))),
                Named.of(
                        "negative storage",
                        module(text("w"), tensor(storage("torch\nFloatStorage", -1), 0, tuple(-1), tuple(1)))),
                Named.of("larger than storage", module(text("w"), tensor(ok, 0, tuple(3), tuple(1)))),
                Named.of("smaller than storage", module(text("w"), tensor(ok, 0, tuple(1), tuple(1)))),
                Named.of(
                        "half as long as its data",
                        module(text("w"), tensor(storage("torch\nHalfStorage", 2), 0, tuple(2), tuple(1)))),
                Named.of(
                        "twice as many halves as there is data",
                        module(text("w"), tensor(storage("torch\nHalfStorage", 8), 0, tuple(8), tuple(1)))),
                Named.of(
                        "huge storage of halves",
                        module(
                                text("w"),
                                tensor(
                                        storage("torch\nHalfStorage", Integer.MAX_VALUE),
                                        0,
                                        tuple(Integer.MAX_VALUE),
                                        tuple(1)))),
                Named.of("offset", module(text("w"), tensor(ok, 1, tuple(2), tuple(1)))),
                Named.of("stride 0", module(text("w"), tensor(ok, 0, tuple(2), tuple(0)))),
                Named.of(
                        "huge storage",
                        module(
                                text("w"),
                                tensor(
                                        storage("torch\nFloatStorage", Integer.MAX_VALUE),
                                        0,
                                        tuple(Integer.MAX_VALUE),
                                        tuple(1)))),
                Named.of(
                        "shared storage",
                        module(
                                text("v"),
                                tensor(ok, 0, tuple(2), tuple(1)),
                                text("w"),
                                tensor(ok, 0, tuple(2), tuple(1)))),
                Named.of("text longer than file", module("X", new int[] {Integer.MAX_VALUE}, "a")),
                Named.of("text of negative length", module("X", new int[] {-1}, "a")),
                Named.of("name without end", Archives.pickle(0x80, 2, "c__torch__")),
                Named.of("odd number of items", module(text("training"))),
                Named.of("items without map", Archives.pickle(0x80, 2, "(", text("a"), text("b"), "u.")),
                Named.of("items into nothing", Archives.pickle(0x80, 2, "(u.")),
                Named.of("items into a list", Archives.pickle(0x80, 2, ")(", text("a"), text("b"), "u.")),
                Named.of("number as a key", module(number(1), number(1))),
                Named.of("mark missing", Archives.pickle(0x80, 2, "t.")),
                Named.of("empty persistent id", Archives.pickle(0x80, 2, ")Q.")),
                Named.of("tensor without arguments", module(text("w"), "ctorch._utils\n_rebuild_tensor_v2\n)R")),
                Named.of("number called", Archives.pickle(0x80, 2, number(1), ")R.")),
                Named.of("text built", Archives.pickle(0x80, 2, text("a"), "b.")),
                Named.of("nothing", Archives.pickle(0x80, 2, ".")),
                Named.of("empty", new byte[0]),
                Named.of("no end", Arrays.copyOf(module(), module().length - 1)),
                Named.of("more behind the end", Archives.pickle(module(), "cos\nsystem\n")),
                Named.of("protocol 4", Archives.pickle(0x80, 4, ".")),
                Named.of("marks without end", Archives.pickle(0x80, 2, "(".repeat(900_000))),
                Named.of("memo", Archives.pickle(0x80, 2, "}q", 0, "h", 0, ".")),
                Named.of("member named training", module(text("training"), tensor(ok, 0, tuple(2), tuple(1)))),
                Named.of("member with a path", module(text("../w"), tensor(ok, 0, tuple(2), tuple(1)))));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(byte[] pickle) {
        assertTrue(refusal(pickle).getMessage().matches("(?s).*(network|tensor|member|name).*"));
    }

    @Test
    void everyOtherOperationIsRefusedByName() {
        String allowed = new String(
                new char[] {0x80, 'c', ')', 0x81, '}', '(', 'X', 0x89, 0x88, 'J', 't', 'Q', 'R', 'u', 'b', '.'});
        for (int code = 0; code < 256; code++) {
            if (allowed.indexOf(code) < 0) {
                String message = refusal(Archives.pickle(0x80, 2, code, ".")).getMessage();
                assertTrue(message.contains(String.format("0x%02x", code)), message);
            }
        }
    }

    @Test
    void deepNestingIsNoTrouble() {
        String nested = "(".repeat(90_000) + "t".repeat(90_000);
        refusal(Archives.pickle(0x80, 2, nested, "."));
        refusal(module(text("w"), nested));
    }

    @Test
    void randomOperationsAreRefused() {
        byte[][] words = {
            Archives.pickle("("),
            Archives.pickle(")"),
            Archives.pickle("}"),
            Archives.pickle("t"),
            Archives.pickle("R"),
            Archives.pickle("Q"),
            Archives.pickle("u"),
            Archives.pickle("b"),
            Archives.pickle(0x81),
            Archives.pickle(0x88),
            Archives.pickle(number(0)),
            Archives.pickle(number(-1)),
            Archives.pickle(text("storage")),
            Archives.pickle("c__torch__\nNet\n"),
            Archives.pickle("ctorch._utils\n_rebuild_tensor_v2\n"),
            Archives.pickle("ctorch\nFloatStorage\n"),
            Archives.pickle("ccollections\nOrderedDict\n"),
            Archives.pickle(storage("torch\nFloatStorage", 2)),
            Archives.pickle(tuple(2)),
            Archives.pickle(tuple(1)),
        };
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            Object[] parts = new Object[2 + random.nextInt(14)];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = words[random.nextInt(words.length)];
            }
            parts[parts.length - 1] = ".";
            readOrRefuse(Archives.pickle(parts), seed);
        }
    }

    private static void readOrRefuse(byte[] pickle, int seed) {
        try {
            Unpickler.tensors(pickle);
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("network") || e.getMessage().contains("tensor"), e.getMessage());
        } catch (RuntimeException e) {
            fail("seed " + seed, e);
        }
    }

    /** Reads through a whole archive. */
    private static final class Unpicklers {
        static Map<String, Tensor> read(byte[] pickle) throws IOException {
            return ArchiveReader.read(Archives.zip(Archives.entries(pickle)), Archives.LARGEST)
                    .tensors();
        }
    }
}
