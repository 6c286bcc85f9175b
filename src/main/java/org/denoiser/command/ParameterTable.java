package org.denoiser.command;

import ij.ImagePlus;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * The keys of a command and the one grammar by which macro, dialog and shell give it values. The keys are in the order of the
 * fields, those of the classes that the command extends first, but advanced keys come after all others: what a dialog shows at first
 * stays in its place when it shows the rest. Immutable and thread-safe.
 */
public final class ParameterTable {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*");

    private final Class<? extends DenoiserCommand> commandClass;
    private final Plugin plugin;
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, Field> images = new LinkedHashMap<>();

    private ParameterTable(Class<? extends DenoiserCommand> commandClass) {
        this.commandClass = commandClass;
        this.plugin = commandClass.getAnnotation(Plugin.class);
        DenoiserCommand prototype = newCommand();
        List<Key> inOrder = new ArrayList<>();
        for (Field field : fields()) {
            Parameter parameter = field.getAnnotation(Parameter.class);
            if (parameter == null || parameter.type() == ItemIO.OUTPUT) continue;
            field.setAccessible(true);
            if (field.getType() == ImagePlus.class) images.put(field.getName(), field);
            if (!isKeyType(field.getType())) continue;
            if (!WORD.matcher(field.getName()).matches()) {
                throw new IllegalStateException(field + " must be a single lower-case word to be a key");
            }
            Object value = valueOf(field, prototype);
            inOrder.add(new Key(field, value == null ? "" : value));
        }
        inOrder.sort(Comparator.comparing(Key::isAdvanced));
        inOrder.forEach(key -> keys.put(key.name(), key));
    }

    /** The fields that may be keys; the machinery that all commands share has none. */
    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Class<?> level = commandClass; level != DenoiserCommand.class; level = level.getSuperclass()) {
            fields.addAll(0, Arrays.asList(level.getDeclaredFields()));
        }
        return fields;
    }

    private static boolean isKeyType(Class<?> type) {
        return type == String.class
                || type == boolean.class
                || type == int.class
                || type == long.class
                || type == double.class;
    }

    private static Object valueOf(Field field, DenoiserCommand command) {
        try {
            return field.get(command);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The table of a command class, which needs a constructor without arguments and a {@code @Plugin} with name and label. */
    public static ParameterTable of(Class<? extends DenoiserCommand> commandClass) {
        return new ParameterTable(commandClass);
    }

    public Class<? extends DenoiserCommand> commandClass() {
        return commandClass;
    }

    /** The command's name in a shell, such as {@code denoise}. */
    public String name() {
        return plugin.name();
    }

    /** The command's label in ImageJ's menu, such as {@code Denoise Image...}; one without a menu entry has no dots at its end. */
    public String label() {
        return plugin.label();
    }

    /** The label without its dots, for titles and messages. */
    public String title() {
        return label().replace("...", "");
    }

    /** Whether the command stands in ImageJ's menu. */
    public boolean isInMenu() {
        return label().endsWith("...");
    }

    /** A sentence on what the command does. */
    public String description() {
        return plugin.description();
    }

    /** All keys in order. */
    public List<Key> keys() {
        return Collections.unmodifiableList(new ArrayList<>(keys.values()));
    }

    /** The key of a name, or null if the command has none of that name. */
    public Key key(String name) {
        return keys.get(name);
    }

    /** Whether the first of the command's outputs, what it is run for, is an image. */
    public boolean makesImage() {
        for (Field field : fields()) {
            Parameter parameter = field.getAnnotation(Parameter.class);
            if (parameter != null && parameter.type() == ItemIO.OUTPUT) return field.getType() == ImagePlus.class;
        }
        return false;
    }

    /**
     * Reads texts into values.
     *
     * @param texts key to text; keys left out get their defaults
     * @return every key with its value, in the order of the table
     * @throws IllegalArgumentException with one sentence that names the first wrong key, the value and what is allowed
     */
    public Map<String, Object> parse(Map<String, String> texts) {
        for (String name : texts.keySet()) if (!keys.containsKey(name)) throw unknown(name);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Key key : keys.values()) {
            String text = texts.get(key.name());
            values.put(key.name(), text == null ? key.check(key.defaultValue()) : key.parse(text));
        }
        return values;
    }

    /** Writes values as texts that {@link #parse} reads back into the same values; keys left out get their defaults. */
    public Map<String, String> print(Map<String, Object> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Key key : keys.values()) {
            texts.put(key.name(), key.print(values.getOrDefault(key.name(), key.defaultValue())));
        }
        return texts;
    }

    /** The present values of a command's keys as texts, in the order of the table. */
    Map<String, String> texts(DenoiserCommand command) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Key key : keys.values()) {
            texts.put(key.name(), key.print(key.valueIn(command)));
        }
        return texts;
    }

    /** Those of {@link #texts} that differ from the defaults. */
    Map<String, String> changed(DenoiserCommand command) {
        Map<String, String> texts = texts(command);
        keys.values().forEach(key -> texts.remove(key.name(), key.print(key.defaultValue())));
        return texts;
    }

    /** Puts values, as {@link #parse} gives them, into the fields of a command. */
    void fill(DenoiserCommand command, Map<String, Object> values) {
        values.forEach((name, value) -> keys.get(name).setIn(command, value));
    }

    /** Checks the fields of a command that anyone may have set, and puts choices into their own spelling. */
    void check(DenoiserCommand command) {
        for (Key key : keys.values()) if (!isGivenAsImage(key, command)) key.check(command);
    }

    private boolean isGivenAsImage(Key key, DenoiserCommand command) {
        Field field = key.kind() == Key.Kind.IMAGE ? images.get(key.imageField()) : null;
        return field != null && valueOf(field, command) != null;
    }

    private IllegalArgumentException unknown(String name) {
        String nearest = Spelling.nearest(name, keys.keySet());
        String hint = nearest == null ? "" : ": did you mean '" + nearest + "'?";
        String all = keys.values().stream().map(Key::name).collect(Collectors.joining(", "));
        return new IllegalArgumentException("Unknown key '" + name + "' of '" + name() + "'"
                + (hint.isEmpty() ? "." : hint) + " Keys: " + all + ".");
    }

    private DenoiserCommand newCommand() {
        try {
            return commandClass.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(commandClass + " needs a public constructor without arguments", e);
        }
    }
}
