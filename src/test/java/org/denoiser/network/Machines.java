package org.denoiser.network;

import java.nio.file.Path;
import java.util.List;

/** Computers that are not there. */
final class Machines {
    static final String VERSION = "2.7.1";

    private Machines() {}

    /**
     * @param name of system and processor, with {@code +N} for so many NVIDIA GPUs, and {@code old} for a driver that is too old:
     *     {@code linux}, {@code arm}, {@code windows}, {@code mac}, {@code linux+2}, {@code windows+1old}
     */
    static Machine of(String name) {
        String[] parts = name.split("\\+");
        Machine plain = plain(parts[0]);
        if (parts.length == 1) {
            return plain;
        }
        List<String> names = List.of("NVIDIA A", "NVIDIA B", "NVIDIA C");
        int count = Integer.parseInt(parts[1].substring(0, 1));
        return plain.withNvidia(parts[1].endsWith("old") ? "470.57.02" : "550.54.14", "12.4", names.subList(0, count));
    }

    private static Machine plain(String name) {
        switch (name) {
            case "linux":
                return Machine.of("Linux", "amd64");
            case "arm":
                return Machine.of("Linux", "aarch64");
            case "windows":
                return Machine.of("Windows 11", "amd64");
            case "mac":
                return Machine.of("Mac OS X", "aarch64");
            default:
                throw new IllegalArgumentException(name);
        }
    }

    /** For a machine: {@code cpu} or {@code cu128} in a folder, {@code bundled} on the class path, {@code none}. */
    static TorchLibrary torchIn(String name, Machine machine) {
        if (name.equals("none")) {
            return null;
        }
        if (name.equals("bundled")) {
            return new TorchLibrary(VERSION, "cpu", machine.classifier(), null);
        }
        return TorchLibrary.named(Path.of("place", VERSION + "-" + name + "-" + machine.classifier()), "lib");
    }
}
