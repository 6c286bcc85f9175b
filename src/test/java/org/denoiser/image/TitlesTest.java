package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {

    @ParameterizedTest
    @CsvSource({
        "cells.tif, cells",
        "cells.TIFF, cells",
        "cells.ome.tif, cells",
        "my.cells.png, my.cells",
        "cells, cells",
        "stack v1.5, stack v1.5",
        "day.2, day.2",
        "C1-cells.tif, C1-cells",
        "scan.jpeg, scan",
        ".tif, .tif"
    })
    void fileExtensionsAreLeftOut(String title, String name) {
        assertEquals(name, Titles.withoutExtension(title));
        assertEquals(name + "-denoised", Titles.result(title, "-denoised"));
    }
}
