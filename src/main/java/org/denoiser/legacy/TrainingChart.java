package org.denoiser.legacy;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/** The curves of a training: losses over epochs, below them PSNR where it is known. Used by one thread at a time. */
final class TrainingChart {
    private static final Color TRAINING = new Color(0x1F, 0x77, 0xB4);
    private static final Color STEPS = new Color(0x1F, 0x77, 0xB4, 0x60);
    private static final Color VALIDATION = new Color(0xD6, 0x27, 0x28);
    private static final Color BEST = new Color(0x2C, 0xA0, 0x2C);
    private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
    /** Up to so many epochs each is marked by a dot, too. */
    private static final int MOST_MARKED = 60;

    private final DefaultXYDataset losses = new DefaultXYDataset();
    private final DefaultXYDataset psnrs = new DefaultXYDataset();
    private final NumberAxis epochs = new NumberAxis("Epoch");
    private final NumberAxis linear = new NumberAxis("Loss");
    private final LossAxis logarithmic = new LossAxis("Loss");
    private final CombinedDomainXYPlot both = new CombinedDomainXYPlot(epochs);
    private final XYLineAndShapeRenderer lossRenderer = new XYLineAndShapeRenderer(true, false);
    private final XYLineAndShapeRenderer psnrRenderer = new XYLineAndShapeRenderer(true, false);
    private final XYPlot lossPlot = new XYPlot(losses, null, logarithmic, lossRenderer);
    private final XYPlot psnrPlot = new XYPlot(psnrs, null, new NumberAxis("PSNR (dB)"), psnrRenderer);
    private final JFreeChart chart;

    /** @param font of labels and legend */
    TrainingChart(Font font) {
        both.add(lossPlot, 2);
        both.setGap(12);
        chart = new JFreeChart(null, font, both, true);
        applyTheme(font);
        epochs.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        epochs.setRange(0, 1);
        ((NumberAxis) psnrPlot.getRangeAxis()).setAutoRangeIncludesZero(false);
        psnrPlot.getRangeAxis().setAutoRangeMinimumSize(1);
        drawLine(lossRenderer, 0, STEPS, 1);
        drawLine(lossRenderer, 1, TRAINING, 2);
        drawLine(lossRenderer, 2, VALIDATION, 2);
        drawLine(lossRenderer, 3, BEST, 1);
        drawLine(psnrRenderer, 0, VALIDATION, 2);
        psnrRenderer.setDefaultSeriesVisibleInLegend(false);
    }

    private void applyTheme(Font font) {
        StandardChartTheme theme = new StandardChartTheme("Denoiser");
        theme.setExtraLargeFont(font);
        theme.setLargeFont(font);
        theme.setRegularFont(font);
        theme.setSmallFont(font);
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setDomainGridlinePaint(GRID);
        theme.setRangeGridlinePaint(GRID);
        theme.setAxisOffset(RectangleInsets.ZERO_INSETS);
        theme.setAxisLabelPaint(Color.BLACK);
        theme.setTickLabelPaint(Color.BLACK);
        theme.apply(chart);
        for (ValueAxis axis : new ValueAxis[] {linear, psnrPlot.getRangeAxis()}) {
            axis.setLabelFont(font);
            axis.setTickLabelFont(font);
        }
        for (XYPlot plot : new XYPlot[] {lossPlot, psnrPlot}) {
            plot.setBackgroundPaint(Color.WHITE);
            plot.setOutlinePaint(Color.GRAY);
            plot.setDomainGridlinePaint(GRID);
            plot.setRangeGridlinePaint(GRID);
            plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
            plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        }
        chart.setBackgroundPaint(Color.WHITE);
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.setPadding(new RectangleInsets(6, 2, 0, 10));
    }

    private static void drawLine(XYLineAndShapeRenderer renderer, int series, Color color, float width) {
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(series, color);
        renderer.setSeriesStroke(series, new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        renderer.setSeriesShape(series, new Ellipse2D.Double(-3, -3, 6, 6));
    }

    /**
     * Draws a state of the training.
     *
     * @param log whether losses stand on a logarithmic scale, which leaves out those that are not above 0
     * @param scale pixels of the picture for each of {@code size}, on screens of high resolution
     */
    BufferedImage picture(TrainingLog.View view, boolean log, Dimension size, double scale) {
        update(view, log);
        BufferedImage picture = new BufferedImage(
                (int) Math.ceil(scale * size.width), (int) Math.ceil(scale * size.height), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.scale(scale, scale);
        chart.draw(g, new Rectangle(size));
        g.dispose();
        return picture;
    }

    private void update(TrainingLog.View view, boolean log) {
        chart.setNotify(false);
        // first, since the other axes fit the points within this one alone
        epochs.setRange(0, Math.max(1, 1.02 * view.epochsDone()));
        lossPlot.setRangeAxis(log ? logarithmic : linear);
        losses.addSeries("Training, each step", drawable(view.steps, log));
        losses.addSeries("Training, mean of the epoch", drawable(view.training, log));
        losses.addSeries("Validation", drawable(view.validation, log));
        // drawn as a marker through both plots, and here for the legend alone
        losses.addSeries("Best epoch", new double[2][0]);
        psnrs.addSeries("PSNR", view.psnr);
        int count = view.validation[0].length;
        lossRenderer.setSeriesShapesVisible(1, count <= MOST_MARKED);
        lossRenderer.setSeriesShapesVisible(2, count <= MOST_MARKED);
        psnrRenderer.setSeriesShapesVisible(0, count <= MOST_MARKED);
        if (view.psnr[0].length > 0 && both.getSubplots().size() == 1) both.add(psnrPlot, 1);
        mark(lossPlot, view);
        mark(psnrPlot, view);
        chart.setNotify(true);
    }

    private static void mark(XYPlot plot, TrainingLog.View view) {
        plot.clearDomainMarkers();
        if (view.best == null) return;
        ValueMarker marker = new ValueMarker(view.best.number(), BEST, new BasicStroke(1));
        plot.addDomainMarker(marker, Layer.BACKGROUND);
    }

    private static double[][] drawable(double[][] points, boolean log) {
        if (!log) return points;
        int count = 0;
        double[][] positive = new double[2][points[0].length];
        for (int i = 0; i < points[0].length; i++) {
            if (points[1][i] <= 0) continue;
            positive[0][count] = points[0][i];
            positive[1][count++] = points[1][i];
        }
        return count == points[0].length
                ? points
                : new double[][] {Arrays.copyOf(positive[0], count), Arrays.copyOf(positive[1], count)};
    }
}
