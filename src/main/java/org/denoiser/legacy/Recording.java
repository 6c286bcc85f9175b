package org.denoiser.legacy;

import ij.IJ;
import ij.plugin.frame.Recorder;
import java.util.Map;
import org.denoiser.command.ParameterTable;

/** Writes the Recorder line of a command: every key, so that it replays exactly. */
final class Recording {
    private Recording() {}

    /** Records a run, if the Recorder is open, and keeps ImageJ from recording it once more. */
    static void record(ParameterTable table, Map<String, String> texts) {
        if (!IJ.recording()) return;
        Recorder.recordString(line(table, texts, Recorder.scriptMode()) + "\n");
        Recorder.disableCommandRecording();
    }

    /**
     * The line as it stands in a macro, or in a script of any of the Recorder's other languages.
     *
     * @param texts key to text
     */
    static String line(ParameterTable table, Map<String, String> texts, boolean script) {
        String options = MacroOptions.print(texts).replace("\\", "\\\\").replace("\"", "\\\"");
        return (script ? "IJ." : "") + "run(\"" + table.label() + "\", \"" + options + "\");";
    }
}
