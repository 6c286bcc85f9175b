package org.denoiser.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One input or output as a description of format 0.4 or 0.5 has it: its axes with their sizes. Immutable. */
final class ForeignTensor {
    /** Sizes that an axis can have: the least one, and steps to longer ones; 0 for a single size. */
    static final class Size {
        final int least;
        final int step;

        Size(int least, int step) {
            this.least = least;
            this.step = step;
        }
    }

    private static final int MOST = 1 << 20;

    private final Fields fields;
    private final String name;
    private final String layout;
    /** By letter; none for a size that follows from another tensor. */
    private final Map<Character, Size> sizes = new LinkedHashMap<>();

    private final Map<Character, Integer> halos = new LinkedHashMap<>();

    private ForeignTensor(Fields fields, String name, String layout) throws IOException {
        this.fields = fields;
        this.name = name;
        this.layout = layout;
        if (!layout.matches("[bcyxzti]{2,7}") || layout.chars().distinct().count() != layout.length()) {
            throw new IOException("has the axes '" + layout + "' for '" + name + "', which are none");
        }
        if (layout.indexOf('y') < 0 || layout.indexOf('x') < 0) {
            throw new IOException("has no image for '" + name + "': its axes are '" + layout + "'");
        }
    }

    Fields fields() {
        return fields;
    }

    String name() {
        return name;
    }

    String layout() {
        return layout;
    }

    /** Null where it follows from another tensor. */
    Size size(char letter) {
        return sizes.get(letter);
    }

    int halo() {
        return Math.max(halos.getOrDefault('y', 0), halos.getOrDefault('x', 0));
    }

    int depthHalo() {
        return halos.getOrDefault('z', 0);
    }

    /** Whether there can be several indices along an axis. */
    boolean isSpread(char letter) {
        Size size = sizes.get(letter);
        return layout.indexOf(letter) >= 0 && (size == null || size.least > 1 || size.step > 0);
    }

    /** One of format 0.5. */
    static ForeignTensor of05(Fields tensor, String otherwise, ForeignTensor input) throws IOException {
        StringBuilder letters = new StringBuilder();
        List<Fields> axes = tensor.list("axes");
        for (Fields axis : axes) {
            letters.append(letter(axis));
        }
        String name = tensor.has("id") ? tensor.text("id") : otherwise;
        ForeignTensor made = new ForeignTensor(tensor, name, letters.toString());
        for (int i = 0; i < axes.size(); i++) {
            char letter = letters.charAt(i);
            if (letter == 'c') {
                made.sizes.put(
                        letter, new Size(axes.get(i).texts("channel_names").size(), 0));
            } else if (letter != 'b') {
                made.read05(axes.get(i), letter, input);
            }
            if (axes.get(i).has("halo")) {
                made.halos.put(letter, bounded(axes.get(i).whole("halo"), 0));
            }
        }
        return made;
    }

    private static char letter(Fields axis) throws IOException {
        String type = axis.text("type");
        switch (type) {
            case "batch":
            case "channel":
            case "time":
            case "index":
                return type.charAt(0);
            case "space":
                String id = axis.has("id") ? axis.text("id") : "x";
                if (!id.matches("[xyz]")) {
                    throw new IOException("has a space axis '" + id + "', which is none of x, y and z");
                }
                return id.charAt(0);
            default:
                throw new IOException("has an axis of the type '" + type + "', which is none of the format");
        }
    }

    private void read05(Fields axis, char letter, ForeignTensor input) throws IOException {
        Object size = axis.raw("size");
        if (size instanceof Integer) {
            sizes.put(letter, new Size(bounded((Integer) size, 1), 0));
            return;
        }
        Fields form = axis.fields("size");
        if (form.has("step")) {
            sizes.put(letter, new Size(bounded(form.whole("min"), 1), bounded(form.whole("step"), 1)));
            return;
        }
        if (!form.has("tensor_id")) {
            throw new IOException("has an axis " + letter + " of '" + name + "' whose size depends on the values");
        }
        boolean same = input != null
                && form.text("tensor_id").equals(input.name)
                && form.text("axis_id").equals(String.valueOf(letter))
                && form.number("offset", 0) == 0
                && axis.number("scale", 1) == input.scale05(letter);
        if (!same) {
            throw notTheSize(letter);
        }
    }

