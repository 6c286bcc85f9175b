package org.denoiser.legacy;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;

/**
 * Ends the running macro or script, for ImageJ goes on with the next line after an exception. One case escapes: a script in a language
 * other than ImageJ's, without a display and not in batch mode, which should use SciJava's {@code CommandService} instead.
 */
final class MacroEnd {
    private static volatile int count;

    private MacroEnd() {}

    /** How many macros and scripts have been ended so far; ImageJ does not tell them from those that came to their end. */
    static int count() {
        return count;
    }

    /** Tells the user why, and ends the macro if one runs. May not return. */
    static void because(Throwable failure) {
        String sentence = ErrorSentence.of(failure);
        if (GraphicsEnvironment.isHeadless()) {
            withoutDisplay("Denoiser: " + sentence, failure, !ErrorSentence.isForUser(failure));
        }
        if (!ErrorSentence.isForUser(failure)) IJ.handleException(failure);
        // in a macro this shows the line as well, and throws
        IJ.error("Denoiser", Wrap.message(sentence));
    }

    /** Writes a line, and the failure's stack where it is wanted, and ends the macro. Never returns. */
    static void withoutDisplay(String line, Throwable failure, boolean isTraced) {
        System.err.println(line);
        if (isTraced || Shell.isDebugging()) System.err.println(ErrorSentence.trace(failure));
        quietly();
        throw new RuntimeException(Macro.MACRO_CANCELED, failure);
    }

    /** Ends the macro without a word, as after a cancelled dialog. May not return. */
    static void quietly() {
        Interpreter macro = macro();
        synchronized (MacroEnd.class) {
            count++;
        }
        if (macro != null) macro.abort((String) null);
        // for scripts: IJ.run throws afterwards
        Macro.abort();
    }

    /** The macro that called the running command, or null if a user or a script did. */
    static Interpreter macro() {
        // a menu command may run while some other macro waits for the user; IJ.run renames the thread of its caller
        return Thread.currentThread().getName().startsWith("Run$_") ? Interpreter.getInstance() : null;
    }
}
