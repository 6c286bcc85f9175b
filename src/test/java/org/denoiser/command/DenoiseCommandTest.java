package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.plugin.Duplicator;
import ij.plugin.FileInfoVirtualStack;
import ij.plugin.FolderOpener;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.architecture.Preset;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.ImageState;
import org.denoiser.image.PixelType;
import org.denoiser.image.Planes;
import org.denoiser.image.TestImages;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Images of every type and shape through {@code denoise}: whole and in part, in memory and on disk, plane by plane and in stacks. */
class DenoiseCommandTest {
    /** What the network makes of pixels, and what the type of a colour table becomes. */
    private static final String[] CHANGED = {"pixels", "type", "properties"};

    @TempDir
    static Path models;

    private static Context context;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        SmallModels.write(models, "plane", Preset.UNET, 1);
        SmallModels.write(models, "volume", Preset.UNET3D, 1);
        SmallModels.write(models, "two", Preset.UNET, 2);
        SmallModels.write(models, "twovolume", Preset.UNET3D, 2);
        SmallModels.write(models, "colour", Preset.UNET, 3);
        SmallModels.write(models, "colourvolume", Preset.UNET3D, 3);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    private static ImagePlus denoise(String model, Object... pairs) {
        return SmallModels.denoise(context, models.resolve(model + ".zip"), pairs);
    }

