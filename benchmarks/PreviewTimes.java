import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * Times from a change in the dialog of Denoise Image, or of the image, to the painted preview, in plain ImageJ with its windows: the first
 * preview, then changes of the strength, of the selection, of the plane where there are several, and of the model where a second one is
 * installed. The time until the dialog notices a change counts.
 *
 *     java -Dplugins.dir=target/Denoiser -cp target/Denoiser/ij.jar benchmarks/PreviewTimes.java NOISY [CHANGES]
 */
final class PreviewTimes {
    private static final String COMMAND = "Denoise Image...";
    private static final int CANCEL = 1;
    private static final int MODEL = 1;

    private static GenericDialog dialog;
    private static Component preview;
    private static Field pictures;

    private PreviewTimes() {}

    public static void main(String[] arguments) throws Exception {
        int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        new ImageJ();
        System.out.println("| image | change | times | median ms | worst ms |\n|---|---|---|---|---|");
        measure(IJ.openImage(arguments[0]), changes);
        measure(synthetic("2048 x 2048, 16-bit", 2048, 1, 1, 1), changes);
        measure(synthetic("512 x 512, 16-bit, c=2 z=16 t=8", 512, 2, 16, 8), changes);
        System.exit(0);
    }

    /** Waves under Gaussian noise. */
    private static ImagePlus synthetic(String title, int side, int channels, int slices, int frames) {
        ImagePlus image = IJ.createHyperStack(title, side, side, channels, slices, frames, 16);
        IJ.run(image, "Macro...", "code=v=2000+1000*sin(x/9)*sin(y/7) stack");
        IJ.run(image, "Add Specified Noise...", "stack standard=250");
        return image;
    }

    private static void measure(ImagePlus image, int changes) throws Exception {
        image.show();
        long start = System.nanoTime();
        open();
        tell(image, "opened", new double[] {awaitPainted(null, start)});
        int side = image.getWidth();
        double[] times = new double[changes];
        for (int i = 0; i < changes; i++) {
            String strength = String.valueOf(0.2 + 0.7 * (i % 2) + 0.001 * i);
            times[i] = time(() -> {
                ((TextField) dialog.getNumericFields().get(0)).setText(strength);
                return null;
            });
        }
        tell(image, "strength", times);
        for (int i = 0; i < changes; i++) {
            int at = side / 4 + i * side / 4 / changes;
            times[i] = time(() -> {
                image.setRoi(at, at, 200, 200);
                return null;
            });
        }
        tell(image, "selection", times);
        for (int i = 0; i < changes && image.getStackSize() > 1; i++) {
            int plane = 1 + i * 7 % image.getStackSize();
            if (plane == image.getCurrentSlice()) plane++;
            int shown = plane;
            times[i] = time(() -> {
                image.setSlice(shown);
                return null;
            });
        }
        if (image.getStackSize() > 1) tell(image, "plane", times);
        Choice models = (Choice) dialog.getChoices().get(MODEL);
        int installed = 0;
        while (!models.getItem(installed).contains("...")) installed++;
        int count = installed;
        for (int i = 0; i < changes && count > 1; i++) {
            int chosen = (models.getSelectedIndex() + 1) % count;
            times[i] = time(() -> {
                models.select(chosen);
                return null;
            });
        }
        if (count > 1) tell(image, "model", times);
        close(image);
    }

    private static void open() throws Exception {
        GenericDialog last = dialog;
        IJ.doCommand(COMMAND);
        while (true) {
            dialog = GenericDialog.getInstance();
            if (dialog != null && dialog != last && dialog.isShowing()) break;
            IJ.wait(2);
        }
        preview = find(dialog);
        pictures = preview.getClass().getDeclaredField("pictures");
        pictures.setAccessible(true);
    }

    private static void close(ImagePlus image) throws Exception {
        var button = dialog.getButtons()[CANCEL];
        EventQueue.invokeAndWait(() -> dialog.actionPerformed(
                new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel())));
        while (WindowManager.getWindow(dialog.getTitle()) != null) IJ.wait(10);
        image.changes = false;
        image.close();
    }

    /** Milliseconds until another preview is painted after a change by the event thread. */
    private static double time(Callable<Void> change) throws Exception {
        // not always at the same moment between two looks at the dialog
        IJ.wait((int) (200 + 150 * Math.random()));
        Object before = pictures.get(preview);
        long start = System.nanoTime();
        EventQueue.invokeAndWait(() -> {
            try {
                change.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return awaitPainted(before, start);
    }

    private static double awaitPainted(Object before, long start) throws Exception {
        while (pictures.get(preview) == null || pictures.get(preview) == before) {
            if (System.nanoTime() - start > 120e9) throw new IllegalStateException("no preview");
            Thread.sleep(1);
        }
        // its painting was asked for by an event that asks for another
        for (int i = 0; i < 2; i++) EventQueue.invokeAndWait(() -> {});
        Toolkit.getDefaultToolkit().sync();
        return (System.nanoTime() - start) / 1e6;
    }

    private static Component find(Container container) {
        for (Component part : container.getComponents()) {
            if (part.getClass().getSimpleName().equals("SplitPreview")) return part;
            Component found = part instanceof Container ? find((Container) part) : null;
            if (found != null) return found;
        }
        return null;
    }

    private static void tell(ImagePlus image, String change, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "| %s | %s | %d | %.0f | %.0f |%n",
                image.getTitle(), change, sorted.length, sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
