package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FasterPrecisionTest {
    @ParameterizedTest
    @CsvSource({
        "flags\t\t: fpu sse4_2 avx2 fma, true",
        "flags\t\t: fpu avx512f avx512vl avx512_vnni, true",
        "flags\t\t: fpu avx512f avx512_bf16 avx512_vnni, false",
        "flags\t\t: fpu avx512f amx_bf16 amx_tile, false",
        "flags\t\t: fpu amx_tile amx_int8, true",
        "'', false",
    })
    void processorsWithoutInstructionsForBfloat16AreNotTimed(String flags, boolean lacks) {
        assertEquals(lacks, FasterPrecision.lacksBfloat16(flags));
    }
}
