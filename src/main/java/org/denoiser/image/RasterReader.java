package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Opens PNG, JPEG, BMP and still GIF through the readers of the Java runtime. The samples are taken as they stand in the file: no
 * colour management, which would change grey levels. What comes out is what ImageJ's opener makes of such files, but for grey with
 * transparency (which ImageJ shows brighter than it is) and errors (which ImageJ shows in dialogs or passes over).
 */
final class RasterReader {
    private final Object file;
    private final String format;
    private final String title;

    private RasterReader(Object file, String format, String title) {
        this.file = file;
        this.format = format;
        this.title = title;
    }

    /**
     * Opens a file.
     *
     * @param format "PNG", "JPEG", "BMP" or "GIF"
     * @param fileFormat ImageJ's number for it, from {@link FileInfo}
     */
    static ImagePlus read(Path path, String format, int fileFormat) throws IOException {
        String title = path.getFileName().toString();
        ImagePlus image;
        try (ImageInputStream stream = ImageIO.createImageInputStream(path.toFile())) {
            image = new RasterReader(path, format, title).read(stream);
        }
        FileInfo info = new FileInfo();
        info.fileFormat = fileFormat;
        info.fileName = path.getFileName().toString();
        info.directory = path.getParent() + File.separator;
        image.setFileInfo(info);
        return image;
    }

