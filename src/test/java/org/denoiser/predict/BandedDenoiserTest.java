package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.denoiser.image.OutputFile;
import org.denoiser.image.OutputImage;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.FakeModule;
import org.denoiser.network.FakeNetworks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Band by band as plane by plane. */
class BandedDenoiserTest {
    private static final TileOptions TILES = TileOptions.defaults().tile(32).overlap(8);
    private static DenoisingNetwork network;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        network = Networks.random(2, 1, 1);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static BandedDenoiser banded(Planes planes, Selection selection, DenoisingListener listener) {
        return new BandedDenoiser(network, ScalingRule.auto(), TILES, selection, planes, listener);
    }

    private static ImagePlus inMemory(Planes planes, OutputType output, OutputFile.Work work) {
        OutputImage result = OutputImage.of(planes, output, "cells-denoised.tif");
        work.writeTo(result);
        return result.finish();
    }

    private static ImageDenoiser whole() {
        return new ImageDenoiser(network, ScalingRule.auto(), TILES);
    }

    @ParameterizedTest
    @EnumSource
    void bandsGiveTheResultOfWholePlanes(PixelType type) throws IOException {
        for (Images.Kind kind : Images.Kind.values()) {
            if (!Images.exists(type, kind)) continue;
            for (OutputType output : OutputType.values()) {
                String what = type + " " + kind + " " + output;
                ImagePlus image = Images.decorated(type, kind, 45, 83);
                ImagePlus expected = whole().denoise(image, output, DenoisingListener.NONE);
                Planes planes = Planes.of(image);
                ImagePlus result = inMemory(planes, output, banded(planes, null, DenoisingListener.NONE));
                Images.assertSameValues(Images.values(expected), Images.values(result), 0, what);
                if (kind == Images.Kind.SINGLE) continue;
                ImagePlus stored = OutputFile.write(
                        planes,
                        output,
                        "cells-denoised.tif",
                        folder.resolve("result.tif"),
                        banded(planes, null, DenoisingListener.NONE),
                        written -> {});
                Images.assertSameValues(Images.values(expected), Images.values(stored), 0, what + " in a file");
            }
        }
    }

    @Test
    void anySizeWithinAnySelectionAtAnyStrength() {
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            int width = 1 + random.nextInt(120);
            int height = 1 + random.nextInt(200);
            ImagePlus image = Images.decorated(PixelType.GRAY16, Images.Kind.SINGLE, width, height);
            image.setRoi(new OvalRoi(random.nextInt(width), random.nextInt(height), 40, 30));
            Selection selection = i % 2 == 0 ? null : Selection.of(image);
            double strength = i % 4 < 2 ? 1 : 0.25;
            ImagePlus expected = whole().within(selection)
                    .blending(strength)
                    .denoise(image, OutputType.FLOAT, DenoisingListener.NONE);
            Planes planes = Planes.of(image);
            BandedDenoiser work = banded(planes, selection, DenoisingListener.NONE);
            ImagePlus result = inMemory(
                    planes, OutputType.FLOAT, output -> work.writeTo(new BlendedOutput(output, planes, strength)));
            Images.assertSameValues(
                    Images.values(expected), Images.values(result), 0, width + "x" + height + " " + strength);
        }
    }

    @Test
    void theProgressCountsAllTiles() {
        Planes planes = Planes.of(Images.decorated(PixelType.RGB, Images.Kind.STACK, 70, 90));
        List<Long> heard = new ArrayList<>();
        long[] total = new long[1];
        inMemory(planes, OutputType.SAME, banded(planes, null, (done, all) -> {
            heard.add(done);
            total[0] = all;
        }));
        assertEquals(total[0], heard.get(heard.size() - 1));
        for (int i = 1; i < heard.size(); i++) assertTrue(heard.get(i) >= heard.get(i - 1), "backwards: " + heard);
    }

    @Test
    void aFailedAllocationBeginsThePlaneAgain() {
        FakeModule module = new FakeModule(
                "cpu", call -> call == 7 ? FakeModule.failure("DefaultCPUAllocator: can't allocate memory") : null);
        DenoisingNetwork same = FakeNetworks.onProcessor(Networks.unet(2, 2, 1), module);
        ImagePlus image = Images.decorated(PixelType.GRAY8, Images.Kind.STACK, 200, 700);
        Planes planes = Planes.of(image);
        TileOptions tiles = TileOptions.defaults().tile(128).overlap(16);
        BandedDenoiser work = new BandedDenoiser(same, ScalingRule.auto(), tiles, null, planes, DenoisingListener.NONE);
        ImagePlus result = inMemory(planes, OutputType.SAME, work);
        Images.assertSameValues(Images.values(image), Images.values(result), 0, "a network that changes nothing");
        assertEquals(1, same.notices().size());
    }

    @Test
    void cancellingEndsIt() {
        Planes planes = Planes.of(Images.decorated(PixelType.GRAY8, Images.Kind.SINGLE, 60, 200));
        BandedDenoiser work = banded(planes, null, (done, all) -> {
            if (done == 3) throw new IllegalStateException("enough");
        });
        assertThrows(IllegalStateException.class, () -> inMemory(planes, OutputType.SAME, work));
    }

    @Test
    void largePlanesAloneAreCut() {
        Planes small = Planes.of(new ImagePlus("small", new ByteProcessor(1 << 12, 1 << 13)));
        Planes large = Planes.of(new ImagePlus("large", new ByteProcessor(1 << 12, (1 << 13) + 1)));
        assertFalse(BandedDenoiser.isFor(network, small));
        assertTrue(BandedDenoiser.isFor(network, large));
        try (DenoisingNetwork colours = Networks.random(2, 3, 1)) {
            assertFalse(BandedDenoiser.isFor(colours, large));
        }
    }
}
