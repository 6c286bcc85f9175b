package org.denoiser.image;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.plugin.GifWriter;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.denoiser.image.TestImages.Shape;

/** Small files of every format, made by ImageJ and by the Java runtime, or by hand where neither writes the format. */
final class Samples {
    private Samples() {}

    /** Name to path; every file holds an image that {@link ImageFiles#open} reads. */
    static Map<String, Path> write(Path folder) throws Exception {
        Map<String, Path> files = new LinkedHashMap<>();
        writeTiffs(folder, files);
        writePictures(folder, files);
        writeOthers(folder, files);
        writeDataSets(folder, files);
        return files;
    }

    private static void writeTiffs(Path folder, Map<String, Path> files) throws IOException {
        for (PixelType type : PixelType.values()) {
            for (Shape shape : new Shape[] {Shape.SINGLE, Shape.STACK, Shape.HYPERSTACK}) {
                ImagePlus image = TestImages.decorated(type, shape, 9, 7);
                Path file = folder.resolve(type + "-" + shape + ".tif");
                ImageFiles.save(image, file);
                files.put(file.getFileName().toString(), file);
            }
        }
        for (String compression : new String[] {"LZW", "Deflate", "ZLib", "PackBits"}) {
            for (PixelType type : new PixelType[] {PixelType.GRAY8, PixelType.GRAY16, PixelType.RGB}) {
                Path file = folder.resolve(compression + "-" + type + ".tif");
                imageIo(picture(type, 70, 40), "tiff", compression, file);
                files.put(file.getFileName().toString(), file);
            }
        }
        for (String compression : new String[] {null, "LZW"}) {
            Path file = folder.resolve("pages-" + compression + ".tif");
            pages(file, compression);
            files.put(file.getFileName().toString(), file);
        }
    }

    private static void writePictures(Path folder, Map<String, Path> files) throws IOException {
        for (PixelType type : new PixelType[] {PixelType.GRAY8, PixelType.GRAY16, PixelType.INDEXED, PixelType.RGB}) {
            Path file = folder.resolve(type + ".png");
            ImageFiles.save(TestImages.plain(type, Shape.SINGLE, 40, 30), file);
            files.put(file.getFileName().toString(), file);
        }
        ImagePlus gray = new ImagePlus("gray", smooth(64, 48));
        ImagePlus color = new ImagePlus("color", smooth(64, 48).convertToRGB());
        color.getProcessor().set(0, 0xff0000);
        put(files, gray, folder.resolve("gray.jpg"));
        put(files, color, folder.resolve("color.jpg"));
        for (PixelType type : new PixelType[] {PixelType.GRAY8, PixelType.RGB}) {
            Path bmp = folder.resolve(type + ".bmp");
            ImageIO.write(picture(type, 40, 30), "bmp", bmp.toFile());
            files.put(bmp.getFileName().toString(), bmp);
        }
        Path gif = folder.resolve("still.gif");
        ImageIO.write(picture(PixelType.GRAY8, 40, 30), "gif", gif.toFile());
        files.put("still.gif", gif);
    }

    private static void writeOthers(Path folder, Map<String, Path> files) throws Exception {
        Path animated = folder.resolve("animated.gif");
        GifWriter.save(TestImages.plain(PixelType.GRAY8, Shape.STACK, 40, 30), animated.toString());
        files.put("animated.gif", animated);
        Path avi = folder.resolve("movie.avi");
        new AVI_Writer().writeImage(TestImages.plain(PixelType.GRAY8, Shape.STACK, 40, 30), avi.toString(), 0, 90);
        files.put("movie.avi", avi);
        Path zip = folder.resolve("zipped.zip");
        new FileSaver(TestImages.decorated(PixelType.GRAY16, Shape.STACK, 9, 7)).saveAsZip(zip.toString());
        files.put("zipped.zip", zip);
        put(files, folder.resolve("gray.pgm"), netpbm("P5\n# a comment\n5 3\n255\n", 15));
        put(files, folder.resolve("deep.pgm"), netpbm("P5 5 3 65535 ", 30));
        put(files, folder.resolve("color.ppm"), netpbm("P6 5 3 200\n", 45));
        put(files, folder.resolve("bits.pbm"), netpbm("P4 11 3\n", 6));
        put(files, folder.resolve("text.pgm"), "P2 3 2 15\n0 1 2\n13 4 9\n".getBytes(StandardCharsets.US_ASCII));
        put(files, folder.resolve("scan.dcm"), dicom(16, 1, 12, 10, ""));
        put(files, folder.resolve("frames.dcm"), dicom(8, 3, 12, 10, ""));
    }

