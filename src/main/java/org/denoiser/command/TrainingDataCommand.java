package org.denoiser.command;

import ij.ImagePlus;
import java.util.List;
import org.denoiser.noise.NoiseKind;
import org.denoiser.patch.MaskStructure;
import org.denoiser.patch.Replacement;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** The keys of {@code train} on what is learnt from: images, what is done to them, and how patches are drawn. */
abstract class TrainingDataCommand extends DenoiserCommand {
    @Parameter(
            label = "Images",
            description =
                    "Images to learn from: a file, a folder (with the folders in it), several of them separated by ';', or"
                            + " the title of an open image. Empty: the active image or stack.",
            style = "image,folder",
            required = false,
            persist = false)
    String input = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    ImagePlus image;

    @Parameter(
            label = "Learn from",
            description =
                    "clean: clean images, to which noise is added. pairs: noisy images and clean ones of the same things."
                            + " noise2noise: two noisy images of each thing. noise2void: noisy images alone, whose noise differs"
                            + " from pixel to pixel; pixels are hidden, and found from those around them.",
            attrs = @Attr(name = "choices", value = "ways"),
            persist = false)
    String learn = "clean";

    @Parameter(
            label = "Targets",
            description =
                    "pairs, noise2noise: the clean images, or the second noisy ones; given as the images are, and matched by"
                            + " name, or slice by slice.",
            style = "image,folder",
            required = false,
            persist = false)
    String target = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    ImagePlus targetimage;

    @Parameter(
            label = "Test images",
            description =
                    "Clean images, given as the images are, that the finished model is measured on: all of them, degraded as"
                            + " those of the training. Empty: none.",
            style = "image,folder,advanced",
            required = false,
            persist = false)
    String test = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    ImagePlus testimage;

    @Parameter(
            label = "Noise",
            description = "clean: what is done to the clean images.",
            attrs = @Attr(name = "choices", value = "kinds"),
            persist = false)
    String noise = "gaussian";

    @Parameter(
            label = "Noise level",
            description =
                    "clean: one level, or the range that levels are drawn from (5-55). gaussian: standard deviation in 1/255 of the"
                            + " range of values. microscope: the same, at white. poisson, poisson-gaussian: photons at white. salt-and-pepper, masking: percent of"
                            + " the pixels. speckle: percent of the signal. blur: sigma in pixels.",
            persist = false)
    String level = "5-50";

    @Parameter(
            label = "Read noise",
            description = "Standard deviation of the read noise of poisson-gaussian, in photons.",
            min = "0",
            max = "10000",
            style = "advanced",
            persist = false)
    double read = 2;

