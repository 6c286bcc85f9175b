package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.denoiser.model.EpochRow;
import org.denoiser.model.TrainingRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurvesTest {
    private static TrainingRecord.Builder record(int epochs, double first, double factor) {
        TrainingRecord.Builder record = TrainingRecord.builder().ending("done");
        double loss = first;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            record.epoch(EpochRow.of(epoch, 10L * epoch, loss, loss / 2, 20, 1e-3, epoch));
            loss *= factor;
        }
        return record;
    }

    /** Rows, from the top, of the pixels of a colour in a column of a picture. */
    private static double meanRow(ImagePlus picture, int color, int fromX, int toX) {
        long sum = 0;
        int count = 0;
        for (int x = fromX; x < toX; x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if ((picture.getProcessor().get(x, y) & 0xFFFFFF) == color) {
                    sum += y;
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : (double) sum / count;
    }

    @Test
    void withoutEpochsThereIsNoPicture() {
        assertNull(Curves.picture("none", TrainingRecord.builder().ending("x").build()));
        assertEquals(0, Curves.table(List.of()).size());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 1", "2, 3, 0.5", "12, 0.1, 0.7", "500, 10, 0.99", "5, 0, 1", "5, -1, 2", "5, 1e-30, 0.1"})
    void bothCurvesAreDrawnWhateverTheFigures(int epochs, double first, double factor) {
        ImagePlus picture = Curves.picture(
                "curves", record(epochs, first, factor).bestEpoch(epochs).build());
        int middle = picture.getWidth() / 2;
        assertTrue(meanRow(picture, Curves.VALIDATION.getRGB() & 0xFFFFFF, 0, picture.getWidth()) > 0);
        if (epochs > 1 && first > 0) {
            double early = meanRow(picture, Curves.VALIDATION.getRGB() & 0xFFFFFF, 80, middle);
            double late = meanRow(picture, Curves.VALIDATION.getRGB() & 0xFFFFFF, middle, picture.getWidth() - 160);
            assertTrue(late > early, "a falling loss falls in the picture: " + early + ", then " + late);
        }
    }

    @Test
    void figuresThatWereNotTakenAreGaps() {
        TrainingRecord.Builder record = TrainingRecord.builder().ending("done");
        for (int epoch = 1; epoch <= 3; epoch++) {
            record.epoch(EpochRow.of(epoch, epoch, 1.0 / epoch, Double.NaN, Double.NaN, 1e-3, epoch));
        }
        ImagePlus with = Curves.picture("gaps", record.build());
        assertTrue(meanRow(with, Curves.TRAINING.getRGB() & 0xFFFFFF, 0, with.getWidth()) > 0);
    }

    @Test
    void thePngIsThePicture() throws IOException {
        ImagePlus picture = Curves.picture("curves", record(4, 1, 0.5).build());
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Curves.png(picture)));
        assertEquals(picture.getWidth(), read.getWidth());
        int[] pixels = read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
        int[] expected = ((int[]) picture.getProcessor().getPixels()).clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xFFFFFF;
            expected[i] &= 0xFFFFFF;
        }
        assertArrayEquals(expected, pixels);
    }

    @Test
    void theTableHasARowAnEpoch() {
        ResultsTable table = Curves.table(record(3, 1, 0.5).build().epochs());
        assertEquals(3, table.size());
        assertEquals(0.25, table.getValue("Training loss", 2));
        assertEquals(0.125, table.getValue("Validation loss", 2));
        assertEquals(30, table.getValue("Step", 2));
    }
}
