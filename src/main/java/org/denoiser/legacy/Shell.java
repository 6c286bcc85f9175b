package org.denoiser.legacy;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.PrintStream;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.denoiser.command.CommandRunner;
import org.denoiser.command.Commands;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.Versions;

/**
 * The commands from a shell, without a display: {@code COMMAND key=value ...}, or a macro: {@code macro FILE ARGUMENT}. Results go to
 * the standard output; progress and errors, one sentence each, to the standard error. The exit status is 0, or 1 if the command failed,
 * or 2 if it was called wrongly. Stack traces are printed with {@code -Ddenoiser.debug} only.
 */
public final class Shell {
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final int SECONDS_TO_CANCEL = 60;

    private final PrintStream out;
    private final PrintStream err;
    private final ShellProgress progress;
    private volatile boolean runsMacro;

    Shell(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.progress = new ShellProgress(err, System.console() != null, System::nanoTime);
    }

    /** Runs one command and ends Java with its exit status, whatever threads are left. */
    public static void main(String... args) {
        System.setProperty("java.awt.headless", "true");
        Shell shell = new Shell(System.out, System.err);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shell.cancel(ended)));
        int status = FAILED;
        try {
            status = shell.run(args);
        } finally {
            ended.countDown();
        }
        System.exit(status);
    }

    /** Makes the command that runs or comes next end early. */
    void cancel() {
        progress.cancel();
        if (runsMacro) MacroFile.cancel();
    }

    /** On Ctrl-C: waits until the command has put away its files; Java ends after the hooks. */
    private void cancel(CountDownLatch ended) {
        cancel();
        try {
            ended.await(SECONDS_TO_CANCEL, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether stack traces are wanted. */
    static boolean isDebugging() {
        return System.getProperty("denoiser.debug") != null;
    }

    /** Runs one command and gives its exit status. */
    int run(String... args) {
        List<String> words = Arrays.asList(args);
        try {
            if (words.isEmpty() || isHelp(words.get(0))) return help(words.size() > 1 ? words.get(1) : null);
            if (words.get(0).equals("--version")) return print(List.of("Denoiser " + Versions.denoiser()));
            if (words.size() == 2 && isHelp(words.get(1))) return help(words.get(0));
            if (words.get(0).equals("macro")) return macro(words);
            ParameterTable table = Commands.named(words.get(0));
            return execute(table, readValues(table, words.subList(1, words.size())));
        } catch (IllegalArgumentException e) {
            return fail(e, MISUSED);
        }
    }

    private int macro(List<String> words) {
        if (words.size() < 2 || words.size() > 3) {
            throw new IllegalArgumentException("macro: the file of a macro and at most one argument for it are needed");
        }
        MacroFile macro = new MacroFile(Paths.get(words.get(1)));
        runsMacro = true;
        return macro.run(words.size() == 3 ? words.get(2) : "") ? 0 : FAILED;
    }

    private static boolean isHelp(String word) {
        return word.equals("help") || word.equals("--help") || word.equals("-h");
    }

    private int help(String command) {
        return print(command == null ? Help.overview() : Help.of(Commands.named(command)));
    }

    private int print(List<String> lines) {
        lines.forEach(out::println);
        return 0;
    }

    static Map<String, Object> readValues(ParameterTable table, List<String> words) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 && !isFlag(table, key)) {
                throw new IllegalArgumentException(
                        "'" + word + "' is no key=value; 'help " + table.name() + "' lists the keys.");
            }
            if (texts.put(key, equals < 0 ? "true" : word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(key + ": the key is given twice");
            }
        }
        Map<String, Object> values = table.parse(texts);
        checkForShell(table, values);
        return values;
    }

    private static boolean isFlag(ParameterTable table, String key) {
        return table.key(key) != null && table.key(key).kind() == Key.Kind.FLAG;
    }

    private static void checkForShell(ParameterTable table, Map<String, Object> values) {
        for (Key key : table.keys()) {
            if (!values.get(key.name()).equals("") || !isNeeded(table, key)) continue;
            throw new IllegalArgumentException(
                    key.name() + ": " + key.name() + "=FILE is needed, as a shell has no open images");
        }
    }

    /** Whether a key must be given; a shell has no open images, neither to read nor to show. */
    static boolean isNeeded(ParameterTable table, Key key) {
        boolean onlyOutput = key.name().equals("output") && table.makesImage();
        return key.isRequired() || key.isActiveImage() || onlyOutput;
    }

    private int execute(ParameterTable table, Map<String, Object> values) {
        try {
            progress.start(table.name());
            Map<String, Object> outputs = new CommandRunner(Contexts.own()).run(table.commandClass(), values, progress);
            progress.end();
            outputs.values().forEach(this::printOutput);
            printWritten(table, values);
            return 0;
        } catch (CancellationException e) {
            progress.end();
            err.println("Cancelled.");
            return FAILED;
        } catch (RuntimeException | Error e) {
            progress.end();
            return fail(e, FAILED);
        }
    }

    private void printOutput(Object output) {
        if (output instanceof ResultsTable) tableLines((ResultsTable) output).forEach(out::println);
        else if (!(output instanceof ImagePlus)) out.println(output);
    }

    private void printWritten(ParameterTable table, Map<String, Object> values) {
        for (Key key : table.keys()) {
            Object path = values.get(key.name());
            if (key.kind() == Key.Kind.SAVE && !path.equals("")) out.println("Wrote " + path);
        }
    }

    private static List<String> tableLines(ResultsTable table) {
        Columns columns = new Columns(true).row(withEnd(table.getHeadings()));
        for (int row = 0; row < table.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (String heading : table.getHeadings()) cells.add(table.getStringValue(heading, row));
            columns.row(withEnd(cells.toArray(new String[0])));
        }
        return columns.lines();
    }

    /** An empty last column, since the last one is text that may be broken. */
    private static String[] withEnd(String[] cells) {
        String[] all = Arrays.copyOf(cells, cells.length + 1);
        all[cells.length] = "";
        return all;
    }

    private int fail(Throwable failure, int status) {
        err.println(ErrorSentence.of(failure));
        if (isDebugging()) err.println(ErrorSentence.trace(failure));
        return status;
    }
}
