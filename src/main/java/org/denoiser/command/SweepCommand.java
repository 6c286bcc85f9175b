package org.denoiser.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.denoiser.image.ImageFiles;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Trains with every combination of several values and compares what comes out. Has no menu entry. Its texts are of the grammar of
 * {@link Assignments}.
 */
@Plugin(
        type = Command.class,
        name = "sweep",
        label = "Sweep Training",
        description =
                "Trains with every combination of lists of values for any keys of 'train', and compares the results.")
public final class SweepCommand extends DenoiserCommand {
    private static final int MOST_RUNS = 999;
    private static final int PARTS = 1000;

    @Parameter(
            label = "Vary",
            description =
                    "Lists of values for keys of 'train': 'preset=unet,conv-pool; rate=0.001,0.0005'. Values that hold commas are"
                            + " separated by '|' instead: 'sides=1600,800|400'.",
            persist = false)
    private String vary = "";

    @Parameter(
            label = "Options",
            description =
                    "The keys of 'train' that are the same in all trainings: 'input=/my images; epochs=10'. A value that itself"
                            + " holds a word before an equals sign stands in quotes or brackets.",
            required = false,
            persist = false)
    private String options = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Folder",
            description =
                    "A folder for the models (001-NAME.zip...), the table (sweep.csv, sweep.txt) and the picture (sweep.png)."
                            + " Trainings that are there already are skipped, interrupted ones go on.",
            style = "save",
            persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private ResultsTable table;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus curves;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Override
    protected void execute(Progress progress) throws IOException {
        Path folder = InputImages.path("output", output).toAbsolutePath();
        List<SweepRun> runs = runs(folder);
        for (SweepRun run : runs) run.command();
        makeFolder(folder);
        for (SweepRun run : runs) run.lookForResult();
        long before = runs.stream().filter(SweepRun::isDone).count();
        boolean cancelled = false;
        for (int i = 0; i < runs.size() && !cancelled; i++) {
            SweepRun run = runs.get(i);
            if (!run.isDone()) cancelled = !train(run, i, runs.size(), progress);
            save(new SweepResults(runs), folder);
        }
        SweepResults results = new SweepResults(runs);
        report = summary(runs, before, cancelled);
        curves = results.picture();
        table = results.table();
    }

    private List<SweepRun> runs(Path folder) {
        Map<String, String> same = Assignments.parse("options", options);
        Map<String, String> lists = Assignments.parse("vary", vary);
        checkKeys("options", same);
        checkKeys("vary", lists);
        for (String key : lists.keySet()) {
            if (same.containsKey(key)) {
                throw new IllegalArgumentException("vary: the key " + key + " stands in options, too");
            }
        }
        List<Map<String, String>> combinations = combinations(lists);
        List<SweepRun> runs = new ArrayList<>();
        for (Map<String, String> combination : combinations) {
            runs.add(new SweepRun(runs.size() + 1, combination, same, image, folder));
        }
        return runs;
    }

    private static void checkKeys(String name, Map<String, String> texts) {
        List<String> known = ParameterTable.of(TrainCommand.class).keys().stream()
                .map(Key::name)
                .filter(key -> !SweepRun.OWN_KEYS.contains(key))
                .collect(Collectors.toList());
        for (String key : texts.keySet()) {
            if (known.contains(key)) continue;
            String nearest = Spelling.nearest(key, known);
            throw new IllegalArgumentException(name + ": '" + key + "' is no key of 'train' that a sweep can give"
                    + (nearest == null ? "" : ", did you mean '" + nearest + "'?"));
        }
    }

    /** Every combination; the last key changes fastest. */
    private static List<Map<String, String>> combinations(Map<String, String> lists) {
        if (lists.isEmpty()) {
            throw new IllegalArgumentException("vary: lists of values are needed, such as rate=0.001,0.0005");
        }
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, String> list : lists.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            List<String> values = values(list.getKey(), list.getValue());
            for (Map<String, String> combination : all) {
                for (String value : values) {
                    Map<String, String> more = new LinkedHashMap<>(combination);
                    more.put(list.getKey(), value);
                    longer.add(more);
                }
            }
            if (longer.size() > MOST_RUNS) {
                throw new IllegalArgumentException(
                        "vary: there are more than " + MOST_RUNS + " combinations; fewer values are needed");
            }
            all = longer;
        }
        return all;
    }

    private static List<String> values(String key, String text) {
        List<String> values = Arrays.stream(text.split(text.contains("|") ? "\\|" : ",", -1))
                .map(String::trim)
                .collect(Collectors.toList());
        if (values.contains("") || new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException(
                    "vary: " + key + "=" + text + " is no list of different values, separated by commas or by '|'");
        }
        return values;
    }

    private void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("output=" + output + ": the folder cannot be made", e);
        }
    }

    /** Returns whether the next run may begin. */
    private static boolean train(SweepRun run, int index, int all, Progress progress) {
        try {
            progress.checkCancelled();
            run.train(new RunProgress(progress, index, all, run.toString()));
            return !progress.isCancelled();
        } catch (CancellationException e) {
            return false;
        }
    }

    private static void save(SweepResults results, Path folder) throws IOException {
        TableFile.save(results.table(), folder.resolve("sweep.csv"));
        TableFile.save(results.text(), folder.resolve("sweep.txt"));
        ImagePlus picture = results.picture();
        if (picture != null) ImageFiles.save(picture, folder.resolve("sweep.png"));
    }

    private static String summary(List<SweepRun> runs, long before, boolean cancelled) {
        long done = runs.stream().filter(SweepRun::isDone).count();
        long failed = runs.stream().filter(run -> run.error() != null).count();
        return runs.size() + " combinations: " + (done - before) + " trained now, " + before + " before, " + failed
                + " failed" + (cancelled ? ". Cancelled; the same command goes on from here." : ".");
    }

    /** Tells how far all runs together are. */
    private static final class RunProgress implements Progress {
        private final Progress progress;
        private final int index;
        private final int all;
        private final String name;

        RunProgress(Progress progress, int index, int all, String name) {
            this.progress = progress;
            this.index = index;
            this.all = all;
            this.name = name;
        }

        @Override
        public void status(String text) {
            progress.status("Run " + (index + 1) + " of " + all + " (" + name + "): " + text);
        }

        @Override
        public void progress(long done, long total) {
            progress.progress((long) PARTS * index + PARTS * done / total, (long) PARTS * all);
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