    /**
     * Opens a picture that is in memory; it has no file of its own.
     *
     * @param format as above
     * @param file where the picture comes from, for errors
     */
    static ImagePlus read(byte[] content, String format, String title, Object file) throws IOException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            return new RasterReader(file, format, title).read(stream);
        }
    }

    private ImagePlus read(ImageInputStream stream) throws IOException {
        ImagePlus image = image(decode(stream));
        if (format.equals("JPEG") && image.getType() == ImagePlus.COLOR_RGB) Opener.convertGrayJpegTo8Bits(image);
        return image;
    }

    private BufferedImage decode(ImageInputStream stream) throws IOException {
        ImageReader reader = reader();
        boolean[] cutShort = {false};
        // the JPEG reader fills what is missing with grey and only warns
        reader.addIIOReadWarningListener((source, warning) -> cutShort[0] |= isEarlyEnd(warning));
        try {
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            BadFile.requireMemory(file, pixels * 8);
            BufferedImage decoded = reader.read(0);
            if (cutShort[0]) throw BadFile.truncated(file);
            return decoded;
        } catch (IIOException e) {
            if (String.valueOf(e.getMessage()).startsWith("Unsupported")) {
                throw BadFile.unsupported(
                        file, "ImageJ does not read this kind of " + format + " file (" + e.getMessage() + ")");
            }
            throw BadFile.damaged(file, format, e);
        } catch (EOFException e) {
            throw BadFile.truncated(file);
        } catch (RuntimeException e) {
            throw BadFile.damaged(file, format, e);
        } finally {
            reader.dispose();
        }
    }

    private static boolean isEarlyEnd(String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        return text.contains("truncated file") || text.contains("premature end");
    }

    /** The runtime's own reader, also where libraries beside the plugin have registered theirs. */
    private ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader first = null;
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) return reader;
            if (first == null) first = reader;
        }
        return first;
    }

    private ImagePlus image(BufferedImage decoded) throws IOException {
        ColorModel colors = decoded.getColorModel();
        Raster raster = decoded.getRaster();
        boolean opaque = !colors.hasAlpha() || isOpaque(decoded);
        int bands = raster.getNumBands() - (colors.hasAlpha() && !(colors instanceof IndexColorModel) ? 1 : 0);
        boolean bytes = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE
                || raster.getDataBuffer().getDataType() == DataBuffer.TYPE_INT;
        if (!opaque) return new ImagePlus(title, overWhite(decoded));
        if (colors instanceof IndexColorModel) return indexed(title, raster, (IndexColorModel) colors);
        if (bands == 1) return new ImagePlus(title, bytes ? bytes(raster, 0) : shorts(raster, 0));
        if (bands == 3 && bytes) return new ImagePlus(title, color(raster));
        if (bands == 3) return channels(title, raster);
        throw BadFile.unsupported(file, "it has " + bands + " channels");
    }

    private static ImagePlus indexed(String title, Raster raster, IndexColorModel colors) {
        byte[][] table = new byte[3][256];
        colors.getReds(table[0]);
        colors.getGreens(table[1]);
        colors.getBlues(table[2]);
        ByteProcessor processor = bytes(raster, 0);
        processor.setColorModel(new IndexColorModel(8, 256, table[0], table[1], table[2]));
        ImagePlus image = new ImagePlus(title, processor);
        image.setTypeToColor256();
        return image;
    }

    /** 16-bit RGB: three channels, as ImageJ has it. */
    private static ImagePlus channels(String title, Raster raster) {
        ImageStack stack = new ImageStack(raster.getWidth(), raster.getHeight());
        String[] labels = {"Red", "Green", "Blue"};
        for (int band = 0; band < 3; band++) stack.addSlice(labels[band], shorts(raster, band));
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(3, 1, 1);
        return new CompositeImage(image, CompositeImage.COMPOSITE);
    }

    private static ByteProcessor bytes(Raster raster, int band) {
        byte[] pixels = new byte[raster.getWidth() * raster.getHeight()];
        forEachRow(raster, band, (row, at) -> {
            for (int x = 0; x < row.length; x++) pixels[at + x] = (byte) row[x];
        });
        return new ByteProcessor(raster.getWidth(), raster.getHeight(), pixels);
    }

    private static ShortProcessor shorts(Raster raster, int band) {
        short[] pixels = new short[raster.getWidth() * raster.getHeight()];
        forEachRow(raster, band, (row, at) -> {
            for (int x = 0; x < row.length; x++) pixels[at + x] = (short) row[x];
        });
        return new ShortProcessor(raster.getWidth(), raster.getHeight(), pixels, null);
    }

    private static ColorProcessor color(Raster raster) {
        int width = raster.getWidth();
        int[] pixels = new int[width * raster.getHeight()];
        int[] row = new int[width * raster.getNumBands()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0, i = 0; x < width; x++, i += raster.getNumBands()) {
                pixels[y * width + x] = 0xff000000 | row[i] << 16 | row[i + 1] << 8 | row[i + 2];
            }
        }
        return new ColorProcessor(width, raster.getHeight(), pixels);
    }

    /** Colours where something shines through, on the white ground that ImageJ gives them. */
    private static ImageProcessor overWhite(BufferedImage decoded) {
        int width = decoded.getWidth();
        int[] pixels = new int[width * decoded.getHeight()];
        ColorModel colors = decoded.getColorModel();
        boolean gray = decoded.getRaster().getNumBands() == 2;
        int depth = colors.getComponentSize(0);
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width;
            int y = i / width;
            // grey is taken as it stands; the colour model would read it as linear light
            int level = gray ? decoded.getRaster().getSample(x, y, 0) * 255 / ((1 << depth) - 1) : 0;
            int alpha = colors.getAlpha(decoded.getRaster().getDataElements(x, y, null));
            int rgb = gray ? level * 0x10101 : colors.getRGB(decoded.getRaster().getDataElements(x, y, null));
            pixels[i] = 0xff000000 | over(rgb >> 16, alpha) << 16 | over(rgb >> 8, alpha) << 8 | over(rgb, alpha);
        }
        return new ColorProcessor(width, decoded.getHeight(), pixels);
    }

    private static int over(int component, int alpha) {
        return ((component & 0xff) * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private static boolean isOpaque(BufferedImage decoded) {
        ColorModel colors = decoded.getColorModel();
        Object element = null;
        for (int y = 0; y < decoded.getHeight(); y++) {
            for (int x = 0; x < decoded.getWidth(); x++) {
                element = decoded.getRaster().getDataElements(x, y, element);
                if (colors.getAlpha(element) != 255) return false;
            }
        }
        return true;
    }

    private interface Row {
        void take(int[] samples, int at);
    }

    private static void forEachRow(Raster raster, int band, Row action) {
        int width = raster.getWidth();
        int[] samples = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, samples);
            action.take(samples, y * width);
        }
    }
}
