package org.denoiser.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A mapping of a description that was read, with what is needed of it and sentences on what is not there. */
final class Fields {
    private final String path;
    private final Map<?, ?> map;

    private Fields(String path, Map<?, ?> map) {
        this.path = path;
        this.map = map;
    }

    /** The whole description. */
    static Fields root(Map<?, ?> map) {
        return new Fields("", map);
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    String text(String key) throws IOException {
        return need(String.class, key, "a text");
    }

    /** Whatever stands there; null when the key is not there. */
    Object raw(String key) {
        return map.get(key);
    }

    /** All keys, in order. */
    List<String> keys() {
        return map.keySet().stream().map(String::valueOf).collect(Collectors.toList());
    }

    /** All texts in it, at any depth. */
    List<String> textsBelow() {
        List<String> texts = new ArrayList<>();
        collect(map, texts);
        return texts;
    }

    private static void collect(Object value, List<String> texts) {
        if (value instanceof Map) {
            ((Map<?, ?>) value).values().forEach(entry -> collect(entry, texts));
        } else if (value instanceof List) {
            ((List<?>) value).forEach(entry -> collect(entry, texts));
        } else if (value instanceof String) {
            texts.add((String) value);
        }
    }

    /** The mapping of a key, or an empty one where it is not there. */
    Fields fieldsOrNone(String key) throws IOException {
        return has(key) ? fields(key) : new Fields(path + key + ".", Map.of());
    }

    /** The number, or another one when the key is not there. */
    double number(String key, double otherwise) throws IOException {
        return has(key) ? need(Number.class, key, "a number").doubleValue() : otherwise;
    }

    /** The numbers of a list, or the only one where there is no list. */
    double[] numbers(String key, double otherwise) throws IOException {
        if (!(raw(key) instanceof List)) {
            return new double[] {number(key, otherwise)};
        }
        List<?> list = (List<?>) raw(key);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Number)) {
                throw wrong(key, "a number or a list of numbers");
            }
            numbers[i] = ((Number) list.get(i)).doubleValue();
        }
        if (numbers.length == 0) {
            throw wrong(key, "a number or a list of numbers");
        }
        return numbers;
    }

    /** The text, or null when the key is not there. */
    String textOrNull(String key) throws IOException {
        return has(key) ? text(key) : null;
    }

    int whole(String key) throws IOException {
        return need(Integer.class, key, "a whole number");
    }

    Fields fields(String key) throws IOException {
        return new Fields(path + key + ".", need(Map.class, key, "a mapping"));
    }

    /** The only entry of a list of mappings. */
    Fields single(String key) throws IOException {
        List<Fields> all = list(key);
        if (all.size() != 1) {
            throw new IOException("'" + path + key + "' has " + all.size() + " entries instead of one");
        }
        return all.get(0);
    }

    /** The mappings of a list; none when the key is not there. */
    List<Fields> list(String key) throws IOException {
        List<Fields> entries = new ArrayList<>();
        for (Object entry : listOrNone(key)) {
            if (!(entry instanceof Map)) {
                throw wrong(key, "a list of mappings");
            }
            entries.add(new Fields(path + key + ".", (Map<?, ?>) entry));
        }
        return entries;
    }

    /** The texts of a list; none when the key is not there. */
    List<String> texts(String key) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object entry : listOrNone(key)) {
            if (!(entry instanceof String)) {
                throw wrong(key, "a list of texts");
            }
            texts.add((String) entry);
        }
        return texts;
    }

    /** The mapping as texts, in order. */
    Map<String, String> textMap(String key) throws IOException {
        return entries(String.class, key, "a mapping of texts");
    }

    /** The mapping as numbers, in order. */
    Map<String, Number> numberMap(String key) throws IOException {
        return entries(Number.class, key, "a mapping of numbers");
    }

    private <T> Map<String, T> entries(Class<T> kind, String key, String needed) throws IOException {
        Map<?, ?> found = need(Map.class, key, needed);
        Map<String, T> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : found.entrySet()) {
            if (!(entry.getKey() instanceof String) || !kind.isInstance(entry.getValue())) {
                throw wrong(key, needed);
            }
            entries.put((String) entry.getKey(), kind.cast(entry.getValue()));
        }
        return entries;
    }

    private List<?> listOrNone(String key) throws IOException {
        return has(key) ? need(List.class, key, "a list") : List.of();
    }

    private <T> T need(Class<T> kind, String key, String needed) throws IOException {
        Object value = map.get(key);
        if (value == null) {
            throw new IOException("lacks '" + path + key + "'");
        }
        if (!kind.isInstance(value)) {
            throw wrong(key, needed);
        }
        return kind.cast(value);
    }

    private IOException wrong(String key, String needed) {
        return new IOException("has something else where '" + path + key + "' is to be " + needed);
    }
}
