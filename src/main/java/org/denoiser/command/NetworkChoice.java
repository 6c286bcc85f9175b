package org.denoiser.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;

/** The network that the keys of {@code train} choose. */
final class NetworkChoice {
    private static final String AUTO = "auto";
    private static final int USUAL_PATCH = 64;

    /** Of volumes, whose voxels would take many times as long. */
    private static final int USUAL_VOLUME_PATCH = 32;

    private static final int USUAL_PLANES = 16;

    private NetworkChoice() {}

    /** @throws IllegalArgumentException naming the key that the preset does not have, or whose value is not allowed */
    static Architecture of(TrainCommand command, Learning learning) {
        Preset preset = Preset.ofKey(command.preset);
        Map<String, String> chosen = new LinkedHashMap<>();
        put(chosen, "channels", command.channels);
        put(chosen, "filters", command.filters);
        put(chosen, "depth", command.depth);
        put(chosen, "latent", command.latent);
        put(chosen, "zpool", command.zpool);
        put(chosen, "activation", command.activation);
        put(chosen, "sparsity", command.sparsity);
        put(chosen, "divergence", command.divergence);
        put(chosen, "residual", command.residual);
        if (preset.has("side")) {
            put(chosen, "side", command.patch);
        }
        if (learning == Learning.NOISE2VOID && preset.has("residual")) {
            // The input is wrong where it is masked, and adding to it would begin there.
            chosen.putIfAbsent("residual", "false");
        }
        return Architecture.of(preset, chosen);
    }

    private static void put(Map<String, String> chosen, String key, String value) {
        if (!value.trim().equalsIgnoreCase(AUTO)) {
            chosen.put(key, value);
        }
    }

    private static void put(Map<String, String> chosen, String key, int value) {
        if (value > 0) {
            chosen.put(key, Integer.toString(value));
        }
    }

    /**
     * Width and height of the patches to learn from.
     *
     * @param patch the key's value; 0 for what the network takes, or the multiple of what it needs from 64 on, 32 for volumes
     * @throws IllegalArgumentException for a size that the network does not take
     */
    static int patch(Architecture architecture, int patch) {
        if (patch == 0) {
            return architecture.sideFrom(architecture.takesVolumes() ? USUAL_VOLUME_PATCH : USUAL_PATCH);
        }
        if (!architecture.takes(patch, patch)) {
            throw new IllegalArgumentException("patch=" + patch + ": preset "
                    + architecture.preset().key() + " takes patches " + architecture.sizes());
        }
        return patch;
    }

    /**
     * Planes of the patches to learn from.
     *
     * @param planes the key's value; 0 for 1, or for volumes the multiple of what the network needs from 16 on
     * @throws IllegalArgumentException for a number that the network does not take
     */
    static int planes(Architecture architecture, int planes) {
        if (planes == 0) {
            return architecture.takesVolumes() ? architecture.depthFrom(USUAL_PLANES) : 1;
        }
        int side = architecture.sideFrom(1);
        if (!architecture.takes(planes, side, side)) {
            throw new IllegalArgumentException(
                    "planes=" + planes + ": preset " + architecture.preset().key() + " takes "
                            + (architecture.takesVolumes()
                                    ? "a multiple of " + architecture.depthMultiple() + " planes"
                                    : "planes one by one; preset=" + Preset.UNET3D.key() + " takes several"));
        }
        return planes;
    }
}
