package org.denoiser.network;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much more memory this process may take: what the computer has free, no more than its control group (cgroup v1 or v2, as
 * containers and batch systems set them) and its address space are limited to. Stateless and thread-safe.
 */
final class FreeMemory {
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final Path ROOT = Path.of("/");

    private FreeMemory() {}

    /** In bytes, on a device as {@link DenoisingNetwork#deviceName} calls it; {@link Long#MAX_VALUE} where it is not known. */
    static long on(String device) {
        if (device.matches("gpu[0-9]+")) {
            long free = NvidiaDriver.freeMemory(Integer.parseInt(device.substring(3)));
            return free < 0 ? UNKNOWN : free;
        }
        return Files.isReadable(Path.of("/proc/meminfo")) ? onLinux(ROOT) : elsewhere();
    }

    private static long elsewhere() {
        Object bean = ManagementFactory.getOperatingSystemMXBean();
        if (!(bean instanceof OperatingSystemMXBean)) {
            return UNKNOWN;
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) bean;
        // What macOS and Windows call free leaves out the file cache, which they give up when asked.
        return Math.max(system.getFreePhysicalMemorySize(), system.getTotalPhysicalMemorySize() / 4);
    }

    /** @param root what stands for the root of the file system */
    static long onLinux(Path root) {
        long free = kilobytes(read(root.resolve("proc/meminfo")), "MemAvailable:\\s+([0-9]+) kB");
        for (String line : read(root.resolve("proc/self/cgroup")).split("\\R")) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            String group = parts[2].replaceFirst("^/", "");
            if (parts[1].isEmpty()) {
                Path mount = root.resolve("sys/fs/cgroup");
                free = Math.min(free, inGroup(mount, group, "memory.max", "memory.current"));
            } else if (parts[1].matches("(.*,)?memory(,.*)?")) {
                Path mount = root.resolve("sys/fs/cgroup/memory");
                free = Math.min(free, inGroup(mount, group, "memory.limit_in_bytes", "memory.usage_in_bytes"));
            }
        }
        return Math.min(free, addressSpace(root));
    }

    /** The least that the group and those above it leave; within a container the group's own path may not be there. */
    private static long inGroup(Path mount, String group, String limitFile, String usageFile) {
        long free = UNKNOWN;
        Path folder = mount.resolve(group).normalize();
        while (folder != null && folder.startsWith(mount)) {
            long limit = number(folder.resolve(limitFile));
            long usage = number(folder.resolve(usageFile));
            if (limit != UNKNOWN && usage != UNKNOWN) {
                // Pages of files count as used, but are given up first.
                long cache = Math.max(0, match(read(folder.resolve("memory.stat")), "(?m)^inactive_file ([0-9]+)", 0));
                free = Math.min(free, Math.max(0, limit - Math.max(0, usage - cache)));
            }
            folder = folder.getParent();
        }
        return free;
    }

    private static long addressSpace(Path root) {
        long limit = match(read(root.resolve("proc/self/limits")), "Max address space\\s+([0-9]+)", UNKNOWN);
        long used = kilobytes(read(root.resolve("proc/self/status")), "VmSize:\\s+([0-9]+) kB");
        return limit == UNKNOWN || used == UNKNOWN ? UNKNOWN : Math.max(0, limit - used);
    }

    private static long kilobytes(String text, String pattern) {
        long found = match(text, pattern, UNKNOWN);
        return found > UNKNOWN / 1024 ? UNKNOWN : found * 1024;
    }

    private static long number(Path file) {
        return match(read(file).trim(), "^([0-9]+)$", UNKNOWN);
    }

    private static long match(String text, String pattern, long otherwise) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        // Numbers of more digits than a long has stand for no limit.
        return matcher.find() && matcher.group(1).length() < 19 ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
