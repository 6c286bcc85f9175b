package org.denoiser.command;

import java.nio.file.Path;
import java.util.Locale;
import org.denoiser.model.ForeignModel;

/** What there is to know of a model of another program, as a text for people. */
final class ForeignReport {
    private ForeignReport() {}

    /** @param place where its package lies */
    static String of(ForeignModel model, Path place) {
        StringBuilder text = new StringBuilder(ModelFolders.shownName(place));
        text.append('\n').append(model.description()).append("\n\n");
        line(text, "Format", "bioimage.io " + model.formatVersion() + ", TorchScript of another program");
        line(text, "Called", model.describedName());
        line(
                text,
                "Takes",
                "images " + model.shape().sizes() + ", tiled where they are larger; channels at once: "
                        + model.shape().channels());
        line(text, "Axes", model.inputLayout() + " in, " + model.outputLayout() + " out, " + model.networkType());
        line(text, "Operations", model.operations());
        line(text, "Licence", model.licence() == null ? "none granted" : model.licence());
        line(text, "By", model.authors().isEmpty() ? "nobody named" : String.join(", ", model.authors()));
        for (String citation : model.citations()) {
            line(text, "Cite", citation);
        }
        line(text, "Lies in", place.toAbsolutePath().normalize().toString());
        line(text, "Weights", String.format(Locale.ROOT, "%.1f MB", model.weights().length / 1e6));
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String heading, String words) {
        text.append(String.format(Locale.ROOT, "%-11s %s%n", heading, words).replace("\r", ""));
    }
}
