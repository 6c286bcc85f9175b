package org.denoiser.image;

import ij.ImagePlus;
import ij.Prefs;
import ij.io.FileInfo;
import ij.plugin.DICOM;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens DICOM files through ImageJ's reader, in two steps: its list of tags says whether the pixels can be there; only then the
 * pixels are asked for, since the reader shows dialogs and windows where they are not.
 */
final class DicomReader {
    private static final String SAMPLES = "0028,0002";
    private static final String FRAMES = "0028,0008";
    private static final String ROWS = "0028,0010";
    private static final String COLUMNS = "0028,0011";
    private static final String BITS = "0028,0100";
    private static final String SYNTAX = "0002,0010";
    private static final String FLOAT_PIXELS = "7FE0,0008";
    private static final String PIXELS = "7FE0,0010";
    private static final String INTERCEPT = "0028,1052";
    private static final String SLOPE = "0028,1053";
    private static final String WINDOW_CENTER = "0028,1050";
    private static final String WINDOW_WIDTH = "0028,1051";

    /** Guards ImageJ's settings while they are changed. */
    private static final Object PREFERENCES = new Object();

    private final Path path;

    private DicomReader(Path path) {
        this.path = path;
    }

    static ImagePlus read(Path path) throws IOException {
        DicomReader reader = new DicomReader(path);
        try {
            String tags = reader.tags();
            reader.check(tags);
            ImagePlus image = reader.open();
            double slope = decimal(SLOPE, 1, tags);
            boolean rescaled = slope != 1 && !Prefs.ignoreRescaleSlope && !Prefs.fixedDicomScaling;
            boolean gray = image.getType() != ImagePlus.COLOR_RGB;
            return gray && (rescaled || Prefs.openDicomsAsFloat) ? reader.rescale(image, slope, tags) : image;
        } catch (RuntimeException e) {
            throw BadFile.damaged(path, "DICOM", e);
        }
    }

    private String tags() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return String.valueOf(
                    new DICOM(rewindable(in)).getInfo(path.getFileName().toString()));
        }
    }

    private void check(String tags) throws IOException {
        Matcher syntax = find(SYNTAX, "([\\d.]+)", tags);
        // as ImageJ decides it: 1.2.4 and 1.2.5 are JPEG and run lengths
        boolean compressed = syntax.find() && syntax.group(1).matches(".*1\\.2\\.[45].*");
        if (compressed) throw BadFile.unsupported(path, "ImageJ does not read compressed DICOM");
        long rows = number(ROWS, 0, tags);
        long columns = number(COLUMNS, 0, tags);
        long frames = Math.max(1, number(FRAMES, 1, tags));
        boolean floats = find(FLOAT_PIXELS, "", tags).find();
        long offset = number(floats ? FLOAT_PIXELS : PIXELS, 0, tags);
        if (rows < 1 || columns < 1 || rows * columns > Integer.MAX_VALUE) throw BadFile.damaged(path, "DICOM", null);
        if (offset < 1) throw BadFile.truncated(path);
        long bits = floats ? 32 : number(BITS, 16, tags);
        if (bits != 8 && bits != 16 && bits != 32) {
            throw BadFile.unsupported(path, "ImageJ does not read DICOM of " + bits + " bits a pixel");
        }
        long bytes = rows * columns * number(SAMPLES, 1, tags) * bits / 8;
        if (bytes < 1 || frames > Files.size(path) || offset + bytes * frames > Files.size(path)) {
            throw BadFile.truncated(path);
        }
        BadFile.requireMemory(path, rows * columns * 4 * frames);
    }

    private ImagePlus open() throws IOException {
        DICOM image;
        synchronized (PREFERENCES) {
            boolean floats = Prefs.openDicomsAsFloat;
            boolean ignore = Prefs.ignoreRescaleSlope;
            // ImageJ would rescale by running commands of its menus, for which it needs a display
            Prefs.openDicomsAsFloat = false;
            Prefs.ignoreRescaleSlope |= !Prefs.fixedDicomScaling;
            try (InputStream in = Files.newInputStream(path)) {
                image = new DICOM(rewindable(in));
                image.open(path.getFileName().toString());
            } finally {
                Prefs.openDicomsAsFloat = floats;
                Prefs.ignoreRescaleSlope = ignore;
            }
        }
        if (image.getWidth() == 0) throw BadFile.damaged(path, "DICOM", null);
        FileInfo info = image.getOriginalFileInfo();
        info.inputStream = null;
        info.directory = path.getParent() + File.separator;
        return image;
    }

    /** Makes what ImageJ makes of a slope other than 1: 32-bit values of slope times stored value plus intercept. */
    private ImagePlus rescale(ImagePlus stored, double slope, String tags) {
        double intercept = decimal(INTERCEPT, 0, tags);
        double zero = stored.getCalibration().isSigned16Bit() ? 32768 : 0;
        Planes planes = Planes.of(stored);
        OutputImage floats = OutputImage.of(planes, OutputType.FLOAT, stored.getTitle());
        for (int plane = 0; plane < planes.count(); plane++) {
            float[] values = planes.read(plane, 0);
            for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - zero) * slope + intercept);
            floats.write(plane, 0, values);
        }
        ImagePlus image = floats.finish();
        image.setFileInfo(stored.getOriginalFileInfo());
        double width = decimal(WINDOW_WIDTH, 0, tags);
        double center = decimal(WINDOW_CENTER, 0, tags);
        if (width > 0) image.setDisplayRange(center - width / 2, center + width / 2);
        else image.getProcessor().resetMinAndMax();
        return image;
    }

    /** ImageJ goes back to the start after the header, however long it is, but allows for 400 kB alone. */
    private static BufferedInputStream rewindable(InputStream in) {
        return new BufferedInputStream(in) {
            @Override
            public synchronized void mark(int limit) {
                super.mark(Integer.MAX_VALUE);
            }
        };
    }

    private static Matcher find(String tag, String value, String tags) {
        return Pattern.compile("(?m)^" + tag + "[^:\\n]*:[ \\t]*" + value).matcher(tags);
    }

    /** Where there are several values, ImageJ takes the last of two. */
    private static double decimal(String tag, double otherwise, String tags) {
        Matcher matcher = find(tag, "(?:[^\\\\\\n]*\\\\)?([-+.\\deE]+)", tags);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : otherwise;
    }

    private static long number(String tag, long otherwise, String tags) {
        Matcher matcher = find(tag, "(\\d{1,9})", tags);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }
}
