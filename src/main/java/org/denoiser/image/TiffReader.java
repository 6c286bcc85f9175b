package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.measure.Calibration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens TIFF files as ImageJ does, once they are known to be whole. */
final class TiffReader {
    /** Guards the global calibration while it is put aside. */
    private static final Object GLOBAL_CALIBRATION = new Object();

    /** A file of less than this part of the free memory fits into it in any case. */
    private static final int SMALL = 64;

    private TiffReader() {}

    /**
     * Opens a file.
     *
     * @param title of the image
     */
    static ImagePlus read(Path path, String title) throws IOException {
        if (isBig(path)) {
            TiffPages pages = TiffPages.read(path, PlaneListener.NONE);
            BadFile.requireMemory(path, pages.memory());
            return VirtualTiff.load(path, pages, title);
        }
        TiffStructure structure = TiffStructure.check(path);
        FileInfo[] infos = decode(path);
        boolean contiguous = infos.length == 1 && infos[0].nImages > 1;
        if (structure.isCutShort() && !contiguous) throw BadFile.truncated(path);
        check(path, infos, structure.isPlanar());
        // ImageJ would read it by Java deserialisation, which a file must not be able to ask for
        infos[0].plot = null;
        ImagePlus image = open(path, infos);
        image.setTitle(title);
        boolean foreign = infos[0].description == null || !infos[0].description.startsWith("ImageJ");
        if (foreign && infos[0].fileType == FileInfo.COLOR8) image.setTypeToColor256();
        return image;
    }

    /**
     * Opens a stack so that its planes stay in the file.
     *
     * @param residence whether it must be, or only where image and result are too large for the memory
     * @return null if it is not to be, or cannot be and ImageJ may read it
     */
    static ImagePlus virtual(Path path, Residence residence, OutputType output, PlaneListener listener)
            throws IOException {
        boolean big = isBig(path);
        // most files are small; compressed ones grow, but hardly ever as much
        boolean small = Files.size(path) < HeapRoom.free() / SMALL;
        if (residence == Residence.AUTO && small && !big) return null;
        TiffPages pages;
        try {
            pages = TiffPages.read(path, listener);
        } catch (IOException e) {
            if (big) throw e;
            return null;
        }
        if (pages.count() == 1) return null;
        boolean fits = residence == Residence.AUTO && HeapRoom.holds(pages.memory() + pages.resultMemory(output));
        return fits ? null : VirtualTiff.open(path, pages, path.getFileName().toString());
    }

    private static boolean isBig(Path path) throws IOException {
        try (TiffInput input = TiffInput.open(path)) {
            return input.isBig();
        }
    }

    private static FileInfo[] decode(Path path) throws IOException {
        String folder = path.getParent() + File.separator;
        return decode(new TiffDecoder(folder, path.getFileName().toString()), path);
    }

    /**
     * Has ImageJ decode the directories.
     *
     * @param path of the file, for errors
     */
    static FileInfo[] decode(TiffDecoder decoder, Object path) throws IOException {
        FileInfo[] infos;
        try {
            infos = decoder.getTiffInfo();
        } catch (IOException e) {
            throw BadFile.unsupported(
                    path, String.valueOf(e.getMessage()).lines().findFirst().orElse("it is no TIFF of ImageJ's"));
        } catch (RuntimeException e) {
            throw BadFile.damaged(path, "TIFF", e);
        }
        if (infos == null) throw BadFile.damaged(path, "TIFF", null);
        return infos;
    }

    private static void check(Path path, FileInfo[] infos, boolean planar) throws IOException {
        long length = Files.size(path);
        long bytes = 0;
        long end = 0;
        for (FileInfo info : infos) {
            int samples = info.samplesPerPixel;
            boolean colors = samples == 1 || samples == 3 || samples == 4;
            if (!colors && !(planar && infos.length > 1)) {
                throw BadFile.unsupported(path, "ImageJ does not read TIFF with " + samples + " samples a pixel");
            }
            TiffStrips strips = new TiffStrips(path, info, length, planar);
            strips.check();
            bytes += strips.imageBytes() * Math.max(1, info.nImages);
            // ImageJ reads a stack in one go, forwards
            boolean backwards = info.getOffset() < end;
            if (backwards && info.compression <= FileInfo.COMPRESSION_NONE) {
                throw BadFile.unsupported(path, "ImageJ does not read TIFF with images out of order");
            }
            end = info.getOffset() + strips.imageBytes();
        }
        BadFile.requireMemory(path, bytes);
    }

    /** Has ImageJ make an image of its directories and their pixels. */
    static ImagePlus open(Path path, FileInfo[] infos) throws IOException {
        int expected = Math.max(1, infos[0].nImages);
        ImagePlus image;
        synchronized (GLOBAL_CALIBRATION) {
            // with one set, ImageJ asks in a dialog which calibration to keep, and loses the file's
            Calibration global = ImagePlus.getStaticGlobalCalibration();
            if (global != null) new ImagePlus().setGlobalCalibration(null);
            try {
                image = infos.length > 1 ? new Opener().openTiffStack(infos) : null;
                if (image != null) expected = infos.length;
                // images of different sizes are a picture with thumbnails of it
                else image = new FileOpener(infos[0]).openImage();
            } catch (RuntimeException e) {
                throw BadFile.damaged(path, "TIFF", e);
            } finally {
                if (global != null) new ImagePlus().setGlobalCalibration(global);
            }
        }
        if (image == null || image.getImageStackSize() < expected) throw BadFile.damaged(path, "TIFF", null);
        return composite(image, infos[0].description);
    }

    /** Restores the display mode of a hyperstack, which ImageJ's opener of files does in a method of its own. */
    private static ImagePlus composite(ImagePlus image, String description) {
        boolean colors = image.getType() == ImagePlus.COLOR_RGB || image.getType() == ImagePlus.COLOR_256;
        if (image.getNChannels() < 2 || image instanceof CompositeImage || colors) return image;
        boolean mode = description != null && description.contains("mode=");
        if (!mode && !image.getOpenAsHyperStack()) return image;
        if (mode && description.contains("mode=composite")) return new CompositeImage(image, CompositeImage.COMPOSITE);
        if (mode && description.contains("mode=gray")) return new CompositeImage(image, CompositeImage.GRAYSCALE);
        return new CompositeImage(image, CompositeImage.COLOR);
    }
}
