package org.denoiser.command;

import java.util.List;
import java.util.Locale;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.LayerRow;

/** The layers of a network as a text, the way textbooks print a summary. */
final class LayerTable {
    private static final String[] HEADINGS = {"Layer", "Kind", "Output shape", "Parameters"};

    private LayerTable() {}

    /**
     * One line a layer with its name, operation, output shape (height x width x channels, of volumes the planes before) and number of parameters, then the
     * lines {@code Total parameters: 74,497} and {@code Trainable: 74,497}; no line ending after the last.
     *
     * @param height of the image that goes in, a multiple of the network's size multiple, as {@code width}
     * @throws IllegalArgumentException for a size that the network does not take
     */
    static String of(Architecture architecture, int height, int width) {
        List<LayerRow> layers = architecture.layers(height, width);
        String[][] cells = new String[layers.size() + 1][];
        cells[0] = HEADINGS;
        for (int i = 0; i < layers.size(); i++) {
            LayerRow layer = layers.get(i);
            cells[i + 1] =
                    new String[] {layer.name(), layer.kind(), layer.output().toString(), number(layer.parameters())};
        }
        return table(cells)
                + "Total parameters: " + number(architecture.parameterCount())
                + "\nTrainable: " + number(architecture.trainableCount());
    }

    private static String table(String[][] cells) {
        int[] widths = new int[HEADINGS.length];
        for (String[] row : cells) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        // Words stand at the left of their columns and numbers at the right.
        String format = "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %" + widths[3] + "s\n";
        StringBuilder text = new StringBuilder();
        for (String[] row : cells) {
            text.append(String.format(Locale.ROOT, format, (Object[]) row));
        }
        return text.toString();
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
