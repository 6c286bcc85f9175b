package org.denoiser.legacy;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.filter.PlugInFilterRunner;
import java.awt.HeadlessException;

/**
 * Runs one of ImageJ's own commands in a macro without a display. When such a command throws, ImageJ logs the stack and goes on with the
 * macro's next line, on whatever image is there: a wrong result and a status of success. Here the macro ends, and says why.
 */
public final class ImageJ_Command implements PlugIn {
    private static final String SEPARATOR = "\n";
    private static final String NEEDS_DISPLAY =
            " opens a window, which needs a display. A Fiji.app runs such commands in a macro without one:"
                    + " ImageJ-linux64 --headless --console -macro FILE";

    /**
     * The entry of ImageJ's table of commands that runs another entry through this class.
     *
     * @param entry a class, perhaps with a quoted argument in brackets
     */
    static String entry(String command, String entry) {
        int bracket = entry.endsWith("\")") ? entry.lastIndexOf("(\"") : -1;
        String name = bracket < 0 ? entry : entry.substring(0, bracket);
        String argument = bracket < 0 ? "" : entry.substring(bracket + 2, entry.length() - 2);
        return ImageJ_Command.class.getName() + "(\"" + String.join(SEPARATOR, command, name, argument) + "\")";
    }

    /** @param entry command, class and argument, in lines */
    @Override
    public void run(String entry) {
        String[] parts = entry.split(SEPARATOR, 3);
        Interpreter macro = MacroEnd.macro();
        try {
            run(parts[0], parts[1], parts[2]);
        } catch (HeadlessException e) {
            // ImageJ tells an error in a window, but has told the macro before
            if (macro != null && macro.wasError()) throw new RuntimeException(Macro.MACRO_CANCELED, e);
            MacroEnd.withoutDisplay(parts[0] + NEEDS_DISPLAY, e, false);
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            if (Macro.MACRO_CANCELED.equals(e.getMessage())) throw new RuntimeException(Macro.MACRO_CANCELED, e);
            MacroEnd.withoutDisplay(
                    parts[0] + ": " + (e instanceof OutOfMemoryError ? ErrorSentence.of(e) : e), e, false);
        }
    }

    private static void run(String command, String name, String argument) throws ReflectiveOperationException {
        Object plugin =
                IJ.getClassLoader().loadClass(name).getDeclaredConstructor().newInstance();
        if (plugin instanceof PlugIn) ((PlugIn) plugin).run(argument);
        else new PlugInFilterRunner(plugin, command, argument);
    }
}
