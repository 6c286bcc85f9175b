package org.denoiser.command;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

/** Runs commands through SciJava's {@link CommandService}, asking nothing and showing nothing. Thread-safe. */
public final class CommandRunner {
    private final CommandService service;

    /** @param context an application context with a {@link CommandService} */
    public CommandRunner(Context context) {
        service = context.service(CommandService.class);
    }

    /**
     * Runs a command and waits for its end. If the waiting thread is interrupted or stopped, the command is cancelled.
     *
     * @param inputs key to typed value; also {@code ImagePlus} values of the command's image fields
     * @param progress hears of the progress and may cancel
     * @return the outputs that are not null, in the order of the command's fields
     * @throws IllegalArgumentException if a value is wrong
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     * @throws CancellationException if the command was cancelled
     */
    public Map<String, Object> run(
            Class<? extends DenoiserCommand> command, Map<String, Object> inputs, Progress progress) {
        Supervisor supervisor = new Supervisor(progress);
        Map<String, Object> all = new HashMap<>(inputs);
        all.put("progress", supervisor);
        CommandModule module = await(command, all, supervisor);
        rethrow(supervisor.failure());
        if (module.isCanceled()) throw new CancellationException(module.getCancelReason());
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (ModuleItem<?> item : module.getInfo().outputs()) {
            Object value = module.getOutput(item.getName());
            if (value != null) outputs.put(item.getName(), value);
        }
        return outputs;
    }

    private CommandModule await(
            Class<? extends DenoiserCommand> command, Map<String, Object> inputs, Supervisor supervisor) {
        boolean ended = false;
        try {
            Future<CommandModule> future = service.run(command, false, inputs);
            if (future == null) throw new IllegalStateException("SciJava cannot make a " + command.getName());
            CommandModule module = future.get();
            ended = true;
            return module;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Cancelled.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            // also when ImageJ stops the macro's thread: the command runs in another one and would go on unseen
            if (!ended) supervisor.abandon();
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error) throw (Error) failure;
        if (failure != null) throw (RuntimeException) failure;
    }
}
