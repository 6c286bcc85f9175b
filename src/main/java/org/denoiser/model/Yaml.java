package org.denoiser.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * YAML 1.2 of trees of maps, lists, texts and numbers: written so that readers of YAML 1.1 take it for the same, and read
 * with bounds, since it comes from outside.
 */
final class Yaml {
    /** Bytes of a document, written or read. */
    static final int MOST_BYTES = 1 << 20;

    private static final int DEEPEST = 50;
    /** Enough for people's anchors; a document that grows by aliases needs far more. */
    private static final int MOST_ALIASES = 50;
    /** Longer ones are no numbers, but parsing them as numbers takes time that grows with the square. */
    private static final int LONGEST_PLAIN = 4096;

    private Yaml() {}

    /** The document in block style; the same tree gives the same text. */
    static String write(Map<String, Object> tree) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSplitLines(false)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings, new Representer(settings)).dumpToString(tree);
    }

    /**
     * The tree of a document.
     *
     * @throws IOException with the reason, when it is not a mapping in YAML or oversteps a bound
     */
    static Map<?, ?> read(byte[] document) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("the description")
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(MOST_BYTES)
                .build();
        try {
            String text = decoded(document);
            checkBounds(new Parse(settings).parseString(text));
            Object tree = new Load(settings).loadFromString(text);
            if (tree instanceof Map) {
                return (Map<?, ?>) tree;
            }
        } catch (YamlEngineException e) {
            throw new IOException("is not valid YAML", e);
        }
        throw new IOException("is not a YAML mapping");
    }

    private static String decoded(byte[] document) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("is not a text in UTF-8", e);
        }
    }

    /** The parser keeps its own stack, but what composes the tree calls itself for each level. */
    private static void checkBounds(Iterable<Event> events) throws IOException {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof ScalarEvent) {
                ScalarEvent scalar = (ScalarEvent) event;
                if (scalar.isPlain() && scalar.getValue().length() > LONGEST_PLAIN) {
                    throw new IOException("holds a text of more than " + LONGEST_PLAIN + " characters without quotes");
                }
            }
            if (depth > DEEPEST) {
                throw new IOException("is nested more than " + DEEPEST + " levels deep");
            }
        }
    }

    /** Quotes whatever is not a plain word, and writes numbers without exponents, which YAML 1.1 would take for texts. */
    private static final class Representer extends StandardRepresenter {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
        private static final Pattern RESERVED = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

        private Representer(DumpSettings settings) {
            super(settings);
            representers.put(String.class, value -> text((String) value));
            representers.put(Double.class, value -> number((Double) value));
        }

        private org.snakeyaml.engine.v2.nodes.Node text(String text) {
            boolean plain =
                    PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches();
            return representScalar(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
        }

        private org.snakeyaml.engine.v2.nodes.Node number(double value) {
            String digits = Decimal.exact(value);
            return representScalar(Tag.FLOAT, digits.contains(".") ? digits : digits + ".0", ScalarStyle.PLAIN);
        }
    }
}
