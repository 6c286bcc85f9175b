package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class CommandRunnerTest {
    private Context context;

    @BeforeEach
    void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterEach
    void close() {
        context.dispose();
    }

    private Map<String, Object> run(Map<String, Object> inputs) {
        return new CommandRunner(context).run(ProbeCommand.class, inputs, Progress.NONE);
    }

    @Test
    void outputsComeInTheOrderOfTheFields() {
        Map<String, Object> outputs = run(Map.of("title", "made", "tile", 20));
        assertEquals(List.of("result", "table", "report"), new ArrayList<>(outputs.keySet()));
        assertEquals("made", ((ImagePlus) outputs.get("result")).getTitle());
        assertEquals(20, ((ImagePlus) outputs.get("result")).getWidth());
    }

    @Test
    void anImageCanBePassedAsItIs() {
        ImagePlus image = new ImagePlus("passed", new ByteProcessor(3, 3));
        assertTrue(run(Map.of("image", image)).get("report").toString().startsWith("passed General 512 1 0.25"));
    }

    @Test
    void wrongValuesFromScriptsAreRefused() {
        Exception error = assertThrows(IllegalArgumentException.class, () -> run(Map.of("tile", 5000)));
        assertEquals("tile=5000: a whole number from 16 to 4096 is needed", error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(Map.of("level", Double.NaN)));
        assertEquals("level=NaN: a number from 0 to 1 is needed", error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(Map.of("act", "jump")));
        assertEquals("act=jump: one of return, refuse, file, crash, wait is needed", error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> run(Map.of("tiel", 5)));
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, java.lang.IllegalArgumentException, title=untitled: another title is needed",
        "file, java.io.UncheckedIOException, x.tif: there is no such file",
        "crash, java.lang.IllegalStateException, broken"
    })
    void failuresReachTheCallerAsTheyAre(String act, Class<? extends Exception> type, String sentence) {
        Exception error = assertThrows(type, () -> run(Map.of("act", act, "file", "x.tif")));
        assertEquals(sentence, error.getMessage());
    }

    @Test
    void failuresReachScriptsAmongTheCauses() {
        Exception error = assertThrows(ExecutionException.class, () -> context.service(CommandService.class)
                .run(ProbeCommand.class, false, "act", "file", "file", "x.tif")
                .get());
        assertInstanceOf(UncheckedIOException.class, error.getCause().getCause());
    }

    @Test
    void aCancelledProgressEndsTheCommand() {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        Progress cancelled = new Progress() {
            @Override
            public void status(String text) {
                heard.add(text);
            }

            @Override
            public void progress(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> new CommandRunner(context)
                .run(ProbeCommand.class, Map.of("act", "wait"), cancelled));
        assertEquals(List.of("wait"), heard);
    }

    @Test
    void aCancelledModuleEndsTheCommand() throws Exception {
        CommandModule module = new CommandModule(new CommandInfo(ProbeCommand.class));
        context.inject(module.getCommand());
        module.setInput("act", "wait");
        Thread runner = new Thread(module);
        runner.start();
        module.cancel("enough");
        runner.join();
        assertTrue(module.isCanceled());
    }

    @Test
    void anInterruptedCallerCancelsTheCommand() throws Exception {
        List<Throwable> ends = Collections.synchronizedList(new ArrayList<>());
        Thread caller = new Thread(() -> {
            try {
                run(Map.of("act", "wait"));
            } catch (CancellationException e) {
                ends.add(e);
            }
        });
        caller.start();
        caller.interrupt();
        caller.join();
        assertEquals(1, ends.size());
        // the command's own thread has ended, or disposing of the context would wait for it
    }
}
