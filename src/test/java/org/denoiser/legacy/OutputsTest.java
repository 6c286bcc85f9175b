package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ImageJ's one Results table, which commands in several threads write to. */
class OutputsTest {
    private static final int ROWS = 7;
    private static final int TABLES = 40;

    @BeforeEach
    @AfterEach
    void clear() {
        Analyzer.getResultsTable().reset();
    }

    private static ResultsTable table(int command) {
        ResultsTable table = new ResultsTable();
        for (int row = 0; row < ROWS; row++) {
            table.addRow();
            table.addValue("Image", "of command " + command);
            table.addValue("PSNR", command + row / 100.0);
        }
        return table;
    }

    @Test
    void theRowsOfACommandStayTogetherAndInOrder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < TABLES; i++) {
                ResultsTable table = table(i);
                futures.add(threads.submit(() -> Outputs.show(Map.of("table", table))));
            }
            for (Future<?> future : futures) future.get();
        } finally {
            threads.shutdown();
        }
        ResultsTable results = Analyzer.getResultsTable();
        assertEquals(ROWS * TABLES, results.size());
        for (int row = 0; row < results.size(); row += ROWS) {
            int command = (int) results.getValue("PSNR", row);
            for (int i = 0; i < ROWS; i++) {
                assertEquals("of command " + command, results.getStringValue("Image", row + i));
                assertEquals(command + i / 100.0, results.getValue("PSNR", row + i), 1e-9);
            }
        }
    }
}
