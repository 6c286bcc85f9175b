package org.denoiser.legacy;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;

/** Ends the running macro, for ImageJ goes on with the next line after an exception. */
final class MacroEnd {
    private MacroEnd() {}

    /** Tells the user why, and ends the macro if one runs. May not return. */
    static void because(Throwable failure) {
        String sentence = ErrorSentence.of(failure);
        if (GraphicsEnvironment.isHeadless()) {
            System.err.println("Denoiser: " + sentence);
            if (Shell.isDebugging() || !ErrorSentence.isForUser(failure)) {
                System.err.println(ErrorSentence.trace(failure));
            }
            quietly();
            throw new RuntimeException(Macro.MACRO_CANCELED, failure);
        }
        if (!ErrorSentence.isForUser(failure)) IJ.handleException(failure);
        // in a macro this shows the line as well, and throws
        IJ.error("Denoiser", Wrap.message(sentence));
    }

    /** Ends the macro without a word, as after a cancelled dialog. */
    static void quietly() {
        Interpreter macro = macro();
        if (macro != null) macro.abort((String) null);
    }

    /** The macro that called the running command, or null if a user or a script did. */
    static Interpreter macro() {
        // a menu command may run while some other macro waits for the user; IJ.run renames the thread of its caller
        return Thread.currentThread().getName().startsWith("Run$_") ? Interpreter.getInstance() : null;
    }
}
