package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.plugin.Parameter;

class ParameterTableTest {
    private final ParameterTable table = ParameterTable.of(ProbeCommand.class);

    @Test
    void keysAreTheFieldsInOrderWithTheirKinds() {
        String keys =
                table.keys().stream().map(key -> key.name() + ":" + key.kind()).collect(Collectors.joining(" "));
        assertEquals(
                "input:IMAGE target:IMAGE title:TEXT act:CHOICE model:CHOICE tile:INTEGER seed:INTEGER level:NUMBER"
                        + " offset:NUMBER fit:FLAG file:FILE folder:FOLDER output:SAVE keep:FLAG",
                keys);
        assertEquals("probe", table.name());
        assertEquals("Probe It...", table.label());
        assertTrue(table.makesImage());
    }

    @Test
    void nothingGivenIsTheDefaults() {
        Map<String, Object> values = table.parse(Map.of());
        assertEquals(512, values.get("tile"));
        assertEquals(1L, values.get("seed"));
        assertEquals(0.25, values.get("level"));
        assertEquals(false, values.get("fit"));
        assertEquals("", values.get("input"));
        assertEquals(table.keys().size(), values.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tile=abc     | tile=abc: a whole number from 16 to 4096 is needed",
                "tile=12.5    | tile=12.5: a whole number from 16 to 4096 is needed",
                "tile=4097    | tile=4097: a whole number from 16 to 4096 is needed",
                "tile=15      | tile=15: a whole number from 16 to 4096 is needed",
                "tile=99999999999 | tile=99999999999: a whole number from 16 to 4096 is needed",
                "tile=        | tile=: a whole number from 16 to 4096 is needed",
                "seed=-1      | seed=-1: a whole number of at least 0 is needed",
                "level=1.01   | level=1.01: a number from 0 to 1 is needed",
                "level=0,5    | level=0,5: a number from 0 to 1 is needed",
                "level=NaN    | level=NaN: a number from 0 to 1 is needed",
                "offset=1e999 | offset=Infinity: a number is needed",
                "act=jump     | act=jump: one of return, refuse, file, crash, wait is needed",
                "fit=maybe    | fit=maybe: true or false is needed",
                "title=       | title: a value is needed",
                "model=       | model: one of General, Fluorescence or a file is needed",
                "tiel=512     | Unknown key 'tiel' of 'probe': did you mean 'tile'? Keys: input, target, title, act, model, tile,"
                        + " seed, level, offset, fit, file, folder, output, keep.",
                "Level=0      | Unknown key 'Level' of 'probe': did you mean 'level'? Keys: input, target, title, act, model, tile,"
                        + " seed, level, offset, fit, file, folder, output, keep.",
                "zzz=0        | Unknown key 'zzz' of 'probe'. Keys: input, target, title, act, model, tile, seed, level, offset,"
                        + " fit, file, folder, output, keep."
            })
    void wrongValuesAreRefusedInOneSentence(String pair, String sentence) {
        String[] keyAndValue = pair.split("=", 2);
        Exception error =
                assertThrows(IllegalArgumentException.class, () -> table.parse(Map.of(keyAndValue[0], keyAndValue[1])));
        assertEquals(sentence, error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "tile, 16, 16",
        "tile, 512.0, 512",
        "tile, 1e3, 1000",
        "tile, ' 64 ', 64",
        "seed, 9223372036854775807, 9223372036854775807",
        "level, 1e-3, 0.001",
        "offset, -0.5, -0.5",
        "fit, 1, true",
        "keep, 0, false",
        "fit, TRUE, true",
        "act, Refuse, refuse",
        "model, fluorescence, Fluorescence",
        "model, my models/a.zip, my models/a.zip",
        "title, ' a ', ' a '"
    })
    void valuesAreReadInTheirUsualSpellings(String key, String text, String value) {
        assertEquals(value, table.parse(Map.of(key, text)).get(key).toString());
    }

