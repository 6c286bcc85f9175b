package org.denoiser.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks this computer for its NVIDIA GPUs through the driver's own tool, {@code nvidia-smi}; CUDA itself need not be installed. Where
 * there are no traces of a driver nothing is started. Never run by the developers on a computer with a GPU.
 */
final class NvidiaDriver {
    private static final int SECONDS = 10;
    private static final Pattern CUDA = Pattern.compile("CUDA Version: *([0-9.]+)");
    /** Files that the driver brings: Linux, Linux within Windows, Windows. */
    private static final List<Path> TRACES =
            List.of(Path.of("/proc/driver/nvidia/version"), Path.of("/usr/lib/wsl/lib/nvidia-smi"));

    private NvidiaDriver() {}

    /** This computer. */
    static Machine here() {
        Machine machine = Machine.of(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (!isThere()) {
            return machine;
        }
        String table = run("--query-gpu=name,driver_version", "--format=csv,noheader");
        return describe(machine, table, run(), System.getenv("CUDA_VISIBLE_DEVICES"));
    }

    /**
     * @param table a line for each GPU: name, comma, driver version
     * @param header what the tool prints when it is asked for nothing
     * @param visible the environment variable that hides GPUs from CUDA; null where it is not set
     */
    static Machine describe(Machine machine, String table, String header, String visible) {
        List<String> names = new ArrayList<>();
        String driver = "";
        for (String line : table.split("\\R")) {
            int comma = line.lastIndexOf(',');
            if (comma > 0) {
                names.add(line.substring(0, comma).trim());
                driver = line.substring(comma + 1).trim();
            }
        }
        if (names.isEmpty()) {
            return machine;
        }
        Matcher cuda = CUDA.matcher(header);
        return machine.withNvidia(driver, cuda.find() ? cuda.group(1) : "", visible(names, visible));
    }

    /** Those that CUDA shows, in its order; a name that is no number counts but stays unnamed. */
    private static List<String> visible(List<String> names, String visible) {
        if (visible == null) {
            return names;
        }
        List<String> shown = new ArrayList<>();
        for (String entry : visible.split(",")) {
            String text = entry.trim();
            boolean number = text.matches("[0-9]{1,3}");
            if (text.isEmpty() || text.startsWith("-") || number && Integer.parseInt(text) >= names.size()) {
                // CUDA shows those before the first one that is not there.
                break;
            }
            shown.add(number ? names.get(Integer.parseInt(text)) : text);
        }
        return shown;
    }

    /** Free memory of a GPU in bytes, or -1 where the driver does not tell. */
    static long freeMemory(int gpu) {
        String text = isThere() ? run("--query-gpu=memory.free", "--format=csv,noheader,nounits", "-i", "" + gpu) : "";
        String number = text.trim();
        return number.matches("[0-9]{1,9}") ? Long.parseLong(number) << 20 : -1;
    }

    private static boolean isThere() {
        String windows = System.getenv("SystemRoot");
        Stream<Path> all = windows == null ? TRACES.stream() : Stream.of(Path.of(windows, "System32", "nvcuda.dll"));
        return all.anyMatch(Files::exists);
    }

    /** What the tool prints, or nothing if it is not there, fails or takes too long. */
    private static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        Path wsl = TRACES.get(1);
        command.add(0, Files.exists(wsl) ? wsl.toString() : "nvidia-smi");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
