package org.denoiser.command;

import java.io.IOException;
import org.denoiser.network.GpuSetup;
import org.denoiser.network.SetupListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Tells what networks run on, and installs the library that uses a GPU. */
@Plugin(
        type = Command.class,
        name = "gpu",
        label = "GPU Setup...",
        description = "Tells what was found to run networks on, and fetches the library that uses a GPU, if asked to.")
public final class GpuCommand extends DenoiserCommand {
    @Parameter(
            label = "What to do",
            description =
                    "show: tell what was found, without asking any server. list: ask the server which files would be"
                            + " downloaded, and how large they are. install: download and unpack them. remove: delete what was installed.",
            choices = {"show", "list", "install", "remove"},
            persist = false)
    private String action = "show";

    @Parameter(
            label = "Library",
            description =
                    "cu128: for NVIDIA GPUs (CUDA 12.8). cpu: for the processor. auto: the one that fits this computer.",
            choices = {"auto", "cpu", "cu128"},
            persist = false)
    private String library = "auto";

    @Parameter(
            label = "Source",
            description =
                    "A folder, or an address with https, to fetch from instead of DJL's place (publish.djl.ai for cu128,"
                            + " Maven Central for cpu). Empty: that place.",
            style = "advanced",
            required = false,
            persist = false)
    private String source = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Override
    protected void execute(Progress progress) throws IOException {
        if (action.equals("remove")) {
            report = GpuSetup.remove();
            return;
        }
        GpuSetup setup = GpuSetup.here(library, source);
        if (action.equals("show")) {
            report = setup.found() + "\n" + setup.offer();
        } else if (action.equals("list")) {
            progress.status("Asking for the list of files");
            report = setup.list();
        } else {
            report = setup.install(new Listener(progress));
        }
    }

    /** Passes on what changes. */
    private static final class Listener implements SetupListener {
        private final Progress progress;
        private String last = "";

        private Listener(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void progress(String what, long done, long total) {
            progress.checkCancelled();
            if (!what.equals(last)) {
                progress.status(what);
                last = what;
            }
            progress.progress(done, Math.max(1, total));
        }
    }
}
