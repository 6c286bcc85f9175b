package org.denoiser.command;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.Map;
import org.denoiser.image.Planes;

/** With which installed model to begin for an image, for those who have not chosen one yet. Stateless and thread-safe. */
public final class ModelProposal {
    private ModelProposal() {}

    /**
     * Looks at the noise in the middle of an image; takes a part of a second, and longer the first time, when the records of all models are read.
     *
     * @param usual name of the model that is taken where it fits
     * @return the name of a model that has learnt such noise, where the usual one has not; else the usual one, also where there is hardly any
     *     noise or where it cannot be told
     */
    public static String of(ImagePlus image, String usual) {
        Path file = ModelFolders.installed().get(usual);
        LearntNoise learnt = file == null ? null : FittingModels.learnt(file);
        SeenNoise seen = learnt == null ? null : SeenNoise.of(Planes.of(image));
        if (seen == null || NoiseProposal.of(seen, learnt.rule()) == null || seen.isLearntBy(learnt, true))
            return usual;
        Map<String, LearntNoise> fitting = fitting(seen, learnt, true);
        // To have learnt what noise does to its neighbours matters more than to have seen it cut off.
        if (fitting.isEmpty() && !seen.isLearntBy(learnt, false)) fitting = fitting(seen, learnt, false);
        return proposed(fitting, seen.isDark(), usual);
    }

    private static Map<String, LearntNoise> fitting(SeenNoise seen, LearntNoise usual, boolean cutToo) {
        Map<String, LearntNoise> fitting = FittingModels.of(seen, usual, cutToo);
        fitting.values().removeIf(model -> !model.isForPlanes());
        return fitting;
    }

    /** Microscopes of all kinds have the same noise, but not the same pictures. */
    private static String proposed(Map<String, LearntNoise> fitting, boolean dark, String usual) {
        for (Map.Entry<String, LearntNoise> model : fitting.entrySet()) {
            if (model.getValue().isDarkened() == dark) return model.getKey();
        }
        return fitting.isEmpty() ? usual : fitting.keySet().iterator().next();
    }
}
