package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

/** Runs as SciJava's own task service and event service tell of them. */
class RunningTaskTest {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private Context context;
    private String cancelAt = "none";

    @BeforeEach
    void open() {
        context = new Context(CommandService.class, TaskService.class, EventService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        context.service(EventService.class).subscribe(this);
    }

    @AfterEach
    void close() {
        context.dispose();
    }

    /** What Fiji's list of tasks does. */
    @EventHandler
    void hear(TaskEvent event) {
        Task task = event.getTask();
        heard.add(task.getName() + " " + task.getStatusMessage() + " " + task.getProgressValue() + "/"
                + task.getProgressMaximum() + (task.isDone() ? " done" : ""));
        if (cancelAt.equals(task.getStatusMessage()) && !task.isCanceled()) task.cancel("enough");
    }

    private Map<String, Object> run(Class<? extends DenoiserCommand> command, Map<String, Object> inputs) {
        return new CommandRunner(context).run(command, inputs, Progress.NONE);
    }

    @Test
    void itBeginsGoesOnAndEnds() {
        run(ProbeCommand.class, Map.of());
        assertEquals(
                List.of(
                        "Probe It null 0/0",
                        "Probe It return 0/0",
                        "Probe It return 0/1",
                        "Probe It return 1/1",
                        "Probe It return 1/1 done"),
                heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "file", "crash"})
    void itEndsAfterAFailureToo(String act) {
        assertThrows(RuntimeException.class, () -> run(ProbeCommand.class, Map.of("act", act)));
        assertEquals("Probe It " + act + " 0/0 done", heard.get(heard.size() - 1));
    }

    @Test
    void cancellingItEndsTheCommand() {
        cancelAt = "wait";
        assertThrows(CancellationException.class, () -> run(ProbeCommand.class, Map.of("act", "wait")));
        assertEquals("Probe It wait 0/0 done", heard.get(heard.size() - 1));
    }

    @Test
    void aScriptCanBeCancelledByItToo() throws Exception {
        cancelAt = "wait";
        assertTrue(context.service(CommandService.class)
                .run(ProbeCommand.class, false, "act", "wait")
                .get()
                .isCanceled());
    }

    @Test
    void aRealCommandTellsHowFarItIs() {
        ImagePlus image = new ImagePlus("a", new ByteProcessor(40, 30));
        image.getProcessor().noise(20);
        run(SelfCommand.class, Map.of("image", image));
        List<String> told = heard.stream().distinct().collect(Collectors.toList());
        assertTrue(told.get(0).startsWith("Denoise This Image null 0/0"), told.toString());
        assertTrue(told.stream().anyMatch(line -> line.contains("Taking away")), told.toString());
        assertTrue(told.get(told.size() - 1).endsWith("/1000 done"), told.toString());
    }
}
