package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Installing from a server on this computer, and from folders. */
class GpuSetupTest {
    private static final SetupListener QUIET = (what, done, total) -> {};
    private static final String LIB = "cu128/linux-x86_64/native/lib/";

    @TempDir
    Path folder;

    private final Map<String, byte[]> served = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, byte[]> libraries = new LinkedHashMap<>();
    private HttpServer server;
    private String before;

    @BeforeEach
    void serve() throws IOException {
        before = System.getProperty(TorchLibraries.PROPERTY);
        System.setProperty(
                TorchLibraries.PROPERTY, folder.resolve("lib").resolve("place").toString());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Random random = new Random(1);
        for (String name : List.of("libc10.so", "libtorch.so", "libcudart-8774224f.so.12", "libtorch_cuda.so")) {
            byte[] content = new byte[200_000 + random.nextInt(1000)];
            random.nextBytes(content);
            libraries.put(name, content);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        if (before == null) System.clearProperty(TorchLibraries.PROPERTY);
        else System.setProperty(TorchLibraries.PROPERTY, before);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(exchange.getRequestMethod() + " " + path + (range == null ? "" : " " + range));
        byte[] content = served.get(path);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else if (head) {
            exchange.getResponseHeaders().set("Content-Length", "" + content.length);
            exchange.sendResponseHeaders(200, -1);
        } else {
            int first = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
            exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - first);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(content, first, content.length - first);
            }
        }
        exchange.close();
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** As DJL publishes CUDA libraries. */
    private GpuSetup publishedList() throws IOException {
        StringBuilder list = new StringBuilder("cpu/linux-x86_64/native/lib/libtorch.so.gz\n");
        for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
            String line = LIB + library.getKey() + ".gz";
            list.append(line).append('\n');
            served.put("/" + line, packed(library.getValue()));
        }
        served.put("/files.txt", list.toString().getBytes());
        return setup(address());
    }

    private static GpuSetup setup(String address) {
        return GpuSetup.of(Machines.of("linux+1"), "auto", address);
    }

    private byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String other : List.of("META-INF/MANIFEST.MF", "native/lib/pytorch.properties", "../evil.txt")) {
                zip.putNextEntry(new ZipEntry(other));
                zip.write("text".getBytes());
            }
            for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
                zip.putNextEntry(new ZipEntry("pytorch/cu128/linux-x86_64/" + library.getKey()));
                zip.write(library.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] sha1(byte[] content) throws Exception {
        StringBuilder hex = new StringBuilder();
        for (byte b : MessageDigest.getInstance("SHA-1").digest(content)) hex.append(String.format("%02x", b));
        return hex.toString().getBytes();
    }

    private Path installed() {
        return TorchLibraries.place().resolve(TorchLibraries.wantedVersion() + "-cu128-linux-x86_64");
    }

    private void assertInstalled() throws IOException {
        assertTrue(TorchLibraries.isComplete(installed()));
        for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
            Path file = installed().resolve("lib").resolve(library.getKey());
            assertArrayEquals(library.getValue(), Files.readAllBytes(file), library.getKey());
        }
        try (Stream<Path> files = Files.list(installed().resolve("lib"))) {
            assertEquals(libraries.size(), files.count());
        }
        assertEquals(List.of(installed()), folders());
        assertEquals(1, TorchLibraries.installed().size());
    }

    private static List<Path> folders() throws IOException {
        if (!Files.exists(TorchLibraries.place())) return List.of();
        try (Stream<Path> entries = Files.list(TorchLibraries.place())) {
            return entries.filter(Files::isDirectory).sorted().collect(Collectors.toList());
        }
    }

    @Test
    void showingAsksNobody() throws IOException {
        GpuSetup setup = publishedList();
        assertTrue(setup.offer().contains(address()), setup.offer());
        assertTrue(setup.found().contains("gpu0: NVIDIA A"), setup.found());
        assertTrue(setup.found().contains("GPU Setup"), setup.found());
        assertEquals(List.of(), asked);
        assertFalse(Files.exists(TorchLibraries.place()));
    }

    @Test
    void listTellsFilesAndSizesAndFetchesNothing() throws IOException {
        String list = publishedList().list();
        for (String name : libraries.keySet()) assertTrue(list.contains("0.2 MB  " + address() + LIB + name), list);
        assertTrue(list.endsWith("0.8 MB altogether"), list);
        assertEquals(
                List.of(),
                asked.stream()
                        .filter(line -> line.startsWith("GET") && line.endsWith("gz"))
                        .collect(Collectors.toList()));
        assertFalse(Files.exists(TorchLibraries.place()));
    }

    @Test
    void packedFilesAreInstalledAndRemoved() throws IOException {
        long[] last = {0, 0};
        String text = publishedList().install((what, done, total) -> {
            assertTrue(done >= last[0] && done <= total, done + " of " + total);
            last[0] = done;
            last[1] = total;
        });
        assertTrue(text.startsWith("Installed: PyTorch"), text);
        assertInstalled();
        int requests = asked.size();
        assertTrue(publishedList().install(QUIET).startsWith("It is there already"));
        assertEquals(requests, asked.size());
        Files.createDirectories(TorchLibraries.place().resolve("mine"));
        assertTrue(GpuSetup.remove().contains("cu128"));
        assertEquals(List.of(TorchLibraries.place().resolve("mine")), folders());
        assertEquals("There was nothing to remove.", GpuSetup.remove());
    }

    @Test
    void jarIsInstalledFromAServerAndFromAFolder() throws Exception {
        byte[] jar = jar();
        served.put("/a.jar", jar);
        served.put("/a.jar.sha1", sha1(jar));
        setup(address() + "a.jar").install(QUIET);
        assertInstalled();
        GpuSetup.remove();
        Path file = Files.write(folder.resolve("b.jar"), jar);
        setup(file.toString()).install(QUIET);
        assertInstalled();
    }

    @Test
    void foldersServeComputersWithoutNetwork() throws IOException {
        publishedList();
        for (Map.Entry<String, byte[]> file : served.entrySet()) {
            Path path = folder.resolve("copy").resolve(file.getKey().substring(1));
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        asked.clear();
        setup(folder.resolve("copy").toString()).install(QUIET);
        assertInstalled();
        assertEquals(List.of(), asked);
    }

    @Test
    void damagedJarIsRefused() throws Exception {
        byte[] jar = jar();
        served.put("/a.jar.sha1", sha1(jar));
        byte[] damaged = jar.clone();
        damaged[jar.length / 2] ^= 1;
        served.put("/a.jar", damaged);
        IOException problem =
                assertThrows(IOException.class, () -> setup(address() + "a.jar").install(QUIET));
        assertTrue(problem.getMessage().contains("SHA-1"), problem.getMessage());
        assertEquals(List.of(), TorchLibraries.installed());
        // The same bytes: another jar would carry another time.
        served.put("/a.jar", jar);
        setup(address() + "a.jar").install(QUIET);
        assertInstalled();
    }

    @ParameterizedTest
    @CsvSource({"flip, damaged", "cut, damaged", "missing, 404", "long, damaged"})
    void damagedFileIsRefusedAndTheNextTryFetchesOnlyWhatIsMissing(String how, String expected) throws IOException {
        GpuSetup setup = publishedList();
        String path = "/" + LIB + "libcudart-8774224f.so.12.gz";
        byte[] good = served.get(path);
        byte[] bad = how.equals("cut") ? Arrays.copyOf(good, 1000) : good.clone();
        if (how.equals("flip")) bad[bad.length / 2] ^= 1;
        if (how.equals("long")) bad = new byte[100];
        if (how.equals("missing")) served.remove(path);
        else served.put(path, bad);
        IOException problem = assertThrows(IOException.class, () -> setup.install(QUIET));
        assertTrue(
                problem.getMessage().contains(expected) && problem.getMessage().contains("libcudart"),
                problem.getMessage());
        assertEquals(List.of(), TorchLibraries.installed());
        served.put(path, good);
        asked.clear();
        setup.install(QUIET);
        assertInstalled();
        if (!how.equals("missing")) {
            assertFalse(asked.contains("GET /" + LIB + "libc10.so.gz"), asked.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 8, 12})
    void cancelledInstallationLeavesNothingInUseAndGoesOnLater(int calls) throws IOException {
        GpuSetup setup = publishedList();
        int[] count = {0};
        assertThrows(
                CancellationException.class,
                () -> setup.install((what, done, total) -> {
                    if (count[0]++ == calls) throw new CancellationException("enough");
                }));
        assertEquals(List.of(), TorchLibraries.installed());
        setup.install(QUIET);
        assertInstalled();
    }

    @Test
    void brokenOffFileIsGoneOnWith() throws IOException {
        GpuSetup setup = publishedList();
        String name = "libc10.so.gz";
        byte[] content = served.get("/" + LIB + name);
        Path part = installed().resolveSibling("." + installed().getFileName() + ".part");
        Files.createDirectories(part);
        Files.writeString(part.resolve("source.txt"), address());
        Files.write(part.resolve(name), Arrays.copyOf(content, 5000));
        setup.install(QUIET);
        assertInstalled();
        assertTrue(asked.contains("GET /" + LIB + name + " bytes=5000-"), asked.toString());
    }

    @Test
    void beginningFromAnotherSourceIsNotUsed() throws IOException {
        GpuSetup setup = publishedList();
        Path part = installed().resolveSibling("." + installed().getFileName() + ".part");
        Files.createDirectories(part.resolve("lib"));
        Files.writeString(part.resolve("source.txt"), "http://elsewhere/");
        Files.write(part.resolve("lib").resolve("libtorch.so"), new byte[10]);
        setup.install(QUIET);
        assertInstalled();
    }

    @Test
    void incompleteLibraryIsNotUsedAndIsReplaced() throws IOException {
        publishedList().install(QUIET);
        Files.delete(installed().resolve("lib").resolve("libc10.so"));
        assertEquals(List.of(), TorchLibraries.installed());
        publishedList().install(QUIET);
        assertInstalled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil.so.gz", "..%2Fevil.so.gz", "libx.txt.gz", ".so.gz", "a%5Cb.so.gz"})
    void listThatNamesNoLibraryIsRefused(String name) throws IOException {
        served.put("/files.txt", (LIB + "libtorch.so.gz\n" + LIB + name + "\n").getBytes());
        assertThrows(IOException.class, () -> setup(address()).install(QUIET));
        assertEquals(List.of(), TorchLibraries.installed());
        assertEquals(0, asked.stream().filter(line -> line.endsWith(".gz")).count(), asked.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/", "ftp://example.org/", "jar:file:/x.jar"})
    void otherAddressesAreRefused(String address) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> setup(address).list())
                .getMessage();
        assertTrue(message.startsWith("source=" + address), message);
    }

    @Test
    void serverThatIsNotThereIsNamed() {
        int port = server.getAddress().getPort();
        server.stop(0);
        String message = assertThrows(IOException.class, () -> setup("http://localhost:" + port + "/")
                        .list())
                .getMessage();
        assertTrue(message.contains("localhost:" + port + "/files.txt"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "linux, auto, pytorch-native-cpu, linux-x86_64.jar",
        "arm, auto, pytorch-native-cpu, linux-aarch64.jar",
        "mac, auto, pytorch-native-cpu, osx-aarch64.jar",
        "windows, auto, pytorch-native-cpu, win-x86_64.jar",
        "windows+1old, auto, pytorch-native-cpu, win-x86_64.jar",
        "linux+1, auto, publish.djl.ai, cu128",
        "windows+1, auto, publish.djl.ai, cu128",
        "linux+1, cpu, pytorch-native-cpu, linux-x86_64.jar",
        "linux, cu128, publish.djl.ai, cu128",
    })
    void whatFitsTheComputerIsOffered(String machine, String library, String first, String second) {
        String offer = GpuSetup.of(Machines.of(machine), library, "").offer();
        assertTrue(offer.contains(first) && offer.contains(second), offer);
    }

    @ParameterizedTest
    @CsvSource({"mac, cu128", "arm, cu128", "arm+1, cu128", "linux, cu124", "linux, ''"})
    void whatDoesNotExistIsRefused(String machine, String library) {
        assertThrows(IllegalArgumentException.class, () -> GpuSetup.of(Machines.of(machine), library, ""));
    }
}