    @Parameter(
            label = "Blur",
            description = "clean: sigma of a Gaussian blur that comes before the noise. 0: no blur.",
            min = "0",
            max = "100",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    double blur = 0;

    @Parameter(
            label = "Soften",
            description =
                    "clean: sigma of a Gaussian blur of the clean patches themselves, or the range that it is drawn from (0.4-1.8), for"
                            + " images that are softer than those learnt from. Up to 10; 0: none.",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    String soften = "0";

    @Parameter(
            label = "Sharpen",
            description =
                    "clean: amount of an unsharp mask (sigma 1 px) of the clean patches themselves, or the range that it is drawn from"
                            + " (0-1.4), for pictures that a camera or a scanner has sharpened. Up to 5; 0: none.",
            style = "advanced",
            persist = false)
    String sharpen = "0";

    @Parameter(
            label = "Darken",
            description =
                    "clean: share of the patches that are given the tones of fluorescence, bright structures on a dark ground; half of"
                            + " these are inverted. For photographs that shall teach what microscopes see.",
            min = "0",
            max = "1",
            style = "advanced",
            persist = false)
    double darken = 0;

    @Parameter(
            label = "Expose",
            description =
                    "clean: whether each patch is exposed by itself: the noise level counts at its own brightness instead of at white, with every"
                            + " doubling of it as likely, and up to 15 % of background is added. For pictures that are mostly dark.",
            style = "advanced",
            persist = false)
    boolean expose = false;

    @Parameter(
            label = "Balance",
            description =
                    "clean: whether faint noise counts as much as strong noise: patches are scaled until their noise is equally strong."
                            + " For networks without biases (residual-unet).",
            style = "advanced",
            persist = false)
    boolean balance = false;

    @Parameter(
            label = "Clip",
            description =
                    "clean: whether noisy values are cut to the range, as by cameras, or the share of the patches for which they are, such as"
                            + " 0.5. Dark places of such images are brighter than what was there, which a network can learn to mend."
                            + " With expose, the background of these patches is black.",
            choices = {"false", "true"},
            style = "open,advanced",
            persist = false)
    String clip = "false";

    @Parameter(
            label = "Range",
            description =
                    "Which values become 0 and 1: MIN-MAX in grey values, such as 0-4095, or auto (8-bit: 0-255; else"
                            + " percentiles), full, minmax, percentile.",
            style = "advanced",
            persist = false)
    String range = "auto";

    @Parameter(
            label = "Channels",
            description =
                    "1: every channel by itself, RGB images are turned to grey. 3: RGB, or three channels together. Any other"
                            + " number: as many channels together. auto: what the network is usually trained with.",
            choices = {"auto", "1", "3"},
            style = "open,advanced",
            persist = false)
    String channels = "auto";

    @Parameter(
            label = "Sides",
            description =
                    "Lengths, separated by commas, to which the longer side of larger images is also shrunk. Takes the noise"
                            + " out of photographs. Empty: images as they are.",
            style = "advanced",
            required = false,
            persist = false)
    String sides = "";

    @Parameter(
            label = "Shrink",
            description =
                    "clean: factor by which all images are shrunk at least, by averaging. Takes the grain out of microscopes' images, which would"
                            + " be learnt as detail. 1: none.",
            min = "1",
            max = "16",
            style = "advanced",
            persist = false)
    double shrink = 1;

    @Parameter(
            label = "Detail",
            description =
                    "Places with a smaller mean difference between neighbouring pixels, in 1/255 of the range, are learnt"
                            + " from ten times less often; 0: all alike.",
            min = "0",
            max = "255",
            style = "advanced",
            persist = false)
    double detail = 0;

    @Parameter(
            label = "Contrast",
            description =
                    "Places with a smaller standard deviation, in 1/255 of the range, are learnt from ten times less often, whether they"
                            + " have grain or not; 0: all alike.",
            min = "0",
            max = "255",
            style = "advanced",
            persist = false)
    double contrast = 0;

    @Parameter(
            label = "Patch",
            description =
                    "Width and height of the pieces of the images that are learnt from. 0: the size that the network takes, or 64 (unet3d:"
                            + " 32).",
            min = "0",
            max = "1024",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    int patch = 0;

    @Parameter(
            label = "Planes",
            description =
                    "unet3d: how many planes of a stack the pieces have that are learnt from. 0: 16, or the next number that the"
                            + " network takes.",
            min = "0",
            max = "256",
            style = "advanced",
            persist = false)
    int planes = 0;

    @Parameter(
            label = "Flip and turn",
            description = "Whether patches are flipped and turned at random.",
            style = "advanced",
            persist = false)
    boolean augment = true;

    @Parameter(
            label = "Rotation",
            description = "clean: largest angle by which patches are turned besides, to either side.",
            min = "0",
            max = "180",
            attrs = @Attr(name = "unit", value = "degrees"),
            style = "advanced",
            persist = false)
    double rotation = 0;

    @Parameter(
            label = "Augmented share",
            description = "Share of the patches that are flipped and turned.",
            min = "0",
            max = "1",
            style = "advanced",
            persist = false)
    double share = 1;

    @Parameter(
            label = "Masked pixels",
            description = "noise2void: percentage of the pixels of a patch that are hidden.",
            min = "0.01",
            max = "25",
            attrs = @Attr(name = "unit", value = "%"),
            style = "advanced",
            persist = false)
    double mask = 1.5625;

    @Parameter(
            label = "Neighbourhood",
            description = "noise2void: side of the square around a hidden pixel that its replacement comes from; odd.",
            min = "3",
            max = "65",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    int neighbourhood = 11;

    @Parameter(
            label = "Replace by",
            description =
                    "noise2void: what hidden pixels are replaced by. uniform: some pixel of the neighbourhood, itself"
                            + " included. uniform-no-centre: some other pixel. mean, median: that of the other pixels.",
            attrs = @Attr(name = "choices", value = "replacements"),
            style = "advanced",
            persist = false)
    String replace = "uniform-no-centre";

    @Parameter(
            label = "Structure of noise",
            description = "noise2void: noise that runs along rows or columns, which are then hidden with each pixel.",
            attrs = @Attr(name = "choices", value = "structures"),
            style = "advanced",
            persist = false)
    String structure = "none";

    @Parameter(
            label = "Structure length",
            description = "noise2void: pixels in a row or column that are hidden together; odd.",
            min = "3",
            max = "63",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    int length = 5;

    @Parameter(
            label = "Validation share",
            description =
                    "Share of the images that is kept aside to validate with; of a single image, the share of its rows.",
            min = "0.001",
            max = "0.9",
            style = "advanced",
            persist = false)
    double split = 0.1;

    @Parameter(
            label = "Seed",
            description = "Of all random choices: the same seed gives the same model.",
            min = "0",
            style = "advanced",
            persist = false)
    long seed = 1;

    static List<String> kinds() {
        return NoiseKind.names();
    }

    static List<String> ways() {
        return Learning.keys();
    }

    static List<String> replacements() {
        return Replacement.keys();
    }

    static List<String> structures() {
        return MaskStructure.keys();
    }
}
