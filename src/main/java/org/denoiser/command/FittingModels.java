package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;

/** Which installed models have learnt the noise of an image. Thread-safe. */
final class FittingModels {
    /** Reading more would take longer than the advice is worth. */
    private static final int MOST = 20;

    /** By file, time of change and size, since a preview asks again and again. */
    private static final Map<String, LearntNoise> KNOWN = new LinkedHashMap<>();

    private FittingModels() {}

    /**
     * The models whose records say that they fit, by their names, in the order in which they are installed.
     *
     * @param asked the model that does not
     * @param cutToo whether they must also have learnt from values that were cut off, where there are such
     */
    static Map<String, LearntNoise> of(SeenNoise noise, LearntNoise asked, boolean cutToo) {
        Map<String, LearntNoise> fitting = new LinkedHashMap<>();
        ModelFolders.installed().entrySet().stream().limit(MOST).forEach(entry -> {
            LearntNoise learnt = learnt(entry.getValue());
            if (learnt != null && !entry.getKey().equals(asked.model()) && noise.isLearntBy(learnt, cutToo)) {
                fitting.put(entry.getKey(), learnt);
            }
        });
        return fitting;
    }

    /** Null for one that does not tell, or cannot be read, which is told where it is asked for. */
    static synchronized LearntNoise learnt(Path file) {
        try {
            String place = file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
            if (KNOWN.containsKey(place)) return KNOWN.get(place);
            if (KNOWN.size() > 2 * MOST) KNOWN.clear();
            LearntNoise learnt = null;
            if (!ForeignModelReader.isForeign(file)) {
                ModelPackage model = ModelPackageReader.read(file);
                learnt = new LearntNoise(model, model.scaling());
            }
            KNOWN.put(place, learnt);
            return learnt;
        } catch (IOException e) {
            return null;
        }
    }
}
