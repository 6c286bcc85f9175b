package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real library for the processor, installed into a folder, runs networks in a process that has no other. */
class InstalledLibraryTest {
    @TempDir
    Path folder;

    public static void main(String[] arguments) {
        Architecture network = Architecture.of(Preset.UNET);
        ByteBuffer images = DenoisingNetwork.newBuffer(32 * 32);
        FloatBuffer results = FloatBuffer.allocate(32 * 32);
        for (int i = 0; i < 32 * 32; i++) images.asFloatBuffer().put(i, i / 1024f);
        try (DenoisingNetwork open =
                DenoisingNetwork.open(network, network.initialWeights(1), DeviceChoice.AUTO, Precision.FLOAT32)) {
            open.run(images, results, 1, 32, 32);
            System.out.println("ran on " + open.deviceName() + " with " + EngineInfo.nativeLibrary());
        }
    }

    @Test
    void libraryInTheFolderIsUsed() throws IOException, InterruptedException {
        List<String> classPath =
                Arrays.asList(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator));
        String jar = classPath.stream()
                .filter(entry -> entry.contains("pytorch-native-cpu"))
                .findFirst()
                .orElse("");
        Assumptions.assumeFalse(jar.isEmpty(), "There is no library on the class path to install.");
        System.setProperty(TorchLibraries.PROPERTY, folder.toString());
        try {
            GpuSetup.here("cpu", jar).install((what, done, total) -> {});
        } finally {
            System.clearProperty(TorchLibraries.PROPERTY);
        }
        String others = classPath.stream()
                .filter(entry -> !entry.contains("pytorch-native-cpu"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + TorchLibraries.PROPERTY + "=" + folder,
                        "-DDJL_CACHE_DIR=" + folder.resolve("cache"),
                        "-cp",
                        others,
                        InstalledLibraryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("ran on cpu with PyTorch " + TorchLibraries.wantedVersion()), output);
        assertTrue(output.contains(folder.toString()), output);
    }
}
