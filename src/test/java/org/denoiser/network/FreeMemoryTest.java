package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
    private static final long MB = 1 << 20;

    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @BeforeEach
    void computerWithEightGigabytesFree() throws IOException {
        write("proc/meminfo", "MemTotal:       16384000 kB\nMemFree:         100000 kB\nMemAvailable:    8388608 kB\n");
        write(
                "proc/self/limits",
                "Limit  Soft Limit  Hard Limit  Units\nMax address space  unlimited  unlimited  bytes\n");
        write("proc/self/status", "VmPeak:\t 9000 kB\nVmSize:\t 1048576 kB\n");
    }

    @Test
    void whatIsFreeCounts() {
        assertEquals(8192 * MB, FreeMemory.onLinux(root));
    }

    @Test
    void groupLimitsCountAndSoDoThoseAboveThem() throws IOException {
        write("proc/self/cgroup", "0::/batch/job7\n");
        write("sys/fs/cgroup/batch/job7/memory.max", "max\n");
        write("sys/fs/cgroup/batch/job7/memory.current", "1048576\n");
        assertEquals(8192 * MB, FreeMemory.onLinux(root));
        write("sys/fs/cgroup/batch/memory.max", 3000 * MB + "\n");
        write("sys/fs/cgroup/batch/memory.current", 1000 * MB + "\n");
        assertEquals(2000 * MB, FreeMemory.onLinux(root));
        write("sys/fs/cgroup/batch/memory.stat", "anon 5\ninactive_file " + 500 * MB + "\n");
        assertEquals(2500 * MB, FreeMemory.onLinux(root));
        write("sys/fs/cgroup/batch/memory.current", 4000 * MB + "\n");
        assertEquals(0, FreeMemory.onLinux(root));
    }

    @Test
    void limitOfAContainerCountsAlthoughItsPathIsNotSeenInside() throws IOException {
        write("proc/self/cgroup", "0::/../../other\n");
        write("sys/fs/cgroup/memory.max", 1024 * MB + "\n");
        write("sys/fs/cgroup/memory.current", "0\n");
        assertTrue(FreeMemory.onLinux(root) <= 8192 * MB);
        write("proc/self/cgroup", "0::/docker/abc\n");
        assertEquals(1024 * MB, FreeMemory.onLinux(root));
    }

    @Test
    void firstVersionOfGroupsCounts() throws IOException {
        write("proc/self/cgroup", "7:cpu,cpuacct:/x\n4:memory:/slurm/job\n");
        write("sys/fs/cgroup/memory/slurm/job/memory.limit_in_bytes", 900 * MB + "\n");
        write("sys/fs/cgroup/memory/slurm/job/memory.usage_in_bytes", 300 * MB + "\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "5\n");
        assertEquals(600 * MB, FreeMemory.onLinux(root));
    }

    @Test
    void addressSpaceCounts() throws IOException {
        write("proc/self/limits", "Max address space         " + 1536 * MB + "    " + 1536 * MB + "    bytes\n");
        assertEquals(512 * MB, FreeMemory.onLinux(root));
    }

    @Test
    void systemThatTellsNothingHasNoLimit() {
        assertEquals(Long.MAX_VALUE, FreeMemory.onLinux(root.resolve("empty")));
    }

    @Test
    void thisComputerHasSome() {
        assertTrue(FreeMemory.on("cpu") > 0);
    }
}
