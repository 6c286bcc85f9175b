package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import java.awt.AWTEvent;
import java.awt.Button;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.WindowEvent;

/**
 * Presses OK the moment that Java tells that a dialog has been opened, as one does who types Enter ahead, while the command may still be
 * showing it. Knows the plugin through ImageJ alone. Ends with status 0 if no command was lost. The property {@code moments} says how
 * often.
 */
public final class ImpatientDriver {
    private ImpatientDriver() {}

    /** @param commands labels of the menu whose defaults make an image with {@code -} in its title from one of ramps */
    public static void main(String... commands) {
        int status = 1;
        try {
            new ImageJ();
            IJ.createImage("ramp", "8-bit ramp", 40, 30, 1).show();
            Toolkit.getDefaultToolkit().addAWTEventListener(ImpatientDriver::answer, AWTEvent.WINDOW_EVENT_MASK);
            for (String command : commands) {
                int moments = Integer.getInteger("moments", 50);
                for (int i = 1; i <= moments; i++) run(command, i);
                check(true, command + " is lost 0 times of " + moments);
            }
            status = 0;
        } catch (AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private static void answer(AWTEvent event) {
        boolean opened = event.getID() == WindowEvent.WINDOW_OPENED && event.getSource() instanceof GenericDialog;
        if (!opened) return;
        GenericDialog dialog = (GenericDialog) event.getSource();
        Button button = dialog.getButtons()[0];
        dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel()));
    }

    private static void run(String command, int number) {
        IJ.doCommand(command);
        await(() -> result() != null && threads() == 0, "the result of dialog " + number + " of " + command);
        result().close();
        IJ.selectWindow("ramp");
    }

    private static ImagePlus result() {
        int[] ids = WindowManager.getIDList();
        for (int id : ids == null ? new int[0] : ids) {
            ImagePlus image = WindowManager.getImage(id);
            if (image != null && image.getTitle().contains("-")) return image;
        }
        return null;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Run$_"))
                .count();
    }
}