    static List<Object> numbers() {
        return List.of(0.0, -0.0, 0.1, 1.0 / 3, 1e-300, 1.7976931348623157e308, 4.9e-324, 123456789.125, -2.5e-7);
    }

    @ParameterizedTest
    @CsvSource({"0.0005, 0.0005", "1e-7, 0.0000001", "25.0, 25", "1e8, 100000000", "-0.25, -0.25"})
    void numbersAreShownPlainly(double number, String text) {
        assertEquals(text, table.key("offset").print(number));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersSurvivePrintingAndReading(double number) {
        Key key = table.key("offset");
        assertEquals(number, (Double) key.parse(key.print(number)), 0.0);
    }

    @Test
    void printedValuesReadBackAsTheSameValues() {
        Map<String, Object> values =
                new HashMap<>(table.parse(Map.of("level", "0.125", "fit", "true", "title", "a b")));
        assertEquals(values, table.parse(table.print(values)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "inptu", "inputs", "imput", "nput"})
    void aMistypedKeyIsRecognised(String typed) {
        assertEquals("input", Spelling.nearest(typed, List.of("output", "target", "input", "tile")));
    }

    @Test
    void aStrangerIsNotGuessed() {
        assertNull(Spelling.nearest("xyz", List.of("input", "tile", "device")));
    }

    @Test
    void noCommandRemembersValuesThroughSciJava() {
        // headless, SciJava would give a script the last user's value in place of the default
        for (ParameterTable command : Commands.all()) {
            for (Class<?> level = command.commandClass();
                    level != DenoiserCommand.class;
                    level = level.getSuperclass()) {
                for (var field : level.getDeclaredFields()) {
                    Parameter parameter = field.getAnnotation(Parameter.class);
                    boolean input = parameter != null && parameter.type() == org.scijava.ItemIO.INPUT;
                    assertTrue(!input || !parameter.persist(), field + " needs persist = false");
                }
            }
        }
    }

    @Test
    void inheritedKeysComeFirst() {
        List<String> names = ParameterTable.of(TrainCommand.class).keys().stream()
                .map(Key::name)
                .collect(Collectors.toList());
        assertEquals("input", names.get(0));
        assertTrue(names.indexOf("level") < names.indexOf("output"), names::toString);
        assertTrue(names.indexOf("output") < names.indexOf("epochs"), names::toString);
    }

    @Test
    void advancedKeysComeLastAndAreInOrderThemselves() {
        for (ParameterTable command : Commands.all()) {
            List<Boolean> advanced =
                    command.keys().stream().map(Key::isAdvanced).collect(Collectors.toList());
            assertEquals(advanced.stream().sorted().collect(Collectors.toList()), advanced, command.name());
        }
        List<String> names = ParameterTable.of(FolderCommand.class).keys().stream()
                .map(Key::name)
                .collect(Collectors.toList());
        assertEquals(
                List.of(
                        "input",
                        "output",
                        "model",
                        "strength",
                        "files",
                        "recursive",
                        "type",
                        "tile",
                        "overlap",
                        "range",
                        "device",
                        "precision",
                        "ensemble",
                        "virtual",
                        "own",
                        "again"),
                names);
    }

    @Test
    void everyKeyIsExplained() {
        for (ParameterTable command : Commands.all()) {
            assertTrue(!command.title().contains("."), command.label());
            assertTrue(command.description().endsWith("."), command.name());
            for (Key key : command.keys()) {
                assertTrue(key.description().endsWith("."), command.name() + " " + key.name());
                assertTrue(!key.label().equals(key.name()), command.name() + " " + key.name() + " has no label");
                key.parse(
                        key.print(key.defaultValue()).isEmpty() && key.isRequired()
                                ? "x"
                                : key.print(key.defaultValue()));
            }
        }
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        Exception error = assertThrows(IllegalArgumentException.class, () -> Commands.named("nosie"));
        assertTrue(
                error.getMessage().startsWith("Unknown command 'nosie': did you mean 'noise'? Commands: "),
                error.getMessage());
    }
}
