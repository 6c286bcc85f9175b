package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.PixelType;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.model.SampleModels;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real stacks and multichannel files of 16 bits, each through the menu, as a recorded macro, in a folder and through the shell: the four
 * results are the same, with the axes and the calibration of the file.
 */
class RealFilesTest {
    private static final Path DATA = Paths.get("..", "shared", "data");

    /** A call's name, its file and the kind of its network. */
    private static final Map<String, String> CALLS = Map.of(
            "volume", "samples/stardist_samples/img3d.tif",
            "slices", "samples/stardist_samples/img3d.tif",
            "spots", "train/microscopy/NEUBIAS/xyz_16bit__spots.tif",
            "channels", "train/microscopy/NEUBIAS/xyc_16bit__nuclei_golgi.tif",
            "together", "train/microscopy/NEUBIAS/xyc_16bit__nuclei_golgi.tif",
            "painting", "train/microscopy/BBBC022_16bit/IXMtest_A02_s9.tif");

    private static final Map<String, String> MODELS = Map.of(
            "volume", "volume",
            "slices", "plane",
            "spots", "volume",
            "channels", "plane",
            "together", "together",
            "painting", "plane");

    @TempDir
    static Path folder;

    @TempDir
    static Path imagej;

    private static RecordedCalls calls;

    @BeforeAll
    static void callAll() throws Exception {
        boolean there = CALLS.values().stream().allMatch(name -> Files.exists(DATA.resolve(name)));
        if (!there) System.out.println("SKIPPED: the real images are not in " + DATA + ".");
        Assumptions.assumeTrue(there, "the images are not there");
        Files.createDirectory(folder.resolve("models"));
        write("plane", Preset.UNET, 1);
        write("volume", Preset.UNET3D, 1);
        write(
                "together",
                Preset.UNET,
                ImageFiles.open(DATA.resolve(CALLS.get("together"))).getNChannels());
        try (Display display = Display.open()) {
            if (display == null) System.out.println("SKIPPED: the menu needs Xvfb, which is not there.");
            Assumptions.assumeTrue(display != null, "Xvfb is not installed");
            calls = new RecordedCalls(folder, imagej);
            ParameterTable denoise = Commands.named("denoise");
            for (String call : CALLS.keySet()) {
                Map<String, String> texts = Map.of("model", MODELS.get(call), "precision", "float32", "device", "cpu");
                calls.add(call, denoise, texts, DATA.resolve(CALLS.get(call)).normalize());
            }
            calls.record(display);
        }
        calls.replay();
        runInShell();
    }

    private static void write(String name, Preset preset, int channels) throws IOException {
        Architecture network = Architecture.of(preset, Map.of("depth", "1", "filters", "4", "channels", "" + channels));
        ModelPackageWriter.write(
                SampleModels.bare(network, ScalingRule.auto(), PixelType.GRAY16).build(),
                folder.resolve("models").resolve(name + ".zip"));
    }

    /** Every file alone and as the only one of a folder. */
    private static void runInShell() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String call : CALLS.keySet()) {
            Path file = DATA.resolve(CALLS.get(call)).toAbsolutePath().normalize();
            Path in = Files.createDirectories(folder.resolve("in").resolve(call));
            Files.copy(file, in.resolve(file.getFileName()));
            String keys = "\tmodel=" + MODELS.get(call) + "\tprecision=float32\tdevice=cpu";
            lines.add("denoise\tinput=" + file + "\toutput=" + folder.resolve("shell-" + call + ".tif") + keys);
            lines.add(
                    "folder\tinput=" + in + "\toutput=" + folder.resolve("out").resolve(call) + keys);
        }
        Files.write(folder.resolve("commands.txt"), lines);
        JavaProcess java = new JavaProcess(folder)
                .with("-Ddenoiser.models=" + folder.resolve("models"), "-cp", JavaProcess.classPath())
                .with("-Djava.awt.headless=true", HeadlessShell.class.getName(), "commands.txt")
                .run();
        long failed = java.out()
                .lines()
                .filter(line -> line.matches("STATUS .* [1-9]"))
                .count();
        assertEquals(0, failed, () -> java.out() + java.err());
    }

    private static ImagePlus result(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            Path file = files.filter(path -> path.toString().contains("-denoised"))
                    .findFirst()
                    .orElseThrow();
            return ImageFiles.open(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume", "slices", "spots", "channels", "together", "painting"})
    void allWaysGiveTheSame(String call) throws IOException {
        Path name = Paths.get(CALLS.get(call));
        ImagePlus original = ImageFiles.open(DATA.resolve(name));
        ImagePlus menu = result(folder.resolve("recorded").resolve(call));
        assertArrayEquals(original.getDimensions(), menu.getDimensions());
        assertEquals(original.getBitDepth(), menu.getBitDepth());
        assertEquals(original.getCalibration().pixelWidth, menu.getCalibration().pixelWidth, 1e-6);
        assertEquals(original.getCalibration().pixelDepth, menu.getCalibration().pixelDepth, 1e-6);
        assertSamePixels(menu, result(folder.resolve("replayed").resolve(call)), "macro");
        assertSamePixels(menu, ImageFiles.open(folder.resolve("shell-" + call + ".tif")), "shell");
        Path inFolder = folder.resolve("out").resolve(call).resolve(name.getFileName());
        assertSamePixels(menu, ImageFiles.open(inFolder), "folder");
    }

    private static void assertSamePixels(ImagePlus expected, ImagePlus actual, String way) {
        assertArrayEquals(expected.getDimensions(), actual.getDimensions(), way);
        Planes one = Planes.of(expected);
        Planes other = Planes.of(actual);
        for (int plane = 0; plane < one.count(); plane++) {
            assertArrayEquals(one.read(plane, 0), other.read(plane, 0), way + ", plane " + plane);
        }
    }
}
