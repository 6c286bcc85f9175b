package org.denoiser.command;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures in rows and columns, black on white: the name of each row at its left, the name of each column above it, captions under
 * the pictures. Draws without a display. Not thread-safe.
 */
final class Montage {
    static final long MOST_PIXELS = 100_000_000;

    private static final Font ROW_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int GAP = 8;
    private static final String DOTS = "...";

    private final List<String> rows;
    private final int zoom;
    private final ImageProcessor metrics = new ColorProcessor(1, 1);
    private final List<String> titles = new ArrayList<>();
    private final List<List<Cell>> columns = new ArrayList<>();

    /**
     * @param rows names of the rows
     * @param zoom how many pixels wide and high a pixel of a picture becomes
     */
    Montage(List<String> rows, int zoom) {
        this.rows = List.copyOf(rows);
        this.zoom = zoom;
        metrics.setAntialiasedText(true);
    }

    /** Adds a column with a cell for each row. */
    void add(String title, List<Cell> cells) {
        titles.add(title);
        columns.add(List.copyOf(cells));
    }

    /**
     * Draws it.
     *
     * @return an RGB image
     * @throws IllegalArgumentException if it would have more than 100 million pixels
     */
    ImagePlus draw(String title) {
        int[] left = new int[columns.size() + 1];
        left[0] = 2 * GAP
                + rows.stream().mapToInt(row -> width(row, ROW_FONT)).max().orElse(0);
        for (int i = 0; i < columns.size(); i++) left[i + 1] = left[i] + columnWidth(i) + GAP;
        int[] top = new int[rows.size() + 1];
        top[0] = 2 * GAP + lineHeight();
        for (int i = 0; i < rows.size(); i++) top[i + 1] = top[i] + rowHeight(i) + GAP;
        requireDrawable(left[columns.size()], top[rows.size()]);
        ImageProcessor paper = new ColorProcessor(left[columns.size()], top[rows.size()]);
        paper.setColor(Color.WHITE);
        paper.fill();
        paper.setColor(Color.BLACK);
        paper.setAntialiasedText(true);
        for (int i = 0; i < rows.size(); i++) {
            int middle = top[i] + pictureHeight(i) / 2;
            write(paper, rows.get(i), ROW_FONT, GAP, middle - lineHeight() / 2);
        }
        for (int column = 0; column < columns.size(); column++) {
            int width = columnWidth(column);
            writeCentred(paper, shorten(titles.get(column), width), left[column], width, GAP);
            for (int row = 0; row < rows.size(); row++) {
                draw(paper, columns.get(column).get(row), left[column], width, top[row], pictureHeight(row));
            }
        }
        return new ImagePlus(title, paper);
    }

    private static void requireDrawable(int width, int height) {
        if ((long) width * height <= MOST_PIXELS) return;
        throw new IllegalArgumentException("count: the montage would have " + width + "x" + height
                + " pixels; fewer pictures, a patch or a smaller zoom are needed");
    }

    private void draw(ImageProcessor paper, Cell cell, int left, int width, int top, int height) {
        ImageProcessor picture = enlarged(cell.picture);
        paper.insert(picture, left + (width - picture.getWidth()) / 2, top);
        int y = top + height + GAP / 2;
        for (String line : lines(cell, width)) {
            writeCentred(paper, line, left, width, y);
            y += lineHeight();
        }
    }

    private ImageProcessor enlarged(ImageProcessor picture) {
        if (zoom == 1) return picture;
        picture.setInterpolationMethod(ImageProcessor.NONE);
        return picture.resize(zoom * picture.getWidth(), zoom * picture.getHeight());
    }

    /** One line where the caption fits into it, else one for each part. */
    private List<String> lines(Cell cell, int width) {
        String one = String.join("  ", cell.caption);
        return cell.caption.isEmpty() || width(one, FONT) <= width ? List.of(one) : cell.caption;
    }

    private int columnWidth(int column) {
        int width = 0;
        for (Cell cell : columns.get(column)) {
            width = Math.max(width, zoom * cell.picture.getWidth());
            for (String part : cell.caption) width = Math.max(width, width(part, FONT));
        }
        return width;
    }

    private int pictureHeight(int row) {
        return zoom
                * columns.stream()
                        .mapToInt(column -> column.get(row).picture.getHeight())
                        .max()
                        .orElse(0);
    }

    private int rowHeight(int row) {
        int lines = 0;
        for (int i = 0; i < columns.size(); i++) {
            Cell cell = columns.get(i).get(row);
            if (!cell.caption.isEmpty())
                lines = Math.max(lines, lines(cell, columnWidth(i)).size());
        }
        return pictureHeight(row) + (lines == 0 ? 0 : GAP / 2 + lines * lineHeight());
    }

    private int width(String text, Font font) {
        metrics.setFont(font);
        return metrics.getStringWidth(text);
    }

    private int lineHeight() {
        metrics.setFont(FONT);
        return metrics.getFontMetrics().getHeight();
    }

    private String shorten(String text, int width) {
        if (width(text, FONT) <= width) return text;
        int left = text.length() - 1;
        while (left > 0 && width(shortened(text, left), FONT) > width) left--;
        return left == 0 ? "" : shortened(text, left);
    }

    /** Both ends of a text tell more than its middle: numbers stand at the end. */
    private static String shortened(String text, int left) {
        int head = (left + 1) / 2;
        return text.substring(0, head) + DOTS + text.substring(text.length() - left + head);
    }

    private void writeCentred(ImageProcessor paper, String line, int left, int width, int top) {
        write(paper, line, FONT, left + (width - width(line, FONT)) / 2, top);
    }

    /** ImageJ writes a line upwards from its bottom. */
    private static void write(ImageProcessor paper, String line, Font font, int left, int top) {
        if (line.isEmpty()) return;
        paper.setFont(font);
        paper.drawString(line, left, top + paper.getFontMetrics().getHeight());
    }

    /** A picture with its caption. */
    static final class Cell {
        private final ImageProcessor picture;
        private final List<String> caption;

        /** @param caption parts that stand side by side if there is room, else one under the other */
        Cell(ColorProcessor picture, String... caption) {
            this.picture = picture;
            this.caption = Arrays.asList(caption);
        }
    }
}
