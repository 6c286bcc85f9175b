package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether all windows fit the screen and all their words can be read, at both scales and in both looks. After a change of a window,
 * {@code ./mvnw test -Dtest=DialogPicturesTest -Ddenoiser.docs=write} takes the pictures of the docs anew; {@code -Dscreenshots=FOLDER} leaves
 * those of all windows there.
 */
class DialogPicturesTest {
    private static final String METAL = "javax.swing.plaf.metal.MetalLookAndFeel";
    private static final String FLAT = "com.formdev.flatlaf.FlatLightLaf";

    /** A training that is long enough to be looked at. */
    private static final String TRAINING =
            "noise=gaussian level=25 filters=4 depth=2 patch=32 batch=2 epochs=999 steps=10 validation=6"
                    + " warmup=0 precision=float32 device=cpu";

    /** One whose curves look like those of a real training. */
    private static final String SHOWN =
            "noise=gaussian level=25 filters=16 depth=3 patch=64 batch=4 epochs=30 steps=20 validation=12"
                    + " rate=0.002 warmup=10 averaging=0.98 precision=float32 device=cpu";

    /** Pictures of the docs by those of the driver. */
    private static final Map<String, String> DOCS =
            Map.of("denoiseimage.png", "denoise.png", "traindenoiser.png", "train.png", "training.png", "training.png");

    @TempDir
    Path folder;

    private static List<String> labels() {
        return Commands.all().stream()
                .filter(ParameterTable::isInMenu)
                .map(ParameterTable::label)
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @CsvSource({"1280x1000, 1, " + METAL, "1920x1200, 2, " + METAL, "1280x1000, 1, " + FLAT, "1920x1200, 2, " + FLAT})
    void everyWindowCanBeRead(String screen, String scale, String look) throws IOException, URISyntaxException {
        // the dialogs are AWT's and look the same everywhere but for their previews and questions
        List<String> labels = look.equals(METAL) ? labels() : List.of("Denoise Image...", "Manage Denoisers...");
        String pictures = System.getProperty("screenshots");
        String prefix = scale + (look.equals(METAL) ? "-metal-" : "-flat-");
        run(screen, scale, look, pictures, prefix, TRAINING, labels);
    }

    @Test
    void thePicturesOfTheDocsAreTaken() throws IOException, URISyntaxException {
        Assumptions.assumeTrue("write".equals(System.getProperty("denoiser.docs")), "nobody wants new pictures");
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        run("1280x1000", "1", METAL, pictures.toString(), "", SHOWN, List.of("Denoise Image...", "Train Denoiser..."));
        for (Map.Entry<String, String> picture : DOCS.entrySet()) {
            Path target = Path.of("docs", "images", picture.getValue());
            Files.copy(pictures.resolve(picture.getKey()), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void run(
            String screen,
            String scale,
            String look,
            String pictures,
            String prefix,
            String training,
            List<String> labels)
            throws IOException, URISyntaxException {
        Path sample = Path.of("samples", "maize-noisy.tif").toAbsolutePath();
        boolean shipped = Files.exists(sample) && Files.exists(Path.of("models", "General.zip"));
        Assumptions.assumeTrue(shipped, "model or sample is not there");
        try (Display display = Display.open(screen)) {
            if (display == null) System.out.println("SKIPPED: the windows need Xvfb, which is not there.");
            Assumptions.assumeTrue(display != null, "Xvfb is not installed");
            PluginFolder.install(folder);
            String jars = String.join(
                    File.pathSeparator,
                    PluginFolder.jarOf("ij").toString(),
                    PluginFolder.jarOf("flatlaf").toString(),
                    PlainImageJTest.driver(DialogsDriver.class));
            List<String> arguments = new ArrayList<>(List.of(
                    sample.toString(),
                    "input=" + sample.resolveSibling("maize.tif") + " output=" + folder.resolve("new.zip") + " "
                            + training));
            arguments.addAll(labels);
            JavaProcess java = new JavaProcess(folder)
                    .environment("DISPLAY", display.name())
                    .with("-Dsun.java2d.uiScale=" + scale, "-Dswing.defaultlaf=" + look, "-Dprefix=" + prefix)
                    .with(pictures == null ? new String[0] : new String[] {"-Dscreenshots=" + pictures})
                    .with(training.equals(SHOWN) ? "-Depoch=24" : "-Depoch=2", "-Dplugins.dir=" + folder)
                    .with("-cp", jars, DialogsDriver.class.getName())
                    .with(arguments.toArray(new String[0]))
                    .run();
            java.out().lines().filter(line -> line.startsWith("Longest")).forEach(System.out::println);
            assertEquals(0, java.status(), () -> java.out() + java.err());
            assertFalse(java.err().contains("Exception"), java.err());
        }
    }
}
