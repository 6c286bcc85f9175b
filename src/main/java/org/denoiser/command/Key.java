package org.denoiser.command;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/**
 * One key of a command, read from one annotated field: the single source of its dialog field, its macro and shell grammar, its
 * line in the help and its check. Immutable.
 *
 * <p>The field's name is the key, its initialiser the default, its type the kind: {@code boolean} is a flag, {@code int} and
 * {@code long} are integers, {@code double} is a number, {@code String} is the rest. Of the annotation, {@code label},
 * {@code description}, {@code min}, {@code max} and {@code choices} mean what they mean in SciJava; {@code required} means that
 * the value may not be empty; {@code style} is a comma-separated list of
 *
 * <ul>
 *   <li>{@code image}: a file, or the title of an open image. Beside it stands an {@code ImagePlus} field for scripts and for the
 *       bridge, named {@code image} for the key {@code input} and {@code KEYimage} for every other key ({@link #imageField}). An
 *       empty {@code input} that is not required is the active image; any other empty image key is no image,
 *   <li>{@code file}, {@code folder}: a path that must exist when given,
 *   <li>{@code save}: a path to write to,
 *   <li>{@code open}: values beyond the choices are allowed, for instance a path; with {@code file} the dialog offers to browse,
 *   <li>{@code advanced}: shown behind the dialog's Advanced button only,
 *   <li>{@code fresh}: the dialog begins with the default each time, since the value belongs to one image.
 * </ul>
 *
 * and the attribute ({@link Attr}) {@code unit} names the unit, {@code choices} a static method without arguments that returns
 * the choices as a {@code List<String>} each time it is asked.
 */
public final class Key {
    /** What a key's value is. */
    public enum Kind {
        TEXT,
        CHOICE,
        FLAG,
        INTEGER,
        NUMBER,
        IMAGE,
        FILE,
        FOLDER,
        SAVE
    }

    private final Field field;
    private final Parameter parameter;
    private final List<String> styles;
    private final Kind kind;
    private final Object defaultValue;

    Key(Field field, Object defaultValue) {
        this.field = field;
        this.parameter = field.getAnnotation(Parameter.class);
        this.styles = Arrays.asList(parameter.style().split("\\s*,\\s*"));
        this.kind = kindOf(field);
        this.defaultValue = defaultValue;
    }

    private Kind kindOf(Field field) {
        Class<?> type = field.getType();
        if (type == boolean.class) return Kind.FLAG;
        if (type == int.class || type == long.class) return Kind.INTEGER;
        if (type == double.class) return Kind.NUMBER;
        if (parameter.choices().length > 0 || !attribute("choices").isEmpty()) return Kind.CHOICE;
        if (styles.contains("image")) return Kind.IMAGE;
        if (styles.contains("file")) return Kind.FILE;
        if (styles.contains("folder")) return Kind.FOLDER;
        if (styles.contains("save")) return Kind.SAVE;
        return Kind.TEXT;
    }

    private String attribute(String name) {
        return Arrays.stream(parameter.attrs())
                .filter(attr -> attr.name().equals(name))
                .map(Attr::value)
                .findFirst()
                .orElse("");
    }

    /** The key itself: one lower-case word. */
    public String name() {
        return field.getName();
    }

    /** The words beside the dialog's field. */
    public String label() {
        return parameter.label().isEmpty() ? name() : parameter.label();
    }

    /** One or two sentences on what the key does. */
    public String description() {
        return parameter.description();
    }

    /** The unit of a number, or empty. */
    public String unit() {
        return attribute("unit");
    }

    public Kind kind() {
        return kind;
    }

    /** The default: a String, Boolean, Integer, Long or Double after the field's type; never null. */
    public Object defaultValue() {
        return defaultValue;
    }

    /** Whether an empty value is refused. */
    public boolean isRequired() {
        return parameter.required();
    }

    /** Whether the value may be a folder. */
    public boolean takesFolder() {
        return styles.contains("folder");
    }

    /** Whether an empty value stands for the active image. */
    public boolean isActiveImage() {
        return kind == Kind.IMAGE && name().equals("input") && !isRequired();
    }

    /** The name of the {@code ImagePlus} field that stands beside an image key. */
    public String imageField() {
        return name().equals("input") ? "image" : name() + "image";
    }

    /** Whether the dialog hides the key behind its Advanced button. */
    public boolean isAdvanced() {
        return styles.contains("advanced");
    }

    /** Whether the dialog forgets the value: images and files to write, and what belongs to one image. */
    public boolean isFresh() {
        return styles.contains("fresh") || kind() == Kind.IMAGE || kind() == Kind.SAVE;
    }

    /** Whether a choice may also be some other text, such as a path. */
    public boolean isOpen() {
        return styles.contains("open");
    }

    /** Whether the dialog offers to browse for a file as one more choice. */
    public boolean isFileChoice() {
        return isOpen() && styles.contains("file");
    }

    /** The choices now, in order; empty for every kind but {@link Kind#CHOICE}. */
    public List<String> choices() {
        if (kind != Kind.CHOICE) return List.of();
        String method = attribute("choices");
        return method.isEmpty() ? List.of(parameter.choices()) : choicesFrom(method);
    }

