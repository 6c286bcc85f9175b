package org.denoiser.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.text.TextPanel;
import ij.text.TextWindow;
import java.awt.Desktop;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Window;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/** Shows a command's outputs in ImageJ, in the calling thread, so that a macro's next line finds them. */
final class Outputs {
    /** Of ImageJ's log, with its scroll bar. */
    private static final int BORDERS = 50;

    private Outputs() {}

    static void show(Map<String, Object> outputs) {
        for (Object output : outputs.values()) {
            if (output instanceof ImagePlus) ((ImagePlus) output).show();
            else if (output instanceof ResultsTable) appendToResults((ResultsTable) output);
            else if (output instanceof File) showFolder((File) output);
            else log(output.toString());
        }
    }

    /** Says where a folder is and opens it in the system's file manager, where there is one; batch mode opens no windows. */
    private static void showFolder(File folder) {
        IJ.log(folder.toString());
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode() || !Desktop.isDesktopSupported()) return;
        try {
            Desktop.getDesktop().open(folder);
        } catch (IOException | UnsupportedOperationException e) {
            IJ.log("It cannot be opened from here: " + e.getMessage());
        }
    }

    /** Writes to ImageJ's log, whose letters become of one width when there are columns in the text. */
    private static void log(String text) {
        IJ.log(text);
        Window window = WindowManager.getWindow("Log");
        if (text.contains("    ") && window instanceof TextWindow) {
            TextPanel panel = ((TextWindow) window).getTextPanel();
            // ImageJ's text loses its measures for a moment, in which the event thread must not paint it.
            EventQueue.invokeLater(() -> {
                panel.setFont(
                        new Font(Font.MONOSPACED, Font.PLAIN, panel.getFont().getSize()), true);
                widen(window, text, panel.getFontMetrics(panel.getFont()));
            });
        }
    }

    /** Makes room for columns, as far as the screen has it; a window is never made smaller. */
    private static void widen(Window window, String text, FontMetrics metrics) {
        int longest = text.lines().mapToInt(metrics::stringWidth).max().orElse(0);
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        int width = Math.min(longest + BORDERS, screen.x + screen.width - window.getX());
        if (width <= window.getWidth()) return;
        window.setSize(width, window.getHeight());
        window.validate();
    }

    /**
     * Adds the rows to ImageJ's Results table, as its own Measure command does, so that nobody's measurements are lost. The table of
     * one command is added as a whole, whatever other commands do meanwhile.
     */
    private static synchronized void appendToResults(ResultsTable table) {
        ResultsTable results = Analyzer.getResultsTable();
        for (int row = 0; row < table.size(); row++) {
            results.addRow();
            for (String column : table.getHeadings()) {
                double value = table.getValue(column, row);
                if (Double.isNaN(value)) results.addValue(column, table.getStringValue(column, row));
                else results.addValue(column, value);
            }
        }
        for (String column : table.getHeadings()) {
            String shown = table.getStringValue(column, 0);
            boolean decimal = shown.matches("-?[0-9]+[.][0-9]+");
            if (decimal)
                results.setDecimalPlaces(results.getColumnIndex(column), shown.length() - shown.indexOf('.') - 1);
        }
        results.show("Results");
    }
}
