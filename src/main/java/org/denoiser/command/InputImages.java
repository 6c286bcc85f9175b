package org.denoiser.command;

import ij.ImagePlus;
import ij.WindowManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.image.Residence;

/** Finds the image or the folder that an image key names. */
public final class InputImages {
    private InputImages() {}

    /**
     * The open image that a value names, as seen from this thread: ImageJ has an active image per thread, so a macro's images are
     * looked up in the macro's thread.
     *
     * @param text the title of an open image, or empty for the active image
     * @return null if the text is no title of an open image, or if it is empty and no image is open
     */
    public static ImagePlus find(String text) {
        if (text.isEmpty()) return WindowManager.getCurrentImage();
        return WindowManager.getImage(text);
    }

    /**
     * The open image of the value of a key, or of the field beside it.
     *
     * @param key the key's name, for the error
     * @param text the key's value; empty is the active image
     * @param image the field beside it, or null
     * @return null if the text must be a path
     * @throws IllegalArgumentException if the text is empty and no image is open, or if both were given
     */
    static ImagePlus find(String key, String text, ImagePlus image) {
        if (image != null && !text.isEmpty()) {
            throw new IllegalArgumentException(
                    key + "=" + text + ": an image was given as well as this name; one of the two is needed");
        }
        ImagePlus found = image != null ? image : find(text);
        if (found == null && text.isEmpty()) throw noImage(key);
        return found;
    }

    /** The error for an empty value where no image is open. */
    public static IllegalArgumentException noImage(String key) {
        return new IllegalArgumentException(key + ": no image is open; open one or give " + key + "=FILE");
    }

    /**
     * The image of a key: the one in the field beside it, else the open one, else the file that its value names.
     *
     * @param text the key's value; empty is the active image
     * @param image the field beside it, or null
     * @throws IllegalArgumentException if the text is empty and no image is open, or names nothing
     * @throws IOException if the file cannot be opened
     */
    static ImagePlus open(String key, String text, ImagePlus image) throws IOException {
        return open(key, text, image, Progress.NONE);
    }

    /**
     * The same with progress, for data sets that take seconds to read.
     *
     * @param progress is told how much has been read, and can cancel it
     */
    static ImagePlus open(String key, String text, ImagePlus image, Progress progress) throws IOException {
        return open(key, text, image, Residence.MEMORY, OutputType.SAME, progress);
    }

    /**
     * The same, but a stack in a file that is too large for the memory stays there as a virtual stack.
     *
     * @param residence whether it must be or must not be virtual
     * @param output what the result will be
     */
    static ImagePlus open(
            String key, String text, ImagePlus image, Residence residence, OutputType output, Progress progress)
            throws IOException {
        ImagePlus found = find(key, text, image);
        if (found != null) return found;
        return ImageFiles.open(existing(key, text), residence, output, (done, total) -> {
            progress.checkCancelled();
            progress.progress(done, total);
        });
    }

    /** The folder that a value names, or null if it names none and no image was given beside it. */
    static Path folder(String key, String text, ImagePlus image) {
        if (image != null || text.isEmpty() || find(text) != null) return null;
        Path path = path(key, text);
        return Files.isDirectory(path) ? path : null;
    }

    private static Path existing(String key, String text) {
        Path path = path(key, text);
        if (Files.exists(path)) return path;
        boolean anyOpen = WindowManager.getImageCount() > 0;
        throw new IllegalArgumentException(
                key + "=" + text + ": there is no such file" + (anyOpen ? ", and no open image has this title" : ""));
    }

    /** @throws IllegalArgumentException if the text cannot be a path on this system */
    static Path path(String key, String text) {
        try {
            return Paths.get(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + "=" + text + ": this is no path (" + e.getReason() + ")", e);
        }
    }
}