    private List<String> choicesFrom(String methodName) {
        try {
            Method method = field.getDeclaringClass().getDeclaredMethod(methodName);
            method.setAccessible(true);
            return ((List<?>) method.invoke(null)).stream().map(String::valueOf).collect(Collectors.toList());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException) throw (RuntimeException) e.getCause();
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The choices of " + field + " need a static method " + methodName, e);
        }
    }

    /** What is allowed, as words that fit in a table: {@code "16 to 4096"}, {@code "auto, cpu, gpu"}; empty if anything is. */
    public String allowed() {
        switch (kind) {
            case FLAG:
                return "true or false";
            case CHOICE:
                return String.join(", ", choices()) + (isFileChoice() ? " or a file" : isOpen() ? "..." : "");
            case INTEGER:
            case NUMBER:
                return range();
            case TEXT:
                return "";
            case SAVE:
                return "file to write";
            case IMAGE:
                return takesFolder() ? "open image, file or folder" : "open image or file";
            default:
                return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    private String range() {
        String min = parameter.min();
        String max = parameter.max();
        if (!min.isEmpty() && !max.isEmpty()) return min + " to " + max;
        if (!min.isEmpty()) return "at least " + min;
        return max.isEmpty() ? "" : "at most " + max;
    }

    /**
     * Reads a value as it stands in a macro or on a command line.
     *
     * @return a value of the field's type
     * @throws IllegalArgumentException with a sentence that names the key, the value and what is allowed
     */
    public Object parse(String text) {
        switch (kind) {
            case FLAG:
                return parseFlag(text.trim());
            case INTEGER:
            case NUMBER:
                return check(parseNumber(text.trim()));
            default:
                return check(text);
        }
    }

    private Boolean parseFlag(String text) {
        // ImageJ's macro language turns true and false into 1 and 0 when it joins them to a text
        if (text.equalsIgnoreCase("true") || text.equals("1")) return true;
        if (text.equalsIgnoreCase("false") || text.equals("0")) return false;
        throw wrong(text);
    }

    private Number parseNumber(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (kind == Kind.NUMBER) return number.doubleValue();
            if (field.getType() == int.class) return number.intValueExact();
            return number.longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrong(text);
        }
    }

    /**
     * Checks a value that may come from anywhere.
     *
     * @param value null counts as empty
     * @return the value itself, a choice in its own spelling
     * @throws IllegalArgumentException with a sentence that names the key, the value and what is allowed
     */
    public Object check(Object value) {
        if (value == null || value.equals("")) return checkEmpty();
        if (value instanceof Number) return checkRange((Number) value);
        if (kind == Kind.CHOICE) return checkChoice((String) value);
        return value;
    }

    private Object checkEmpty() {
        if (isRequired()) throw new IllegalArgumentException(name() + ": " + needed());
        return "";
    }

    private Number checkRange(Number number) {
        double value = number.doubleValue();
        boolean low = !parameter.min().isEmpty() && !(value >= Double.parseDouble(parameter.min()));
        boolean high = !parameter.max().isEmpty() && !(value <= Double.parseDouble(parameter.max()));
        if (low || high || !Double.isFinite(value)) throw wrong(print(number));
        return number;
    }

    private String checkChoice(String value) {
        List<String> choices = choices();
        if (choices.contains(value)) return value;
        for (String choice : choices) if (choice.equalsIgnoreCase(value.trim())) return choice;
        if (isOpen()) return value;
        throw wrong(value);
    }

    private IllegalArgumentException wrong(String value) {
        return new IllegalArgumentException(name() + "=" + value + ": " + needed());
    }

    /** The half of an error sentence that says what is allowed. */
    private String needed() {
        switch (kind) {
            case FLAG:
                return "true or false is needed";
            case CHOICE:
                String one = choices().isEmpty() ? "" : "one of " + String.join(", ", choices());
                String file = isFileChoice() ? "a file" : "";
                return one + (one.isEmpty() || file.isEmpty() ? "" : " or ") + file + " is needed";
            case INTEGER:
                return ("a whole number " + rangeInSentence()).trim() + " is needed";
            case NUMBER:
                return ("a number " + rangeInSentence()).trim() + " is needed";
            case IMAGE:
                return (takesFolder() ? "an open image, a file or a folder" : "an open image or a file") + " is needed";
            case FILE:
                return "a file is needed";
            case FOLDER:
                return "a folder is needed";
            case SAVE:
                return "a file to write is needed";
            default:
                return "a value is needed";
        }
    }

    private String rangeInSentence() {
        String range = range();
        if (range.isEmpty()) return "";
        return range.startsWith("at ") ? "of " + range : "from " + range;
    }

    /** Writes a value so that {@link #parse} reads the same value again. */
    public String print(Object value) {
        if (!(value instanceof Double)) return String.valueOf(value);
        String text = value.toString();
        if (!Double.isFinite((Double) value)) return text;
        if (text.contains("E")) text = new BigDecimal(text).stripTrailingZeros().toPlainString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The present value of a command's field. */
    Object valueIn(DenoiserCommand command) {
        try {
            return field.get(command);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a command's field to a value as {@link #parse} gives it. */
    void setIn(DenoiserCommand command, Object value) {
        try {
            field.set(command, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Checks the value of a command's field and puts a choice into its own spelling. */
    void check(DenoiserCommand command) {
        try {
            field.set(command, check(field.get(command)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name() + "=" + print(defaultValue);
    }
}
