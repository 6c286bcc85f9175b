package org.denoiser.command;

import java.util.List;
import java.util.stream.Collectors;

/** The commands there are, in the order of the menu and of the help. */
public final class Commands {
    private static final List<Class<? extends DenoiserCommand>> ALL = List.of(
            DenoiseCommand.class,
            FolderCommand.class,
            SelfCommand.class,
            TrainCommand.class,
            NoiseCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            InfoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ModelsCommand.class,
            GpuCommand.class,
            SweepCommand.class,
            BenchmarkCommand.class);

    private Commands() {}

    /** The tables of all commands. */
    public static List<ParameterTable> all() {
        return ALL.stream().map(ParameterTable::of).collect(Collectors.toList());
    }

    /**
     * The table of the command with a shell name.
     *
     * @throws IllegalArgumentException if there is none, with a sentence that lists the names
     */
    public static ParameterTable named(String name) {
        List<ParameterTable> all = all();
        for (ParameterTable table : all) if (table.name().equals(name)) return table;
        List<String> names = all.stream().map(ParameterTable::name).collect(Collectors.toList());
        String nearest = Spelling.nearest(name, names);
        throw new IllegalArgumentException("Unknown command '" + name + "'"
                + (nearest == null ? "." : ": did you mean '" + nearest + "'?") + " Commands: "
                + String.join(", ", names) + ".");
    }
}
