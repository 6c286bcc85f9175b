package org.denoiser.legacy;

import ij.IJ;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** The SciJava application context that commands run in. */
final class Contexts {
    private static Context own;

    private Contexts() {}

    /** Fiji's context where there is a Fiji, else the plugin's own, made once and kept. Thread-safe. */
    static synchronized Context get() {
        // asked for only where a Fiji is: plain ImageJ would make a whole new context by the class name
        Context fiji = isFiji() ? (Context) IJ.runPlugIn(Context.class.getName(), "") : null;
        return fiji != null ? fiji : own();
    }

    private static boolean isFiji() {
        try {
            Class.forName("net.imagej.legacy.LegacyService", false, Contexts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A context with the command service and what that needs: a fifth of a second instead of half a second for all services. */
    static synchronized Context own() {
        if (own == null) {
            own = new Context(CommandService.class);
            // failures reach the user through the bridge; SciJava would print each of them once more
            own.service(LogService.class).setLevel(LogLevel.NONE);
        }
        return own;
    }
}
