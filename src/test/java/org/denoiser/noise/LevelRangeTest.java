package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelRangeTest {

    @ParameterizedTest
    @CsvSource({
        "25, 25, 25, 25",
        "5-55, 5, 55, 5-55",
        "0.5-1, 0.5, 1, 0.5-1",
        "0, 0, 0, 0",
        "0-0.001, 0, 0.001, 0-0.001",
        ".5, 0.5, 0.5, 0.5",
        "7., 7, 7, 7",
        "' 5 - 55 ', 5, 55, 5-55",
        "30.10-30.1, 30.1, 30.1, 30.1",
        "100-20000000, 100, 20000000, 100-20000000",
        "007, 7, 7, 7",
    })
    void textIsReadAndWrittenAgain(String text, double min, double max, String canonical) {
        LevelRange range = LevelRange.parse(text);
        assertEquals(min, range.min());
        assertEquals(max, range.max());
        assertEquals(canonical, range.toString());
        assertEquals(range, LevelRange.parse(range.toString()));
        assertEquals(range.hashCode(), LevelRange.parse(range.toString()).hashCode());
    }

    @Test
    void everyRangeSurvivesItsText() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            double min = Math.exp(100 * random.nextDouble() - 50);
            LevelRange range = LevelRange.of(min, min * (1 + random.nextInt(3) * random.nextDouble()));
            assertEquals(range, LevelRange.parse(range.toString()));
        }
        assertNotEquals(LevelRange.of(1, 2), LevelRange.of(1, 3));
        assertNotEquals(LevelRange.of(1, 2), LevelRange.of(0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "-5",
                "5-",
                "5--6",
                "1-2-3",
                "abc",
                "5-x",
                "1e3",
                "NaN",
                "Infinity",
                "0x10",
                "5,5",
                "+5"
            })
    void whatIsNoLevelIsNamed(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> LevelRange.parse(text));
        assertTrue(e.getMessage().startsWith("level=" + text + " is not allowed; give a number"), e.getMessage());
    }

    @Test
    void rangesThatAreNoneAreNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> LevelRange.parse("55-5"));
        assertTrue(e.getMessage().startsWith("level=55-5 is not allowed; the first number"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> LevelRange.parse("9".repeat(400)));
        assertThrows(IllegalArgumentException.class, () -> LevelRange.of(2, 1));
        assertThrows(IllegalArgumentException.class, () -> LevelRange.of(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> LevelRange.of(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> LevelRange.of(Double.NaN, 1));
    }

    @Test
    void levelsAreDrawnUniformly() {
        LevelRange range = LevelRange.of(5, 55);
        SplittableRandom random = new SplittableRandom(3);
        long[] counts = new long[50];
        for (int i = 0; i < 100_000; i++) counts[(int) (range.draw(random) - 5)]++;
        double[] probabilities = new double[50];
        Arrays.fill(probabilities, 0.02);
        Statistics.assertFits(probabilities, counts, "levels");
    }

    @Test
    void aSingleLevelIsDrawnAlways() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100; i++) assertEquals(0.1, LevelRange.parse("0.1").draw(random));
    }

    @ParameterizedTest
    @CsvSource({"8, 128, 4", "0.5, 1, 1", "12, 220, 4.196397212803504"})
    void everyDoublingIsAsLikelyAsAnyOther(double min, double max, double doublings) {
        LevelRange range = LevelRange.of(min, max);
        SplittableRandom random = new SplittableRandom(7);
        double[] logs = new double[20000];
        for (int i = 0; i < logs.length; i++) {
            double level = range.drawRatio(random);
            assertTrue(level >= min && level <= max, "level " + level);
            logs[i] = Math.log(level / min) / Math.log(2);
        }
        Statistics.assertMean(doublings / 2, doublings * doublings / 12, logs, "doublings");
        Statistics.assertVariance(doublings * doublings / 12, Math.pow(doublings, 4) / 80, logs, "doublings");
    }

    @Test
    void nothingDoublesFromZero() {
        assertThrows(IllegalStateException.class, () -> LevelRange.of(0, 5).drawRatio(new SplittableRandom(1)));
    }

    @ParameterizedTest
    @CsvSource({"x", "1-", "-1", "2-1", "1-2-3"})
    void theMessageNamesTheKey(String text) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> LevelRange.parse("soften", text, 1, "0.4-1.8"))
                .getMessage();
        assertTrue(message.startsWith("soften=" + text + " is not allowed"), message);
    }
}
