package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.macro.Interpreter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.ProbeCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MacroOptionsTest {
    private static Map<String, String> parse(String options) {
        return MacroOptions.parse(options, Map.of("n", "64", "path", "/a b/c.tif")::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "model=General tile=512      | {model=General, tile=512}",
                " a=1   b=2                  | {a=1, b=2}",
                "fit tile=16                 | {fit=true, tile=16}",
                "tile=16 fit                 | {tile=16, fit=true}",
                "input=[my image.tif] a=1    | {input=my image.tif, a=1}",
                "input=[a [b] c] d           | {input=a [b] c, d=true}",
                "input=a[1].tif              | {input=a[1].tif}",
                "input='my image.tif' a=1    | {input=my image.tif, a=1}",
                "input=[]                    | {input=}",
                "input= fit                  | {input=, fit=true}",
                "input=C:\\data\\new.tif     | {input=C:\\data\\new.tif}",
                "input=[C:\\my data\\n.tif]  | {input=C:\\my data\\n.tif}",
                "input=\"a\\\\b\\\"\\u00e9\" | {input=a\\b\"é}",
                "a=b=c                       | {a=b=c}",
                "tile=&n input=[&path]       | {tile=64, input=/a b/c.tif}",
                "tile=&none input='&path'    | {tile=&none, input=&path}"
            })
    void readsWhatMacrosSay(String options, String texts) {
        assertEquals(texts, parse(options).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=[b c       | a=[b c: the bracket is not closed",
                "a='b c       | a='b c: the quote is not closed",
                "a=\"b c      | a=\"b c: the quote is not closed",
                "a=1 a=2      | a: the key is given twice",
                "=5 b         | A key is missing before '=5 b'",
                "a=[b]c       | a: a blank is needed after the closing bracket"
            })
    void refusesWhatIsNoOptionsText(String options, String sentence) {
        Exception error = assertThrows(IllegalArgumentException.class, () -> parse(options));
        assertEquals(sentence, error.getMessage());
    }

    static List<String> awkwardValues() {
        return List.of(
                "",
                " ",
                "a",
                "a b",
                " a",
                "a ",
                "[a]",
                "a]b",
                "a] [b",
                "[",
                "]",
                "'a b'",
                "it's",
                "'",
                "\"",
                "a\"b c",
                "\\",
                "C:\\new\\table\\u0041.tif",
                "C:\\my data\\",
                "&n",
                "&path",
                "&a b",
                "a=b",
                "é",
                "/données/ß 東京 😀.tif",
                "line\nbreak\ttab",
                "µm",
                "a,b;c");
    }

    static List<String> randomValues() {
        Random random = new Random(7);
        String letters = " []'\"\\&=nua0é\n";
        return random.ints(300, 0, 9)
                .mapToObj(length -> random.ints(length, 0, letters.length())
                        .mapToObj(i -> letters.substring(i, i + 1))
                        .collect(Collectors.joining()))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource({"awkwardValues", "randomValues"})
    void everyValueSurvivesPrintingAndReading(String value) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("input", value);
        texts.put("fit", "true");
        texts.put("title", value);
        assertEquals(texts, parse(MacroOptions.print(texts)));
    }

    @ParameterizedTest
    @MethodSource({"awkwardValues", "randomValues"})
    void theRecordedLineReplaysInImageJ(String value) {
        ParameterTable table = ParameterTable.of(ProbeCommand.class);
        Map<String, Object> values = new LinkedHashMap<>(table.parse(Map.of("level", "0.1", "fit", "true")));
        values.put("input", value);
        values.put("folder", value);
        String line = Recording.line(table, table.print(values), false);
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
        String literal = line.substring(line.indexOf("\", \"") + 3, line.lastIndexOf(");"));
        String options = new Interpreter().run("return " + literal + ";", "");
        assertEquals(values, table.parse(parse(options + " ")));
    }

    @Test
    void theRecordedLineNamesTheLabelAndEveryKey() {
        ParameterTable table = ParameterTable.of(ProbeCommand.class);
        String options =
                "input=[] target=[] title=untitled act=return model=General tile=512 seed=1 level=0.25 offset=0 fit=false"
                        + " file=[] folder=[] output=[] keep=true";
        assertEquals("run(\"Probe It...\", \"" + options + "\");", Recording.line(table, table.print(Map.of()), false));
        assertEquals(
                "IJ.run(\"Probe It...\", \"" + options + "\");", Recording.line(table, table.print(Map.of()), true));
    }
}
