package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners hear of progress and can stop it between tiles. */
class CancelTest {
    private static final TileOptions TILES = TileOptions.defaults().tile(32).overlap(8);
    private static DenoisingNetwork network;

    @BeforeAll
    static void open() {
        network = Networks.random(2, 1, 1);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static ImageDenoiser denoiser(DenoisingNetwork network) {
        return new ImageDenoiser(network, ScalingRule.parse("minmax"), TILES);
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void progressRisesFromNothingToAllTilesOfAllPlanes(PixelType type) {
        for (Images.Kind kind : Images.Kind.values()) {
            if (!Images.exists(type, kind)) continue;
            ImagePlus image = Images.decorated(type, kind, 60, 35);
            int planes = image.getStackSize() * type.components();
            long total = (long) planes * new TiledProcessor(network, TILES, 60, 35).tileCount();
            List<Long> heard = new ArrayList<>();
            denoiser(network).denoise(image, OutputType.SAME, (done, all) -> {
                assertEquals(total, all);
                heard.add(done);
            });
            assertEquals(0, heard.get(0));
            assertEquals(total, heard.get(heard.size() - 1));
            for (int i = 1; i < heard.size(); i++) {
                long step = heard.get(i) - heard.get(i - 1);
                assertTrue(step == 0 || step == 1, "from " + heard.get(i - 1) + " to " + heard.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 20})
    void stoppingEndsAtOnceAndLeavesTheInputAsItWas(int tiles) {
        ImagePlus image = Images.decorated(PixelType.GRAY16, Images.Kind.STACK, 60, 35);
        List<float[]> values = Images.values(image);
        String metadata = Images.metadata(image);
        CancellationException stopped = new CancellationException("enough");
        List<Long> heard = new ArrayList<>();
        DenoisingListener listener = (done, total) -> {
            heard.add(done);
            if (done >= tiles) throw stopped;
        };
        CancellationException thrown = assertThrows(
                CancellationException.class, () -> denoiser(network).denoise(image, OutputType.SAME, listener));
        assertSame(stopped, thrown);
        assertEquals(tiles, heard.get(heard.size() - 1));
        assertEquals(1, heard.stream().filter(done -> done >= tiles).count(), "nothing is done after that");
        Images.assertSameValues(values, Images.values(image), 0, "the input");
        assertEquals(metadata, Images.metadata(image));
    }

    @Test
    void afterStoppingTheNetworkServesAgainAndCanBeClosed() {
        ImagePlus image = new ImagePlus("image", Images.processor(PixelType.GRAY8, 60, 35, 1));
        ImagePlus expected = denoiser(network).denoise(image, OutputType.SAME, DenoisingListener.NONE);
        DenoisingNetwork own = Networks.random(2, 1, 1);
        ImageDenoiser denoiser = denoiser(own);
        assertThrows(
                CancellationException.class,
                () -> denoiser.denoise(image, OutputType.SAME, (done, total) -> {
                    if (done == 2) throw new CancellationException();
                }));
        ImagePlus result = denoiser.denoise(image, OutputType.SAME, DenoisingListener.NONE);
        Images.assertSameValues(Images.values(expected), Images.values(result), 0, "after stopping");
        own.close();
        assertThrows(
                IllegalStateException.class, () -> denoiser.denoise(image, OutputType.SAME, DenoisingListener.NONE));
    }

    @Test
    void readingTheValuesOfALargeStackCanBeStoppedToo() {
        ImagePlus image = Images.decorated(PixelType.GRAY32, Images.Kind.STACK, 60, 35);
        int[] calls = {0};
        assertThrows(
                CancellationException.class, () -> denoiser(network).denoise(image, OutputType.SAME, (done, total) -> {
                    if (++calls[0] == 3) throw new CancellationException();
                }));
        assertEquals(3, calls[0], "before the first tile, while all planes are looked at");
    }
}