    private double scale05(char letter) throws IOException {
        for (Fields axis : fields.list("axes")) {
            if (letter(axis) == letter) {
                return axis.number("scale", 1);
            }
        }
        return 1;
    }

    /** One of format 0.4. */
    static ForeignTensor of04(Fields tensor, ForeignTensor input) throws IOException {
        ForeignTensor made = new ForeignTensor(tensor, tensor.text("name"), tensor.text("axes"));
        if (tensor.raw("shape") instanceof List) {
            int[] sizes = made.whole(tensor, "shape");
            for (int i = 0; i < sizes.length; i++) {
                made.sizes.put(made.layout.charAt(i), new Size(bounded(sizes[i], 1), 0));
            }
        } else if (input == null) {
            int[] least = made.whole(tensor.fields("shape"), "min");
            int[] steps = made.whole(tensor.fields("shape"), "step");
            for (int i = 0; i < least.length; i++) {
                made.sizes.put(made.layout.charAt(i), new Size(bounded(least[i], 1), bounded(steps[i], 0)));
            }
        } else {
            made.implicit04(tensor.fields("shape"), input);
        }
        if (tensor.has("halo")) {
            int[] halos = made.whole(tensor, "halo");
            for (int i = 0; i < halos.length; i++) {
                made.halos.put(made.layout.charAt(i), bounded(halos[i], 0));
            }
        }
        return made;
    }

    /** Size of the output: size of the input times scale plus twice the offset; an axis without a scale is new. */
    private void implicit04(Fields shape, ForeignTensor input) throws IOException {
        if (!shape.text("reference_tensor").equals(input.name)) {
            throw new IOException("takes the size of '" + name + "' from a tensor that is not its input");
        }
        List<?> scales = listOf(shape, "scale");
        List<?> offsets = listOf(shape, "offset");
        int from = 0;
        for (int i = 0; i < layout.length(); i++) {
            char letter = layout.charAt(i);
            double added = 2 * ((Number) offsets.get(i)).doubleValue();
            if (scales.get(i) == null) {
                sizes.put(letter, new Size(bounded(added, 1), 0));
                continue;
            }
            char source = from < input.layout.length() ? input.layout.charAt(from++) : '?';
            double scale = ((Number) scales.get(i)).doubleValue();
            boolean isSpace = letter == 'y' || letter == 'x' || letter == 'z' && input.isSpread('z');
            if (isSpace) {
                if (source != letter || scale != 1 || added != 0) {
                    throw notTheSize(letter);
                }
            } else if (letter != 'b') {
                Size size = input.size(source);
                sizes.put(letter, new Size(bounded((size == null ? 1 : size.least) * scale + added, 1), 0));
            }
        }
    }

    private IOException notTheSize(char letter) {
        return new IOException("gives '" + name + "' another size along " + letter
                + " than its input has; only models whose result has the size of the image are run");
    }

    private List<?> listOf(Fields shape, String key) throws IOException {
        Object list = shape.raw(key);
        boolean fits = list instanceof List && ((List<?>) list).size() == layout.length();
        if (!fits || !((List<?>) list).stream().allMatch(entry -> entry == null || entry instanceof Number)) {
            throw new IOException("needs a '" + key + "' for each axis of '" + name + "'");
        }
        if (key.equals("offset") && ((List<?>) list).contains(null)) {
            throw new IOException("needs an 'offset' for each axis of '" + name + "'");
        }
        return (List<?>) list;
    }

    private int[] whole(Fields from, String key) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        if (from.raw(key) instanceof List) {
            for (Object entry : (List<?>) from.raw(key)) {
                sizes.add(entry instanceof Integer ? (Integer) entry : -1);
            }
        }
        if (sizes.size() != layout.length() || sizes.contains(-1)) {
            throw new IOException("needs a '" + key + "' of " + layout.length() + " whole numbers for '" + name + "'");
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int bounded(double size, int least) throws IOException {
        if (size < least || size > MOST || size != Math.rint(size)) {
            throw new IOException("has an axis of the size " + size + ", a whole number from " + least + " to " + MOST
                    + " is needed");
        }
        return (int) size;
    }
}
