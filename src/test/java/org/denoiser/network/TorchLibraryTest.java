package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchLibraryTest {
    @ParameterizedTest
    @CsvSource({
        // A library for the processor on the class path never hides a GPU.
        "linux+1, bundled, cpu cu128, cu128",
        "windows+1, bundled, cu128, cu128",
        "linux+1, bundled, cu128 cu130, cu128",
        // Nor does one for GPUs keep a computer without from working.
        "linux, bundled, cu128, bundled",
        "windows+1old, bundled, cu128, bundled",
        "linux, none, cu128, none",
        // What was put there on purpose goes before what came along.
        "linux, bundled, cpu, cpu",
        "linux+1, bundled, cpu, cpu",
        "arm, bundled, cpu, cpu",
        "mac, none, cpu, cpu",
        "windows, none, '', none",
        "mac, bundled, '', bundled",
        "arm+1, bundled, '', bundled",
    })
    void machineDecides(String machine, String bundled, String installed, String expected) {
        Machine there = Machines.of(machine);
        List<TorchLibrary> folders = new ArrayList<>();
        for (String name : installed.split(" ")) {
            if (!name.isEmpty()) folders.add(Machines.torchIn(name, there));
        }
        for (int order = 0; order < 2; order++) {
            TorchLibrary chosen =
                    TorchLibrary.choose(there, folders, Machines.torchIn(bundled, there), Machines.VERSION);
            String name = chosen == null ? "none" : chosen.folder() == null ? "bundled" : chosen.flavor();
            boolean either = expected.startsWith("cu") && name.startsWith("cu");
            assertEquals(either ? name : expected, name, installed);
            Collections.reverse(folders);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "arm", "windows", "mac"})
    void librariesOfOtherSystemsAndVersionsAreNotTaken(String machine) {
        Machine there = Machines.of(machine);
        TorchLibrary bundled = Machines.torchIn("bundled", there);
        List<TorchLibrary> others = new ArrayList<>();
        for (String other : new String[] {"linux+1", "arm", "windows+1", "mac"}) {
            if (!other.startsWith(machine)) {
                others.add(Machines.torchIn("cpu", Machines.of(other)));
                others.add(Machines.torchIn("cu128", Machines.of(other)));
            }
        }
        assertSame(bundled, TorchLibrary.choose(there, others, bundled, Machines.VERSION));
        List<TorchLibrary> own = List.of(Machines.torchIn("cpu", there));
        assertNull(TorchLibrary.choose(there, own, bundled, "2.8.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "2.7.1-cpu-linux-x86_64, true",
        "2.7.1-cu128-win-x86_64, true",
        "2.7.1-cpu-osx-aarch64, true",
        "2.7.1-cpu, false",
        ".2.7.1-cpu-linux-x86_64.part, false",
        "2.7-cpu-linux-x86_64, false",
        "2.7.1-rocm-linux-x86_64, false",
        "x2.7.1-cpu-linux-x86_64, false",
    })
    void folderIsKnownByItsWholeName(String name, boolean known) {
        assertEquals(known, TorchLibrary.named(Path.of("place", name), "lib") != null);
    }

    @Test
    void completeIsWhatHasAllItsFilesInTheirSizes(@TempDir Path folder) throws IOException {
        Path lib = Files.createDirectory(folder.resolve(TorchLibraries.FILES));
        Path contents = folder.resolve(TorchLibraries.CONTENTS);
        assertEquals(false, TorchLibraries.isComplete(folder), "no contents");
        Files.write(lib.resolve("libtorch.so"), new byte[5]);
        Files.writeString(contents, "");
        assertEquals(false, TorchLibraries.isComplete(folder), "empty contents");
        Files.writeString(contents, "5 libtorch.so\n");
        assertEquals(true, TorchLibraries.isComplete(folder));
        Files.writeString(contents, "5 libtorch.so\n7 libc10.so\n");
        assertEquals(false, TorchLibraries.isComplete(folder), "a file is missing");
        Files.write(lib.resolve("libc10.so"), new byte[6]);
        assertEquals(false, TorchLibraries.isComplete(folder), "a file is cut");
        Files.writeString(contents, "garbage");
        assertEquals(false, TorchLibraries.isComplete(folder), "garbage");
    }
}