    private static boolean exists(PixelType type, Shape shape) {
        return type.components() == 1 || shape.ordinal() < Shape.COMPOSITE.ordinal();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static void assertSamePixels(ImagePlus expected, ImagePlus actual, String message) {
        Planes planes = Planes.of(expected);
        Planes others = Planes.of(actual);
        assertEquals(planes.count(), others.count(), message);
        assertEquals(planes.components(), others.components(), message);
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int c = 0; c < planes.components(); c++) {
                assertArrayEquals(planes.read(plane, c), others.read(plane, c), message + ", plane " + plane);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void everyShapeComesBackWithWhatIsAttached(PixelType type) {
        for (Shape shape : Shape.values()) {
            if (!exists(type, shape)) continue;
            ImagePlus image = TestImages.decorated(type, shape, 21, 14);
            ImageState before = ImageState.of(image);
            for (String model : List.of("plane", "volume")) {
                String what = image.getTitle() + " " + model;
                ImagePlus result = denoise(model, "image", image, "roi", "all");
                before.assertSame(ImageState.of(image), what + ": the input");
                assertNotEquals(before.get("pixels"), ImageState.of(result).get("pixels"), what);
                ImageState.of(image)
                        .without(CHANGED)
                        .assertSame(ImageState.of(result).without(CHANGED), what);
                assertEquals(type == PixelType.INDEXED ? PixelType.RGB : type, PixelType.of(result));
                assertEquals("DAPI", result.getProp("Dye"));
                assertEquals("float32", result.getProp("Denoiser precision"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void throughTheDiskItIsWhatItIsInMemory(PixelType type) throws IOException {
        for (Shape shape : Shape.values()) {
            if (!exists(type, shape) || shape == Shape.SINGLE || type == PixelType.INDEXED) continue;
            Path in = folder.resolve("in.tif");
            ImageFiles.save(TestImages.decorated(type, shape, 21, 14), in);
            for (String model : List.of("plane", "volume")) {
                for (String output : List.of("same", "float")) {
                    String what = type + " " + shape + " " + model + " " + output;
                    Path memory = folder.resolve("memory.tif");
                    Path disk = folder.resolve("disk.tif");
                    ImagePlus inMemory = denoise(
                            model, "input", in, "output", memory, "type", output, "virtual", "no", "roi", "selection");
                    ImagePlus onDisk = denoise(
                            model, "input", in, "output", disk, "type", output, "virtual", "yes", "roi", "selection");
                    assertTrue(
                            onDisk.getStack().isVirtual()
                                    && !inMemory.getStack().isVirtual(),
                            what);
                    ImageState.of(inMemory).assertSame(ImageState.of(onDisk), what);
                    ImageState.of(ImageFiles.open(memory)).assertSame(ImageState.of(ImageFiles.open(disk)), what);
                    // the saved image is the one on the screen
                    assertSamePixels(inMemory, ImageFiles.open(disk), what);
                }
            }
        }
        assertTrue(left().size() <= 3, left().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, 3, 1, 2, slices=2-3 channels=1-2",
        "2, 2, 1, 3, 2, 2, frames=2 channels=2",
        "1, 2, 3, 3, 1, 1, slices=3 frames=1",
        "1, 1, 1, 1, 1, 1, slices=1 channels=1 frames=1"
    })
    void chosenPlanesAreDenoisedAsIfTheyHadBeenCutOut(int c1, int c2, int z1, int z2, int t1, int t2, String choice)
            throws IOException {
        ImagePlus image = TestImages.decorated(PixelType.GRAY16, Shape.HYPERSTACK, 21, 14);
        Path file = folder.resolve("in.tif");
        ImageFiles.save(image, file);
        image.deleteRoi();
        ImagePlus cut = new Duplicator().run(image, c1, c2, z1, z2, t1, t2);
        for (String model : List.of("plane", "volume")) {
            ImagePlus expected = denoise(model, "image", cut);
            for (Object from : new Object[] {image, file}) {
                for (String virtual : List.of("yes", "no")) {
                    Map<String, Object> keys = new HashMap<>(Map.of("virtual", virtual));
                    for (String word : choice.split(" ")) keys.put(word.split("=")[0], word.split("=")[1]);
                    keys.put(from == image ? "image" : "input", from);
                    if (virtual.equals("yes")) keys.put("output", folder.resolve("out.tif"));
                    Object[] pairs = keys.entrySet().stream()
                            .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                            .toArray();
                    ImagePlus result = denoise(model, pairs);
                    String what = model + " " + keys;
                    assertSamePixels(expected, result, what);
                    assertArrayEquals(expected.getDimensions(), result.getDimensions(), what);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plane", "volume"})
    void insideOfASelectionItIsTheWholeAndOutsideNothingChanges(String model) {
        for (PixelType type : PixelType.values()) {
            for (Roi roi : new Roi[] {new OvalRoi(3, 2, 40, 20), new Roi(30, 0, 200, 9)}) {
                ImagePlus image = TestImages.decorated(type, Shape.HYPERSTACK, 60, 35);
                ImagePlus whole = denoise(model, "image", image, "roi", "all", "tile", 16, "overlap", "4");
                image.setRoi(roi);
                ImagePlus part = denoise(model, "image", image, "tile", 16, "overlap", "4", "slices", "2-3");
                Planes before = Planes.of(image);
                Planes all = Planes.of(whole);
                Planes result = Planes.of(part);
                assertEquals(8, result.count());
                assertEquals(roi.getTypeAsString(), part.getRoi().getTypeAsString());
                for (int plane = 0; plane < result.count() && model.equals("plane"); plane++) {
                    int from = plane / 4 * 6 + 2 + plane % 4;
                    // the scaling of 16 and 32 bits is that of the chosen slices
                    boolean fixed = type.components() == 3 || type == PixelType.GRAY8;
                    assertInside(roi, before.read(from, 0), fixed ? all.read(from, 0) : null, result.read(plane, 0));
                }
                if (model.equals("volume")) {
                    Planes volume = Planes.of(denoise(model, "image", image, "tile", 16, "overlap", "4"));
                    for (int plane = 0; plane < volume.count(); plane++) {
                        assertInside(roi, before.read(plane, 0), all.read(plane, 0), volume.read(plane, 0));
                    }
                }
            }
        }
    }

    /** Rows and columns of the image are alike, and so they are in the result where the network sees it transposed as well. */
    @ParameterizedTest
    @ValueSource(strings = {"plane", "volume", "two"})
    void anEnsembleDoesNotTellRowsFromColumns(String model) {
        Random random = new Random(3);
        ImageStack stack = new ImageStack(48, 48);
        for (int plane = 0; plane < 4; plane++) {
            FloatProcessor pixels = new FloatProcessor(48, 48);
            for (int y = 0; y < 48; y++) {
                for (int x = 0; x <= y; x++) {
                    pixels.setf(x, y, random.nextFloat());
                    pixels.setf(y, x, pixels.getf(x, y));
                }
            }
            stack.addSlice(pixels);
        }
        ImagePlus image = new ImagePlus("alike", stack);
        image.setDimensions(2, 2, 1);
        assertTrue(unlikeness(denoise(model, "image", image, "range", "0-1")) > 1e-3);
        assertTrue(unlikeness(denoise(model, "image", image, "range", "0-1", "ensemble", "4")) > 1e-3);
        ImagePlus alike = denoise(model, "image", image, "range", "0-1", "ensemble", "8");
        assertEquals(0, unlikeness(alike), 1e-5);
        assertEquals("8", alike.getProp("Denoiser ensemble"));
    }

    private static double unlikeness(ImagePlus image) {
        double most = 0;
        for (int plane = 0; plane < 4; plane++) {
            float[] values = Planes.of(image).read(plane, 0);
            for (int i = 0; i < values.length; i++) {
                most = Math.max(most, Math.abs(values[i] - values[i % 48 * 48 + i / 48]));
            }
        }
        return most;
    }

    private static void assertInside(Roi roi, float[] before, float[] whole, float[] result) {
        for (int i = 0; i < result.length; i++) {
            boolean inside = roi.contains(i % 60, i / 60);
            if (!inside) assertEquals(before[i], result[i], "outside, pixel " + i);
            else if (whole != null) assertEquals(whole[i], result[i], "inside, pixel " + i);
        }
    }

    /** As {@code File > Import} of ImageJ opens them: TIFF Virtual Stack, Raw, Image Sequence. */
    private Map<String, ImagePlus> virtualStacks(ImagePlus image) throws IOException {
        Path tiff = folder.resolve("stack.tif");
        ImageFiles.save(image, tiff);
        Map<String, ImagePlus> stacks = new HashMap<>();
        stacks.put("TIFF", FileInfoVirtualStack.openVirtual(tiff.toString()));
        FileInfo raw = IJ.openImage(tiff.toString()).getOriginalFileInfo();
        raw.fileFormat = FileInfo.RAW;
        raw.nImages = image.getStackSize();
        stacks.put("raw", new ImagePlus("raw", new FileInfoVirtualStack(raw, false)));
        Path sequence = Files.createDirectories(folder.resolve("sequence"));
        ImageStack slices = image.getStack();
        for (int i = 1; i <= slices.size(); i++) {
            ImageProcessor slice = slices.getProcessor(i);
            ImageFiles.save(new ImagePlus("slice", slice), sequence.resolve("slice" + (100 + i) + ".tif"));
        }
        stacks.put("sequence", FolderOpener.open(sequence + File.separator, "virtual"));
        return stacks;
    }

    @ParameterizedTest
    @EnumSource(names = {"GRAY8", "GRAY16", "GRAY32", "RGB"})
    void virtualStacksOfImageJGoToAFile(PixelType type) throws IOException {
        ImagePlus image = TestImages.plain(type, Shape.STACK, 21, 14);
        for (String model : List.of("plane", "volume")) {
            ImagePlus expected = denoise(model, "image", image);
            for (Map.Entry<String, ImagePlus> virtual : virtualStacks(image).entrySet()) {
                ImagePlus stack = virtual.getValue();
                String what = model + " " + virtual.getKey();
                assertTrue(stack.getStack().isVirtual(), what);
                if (!virtual.getKey().equals("TIFF")) stack.setDimensions(1, stack.getStackSize(), 1);
                ImagePlus inMemory = denoise(model, "image", stack);
                assertTrue(!inMemory.getStack().isVirtual(), what);
                assertSamePixels(expected, inMemory, what);
                ImagePlus onDisk = denoise(model, "image", stack, "output", folder.resolve("result.tif"));
                assertTrue(onDisk.getStack().isVirtual(), what);
                assertSamePixels(expected, onDisk, what);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"two, 2", "colour, 3"})
    void channelsGoTogetherWhereTheModelWasTrainedSo(String model, int channels) throws IOException {
        for (PixelType type : new PixelType[] {PixelType.GRAY8, PixelType.GRAY16, PixelType.GRAY32}) {
            for (String volumes : List.of("", "volume")) {
                ImagePlus image = TestImages.plain(type, channels == 2 ? Shape.HYPERSTACK : Shape.COMPOSITE, 21, 14);
                ImagePlus result = denoise(model + volumes, "image", image);
                assertArrayEquals(image.getDimensions(), result.getDimensions());
                Path file = folder.resolve("result.tif");
                assertSamePixels(
                        result, denoise(model + volumes, "image", image, "output", file, "virtual", "yes"), model);
                // what stands in one channel changes what comes out of another
                for (int i = channels; i <= image.getStackSize(); i += channels) {
                    image.getStack().getProcessor(i).invert();
                }
                ImagePlus other = denoise(model + volumes, "image", image);
                float[] first = Planes.of(result).read(0, 0);
                assertNotEquals(
                        Arrays.hashCode(first), Arrays.hashCode(Planes.of(other).read(0, 0)));
            }
        }
    }

    @Test
    void theThreeChannelsOfAnImageAreTheColoursOfAnother() {
        ImagePlus colours = TestImages.plain(PixelType.RGB, Shape.STACK, 21, 14);
        ImageStack stack = new ImageStack(21, 14);
        for (int z = 1; z <= 5; z++) {
            for (int c = 0; c < 3; c++)
                stack.addSlice(colours.getStack().getProcessor(z).toFloat(c, null));
        }
        ImagePlus channels = new ImagePlus("channels", stack);
        channels.setDimensions(3, 5, 1);
        for (String model : List.of("colour", "colourvolume")) {
            Planes expected = Planes.of(denoise(model, "image", colours, "range", "0-255", "type", "float"));
            Planes result = Planes.of(denoise(model, "image", channels, "range", "0-255", "type", "float"));
            for (int i = 0; i < 15; i++) assertArrayEquals(expected.read(i, 0), result.read(i, 0), model + " " + i);
        }
    }

    @Test
    void aFolderThroughTheDiskIsAFolderThroughMemory() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in/deep"));
        for (PixelType type : new PixelType[] {PixelType.GRAY8, PixelType.GRAY16, PixelType.RGB}) {
            for (Shape shape : new Shape[] {Shape.SINGLE, Shape.HYPERSTACK, Shape.CHANNELS}) {
                ImageFiles.save(TestImages.decorated(type, shape, 21, 14), in.resolve(type + " " + shape + ".tif"));
            }
        }
        for (String model : List.of("plane", "volume")) {
            for (String virtual : List.of("yes", "no")) {
                Map<String, Object> keys =
                        new HashMap<>(Map.of("input", folder.resolve("in").toString()));
                keys.put("output", folder.resolve(model + virtual).toString());
                keys.put("model", models.resolve(model + ".zip").toString());
                keys.put("virtual", virtual);
                keys.put("device", "cpu");
                keys.put("precision", "float32");
                String report = (String) new CommandRunner(context)
                        .run(FolderCommand.class, keys, Progress.NONE)
                        .get("report");
                assertTrue(report.startsWith("9 denoised"), report);
            }
            for (Path file : ImageFiles.list(folder.resolve(model + "no"), true)) {
                Path other = folder.resolve(model + "yes")
                        .resolve(folder.resolve(model + "no").relativize(file));
                ImageState.of(ImageFiles.open(file)).assertSame(ImageState.of(ImageFiles.open(other)), "" + file);
            }
        }
    }
}