    private static void writeDataSets(Path folder, Map<String, Path> files) throws IOException {
        byte[] idx = idx(8, new int[] {3, 7, 5}, 105);
        put(files, folder.resolve("images-idx3-ubyte"), idx);
        put(files, folder.resolve("images-idx3-ubyte.gz"), gzip(idx));
        // one image alone: cut between two, a batch is a shorter batch
        put(files, folder.resolve("data_batch_1.bin"), cifar(1));
        TarWriter tar = new TarWriter();
        for (String name :
                new String[] {"gray.jpg", "GRAY8.png", "LZW-GRAY8.tif", "gray.pgm", "still.gif", "RGB.bmp"}) {
            TarWriter one = new TarWriter().file("folder/" + name, Files.readAllBytes(files.get(name)));
            put(files, folder.resolve(name + ".tar"), one.bytes());
        }
        for (int i = 12; i > 8; i--) tar.file("a/" + i + ".png", Files.readAllBytes(files.get("GRAY8.png")));
        put(files, folder.resolve("pictures.tar"), tar.bytes());
        put(files, folder.resolve("pictures.tar.gz"), gzip(tar.bytes()));
    }

    /** An idx file with the numbers 0, 3, 6... as its bytes. */
    static byte[] idx(int type, int[] lengths, int bytes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * lengths.length + bytes);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) lengths.length);
        for (int length : lengths) file.putInt(length);
        for (int i = 0; i < bytes; i++) file.put((byte) (3 * i));
        return file.array();
    }

    /** A CIFAR-10 batch; image i has the label i modulo 10, then counts up in steps of 7. */
    static byte[] cifar(int images) {
        byte[] batch = new byte[3073 * images];
        for (int i = 0; i < batch.length; i++) batch[i] = (byte) (i % 3073 == 0 ? i / 3073 % 10 : 7 * i);
        return batch;
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static void put(Map<String, Path> files, ImagePlus image, Path file) throws IOException {
        ImageFiles.save(image, file);
        files.put(file.getFileName().toString(), file);
    }

    private static void put(Map<String, Path> files, Path file, byte[] content) throws IOException {
        Files.write(file, content);
        files.put(file.getFileName().toString(), file);
    }

    private static ImageProcessor smooth(int width, int height) {
        ByteProcessor processor = new ByteProcessor(width, height);
        for (int i = 0; i < width * height; i++) processor.set(i, i % width + 2 * (i / width));
        return processor;
    }

    static BufferedImage picture(PixelType type, int width, int height) {
        Random random = new Random(4);
        int[] kinds = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, 0, 0, BufferedImage.TYPE_3BYTE_BGR
        };
        BufferedImage picture = new BufferedImage(width, height, kinds[type.ordinal()]);
        int bands = picture.getRaster().getNumBands();
        for (int i = 0; i < width * height * bands; i++) {
            // runs and noise, so that compression has both
            int value = i % 50 < 25 ? 7 : random.nextInt(256);
            picture.getRaster().setSample(i / bands % width, i / bands / width, i % bands, value);
        }
        return picture;
    }

    /** A TIFF of three pages as other programs write it, each with a directory of its own. */
    private static void pages(Path file, String compression) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (compression != null) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            BufferedImage picture = picture(PixelType.GRAY16, 33, 21);
            for (int i = 0; i < 3; i++) {
                picture.getRaster().setSample(i, 0, 0, 40000);
                writer.writeToSequence(new IIOImage(picture, null, null), parameters);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    static void imageIo(BufferedImage picture, String format, String compression, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType(compression);
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }

    private static byte[] netpbm(String header, int bytes) {
        byte[] start = header.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + bytes);
        for (int i = 0; i < bytes; i++) all[start.length + i] = (byte) (i * 13 + 1);
        return all;
    }

    /** A DICOM file in explicit little-endian form. */
    static byte[] dicom(int bits, int frames, int width, int height, String slope) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        text(out, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
        // a tag that readers pass over
        text(out, 0x0029, 0x1010, "LT", "\0".repeat(64));
        number(out, 0x0002, 1);
        text(out, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
        text(out, 0x0028, 0x0008, "IS", frames + " ");
        number(out, 0x0010, height);
        number(out, 0x0011, width);
        number(out, 0x0100, bits);
        number(out, 0x0103, 0);
        if (!slope.isEmpty()) {
            text(out, 0x0028, 0x1052, "DS", "10");
            text(out, 0x0028, 0x1053, "DS", slope);
        }
        int bytes = width * height * frames * bits / 8;
        ByteBuffer pixels = ByteBuffer.allocate(12 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        pixels.putShort((short) 0x7fe0)
                .putShort((short) 0x0010)
                .put((byte) 'O')
                .put((byte) 'W')
                .putShort((short) 0)
                .putInt(bytes);
        for (int i = 0; i < bytes; i++) pixels.put((byte) (i * 7));
        out.writeBytes(pixels.array());
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int element, int value) {
        ByteBuffer tag = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        tag.putShort((short) 0x0028).putShort((short) element).put((byte) 'U').put((byte) 'S');
        out.writeBytes(tag.putShort((short) 2).putShort((short) value).array());
    }

    private static void text(ByteArrayOutputStream out, int group, int element, String type, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tag = ByteBuffer.allocate(8 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        tag.putShort((short) group).putShort((short) element).put(type.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(tag.putShort((short) bytes.length).put(bytes).array());
    }
}
