package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import ij.process.LUT;

/** A block of channels, slices and frames of an image, seen as an image of its own. */
final class Substack {
    private final ImagePlus input;
    /** First channel, slice and frame, from 1. */
    private final int[] first;
    /** Number of channels, slices and frames. */
    private final int[] size;

    /**
     * @param first channel, slice and frame, from 1
     * @param last channel, slice and frame, inclusive
     */
    Substack(ImagePlus input, int[] first, int[] last) {
        this.input = input;
        this.first = first;
        this.size = new int[] {last[0] - first[0] + 1, last[1] - first[1] + 1, last[2] - first[2] + 1};
    }

    ImagePlus image() {
        int count = size[0] * size[1] * size[2];
        boolean indexed = input.getType() == ImagePlus.COLOR_256;
        ImagePlus result = count == 1 ? single() : new ImagePlus(input.getTitle(), stack(count));
        result.setDimensions(size[0], size[1], size[2]);
        if (indexed) {
            result.getProcessor().setColorModel(input.getProcessor().getColorModel());
            result.setTypeToColor256();
        }
        if (input instanceof CompositeImage && size[0] > 1) {
            result = new CompositeImage(result, ((CompositeImage) input).getMode());
        }
        result.setOpenAsHyperStack(result.isHyperStack() && input.getOpenAsHyperStack());
        copyMetadata(result);
        return result;
    }

    private ImagePlus single() {
        int index = inputIndex(0);
        ImageStack stack = input.getStackSize() > 1 ? input.getStack() : null;
        ImageProcessor processor =
                stack == null ? input.getProcessor() : stack.getProcessor(index).duplicate();
        ImagePlus result = new ImagePlus(input.getTitle(), processor);
        String label = stack == null ? null : stack.getSliceLabel(index);
        if (label != null) result.setProp("Slice_Label", label);
        return result;
    }

    private ImageStack stack(int count) {
        ImageStack from = input.getStack();
        if (from.isVirtual()) return new Chosen(from, count);
        ImageStack stack = new ImageStack(input.getWidth(), input.getHeight());
        for (int i = 0; i < count; i++) {
            stack.addSlice(from.getSliceLabel(inputIndex(i)), from.getPixels(inputIndex(i)));
        }
        return stack;
    }

    /** Number in the input, from 1, of a plane of the result, from 0. */
    private int inputIndex(int plane) {
        int c = plane % size[0];
        int z = plane / size[0] % size[1];
        int t = plane / size[0] / size[1];
        return input.getStackIndex(first[0] + c, first[1] + z, first[2] + t);
    }

    private void copyMetadata(ImagePlus result) {
        Metadata metadata = new Metadata(Planes.of(input), 1);
        metadata.copyProperties(result);
        metadata.copyCalibration(result);
        result.getLocalCalibration().zOrigin -= first[1] - 1;
        int[] at = new int[3];
        int[] position = {input.getC(), input.getZ(), input.getT()};
        for (int i = 0; i < 3; i++) at[i] = inside(position[i], i) ? position[i] - first[i] + 1 : 1;
        if (result.getStackSize() > 1) result.setPositionWithoutUpdate(at[0], at[1], at[2]);
        copyDisplay(result);
        copyOverlay(result);
        if (input.getRoi() != null) result.setRoi((Roi) input.getRoi().clone(), false);
        result.changes = false;
    }

    private void copyDisplay(ImagePlus result) {
        int type = input.getType();
        if (type == ImagePlus.COLOR_RGB || type == ImagePlus.COLOR_256) return;
        if (!(input instanceof CompositeImage)) {
            result.getProcessor().setLut(input.getProcessor().getLut());
            return;
        }
        for (int c = 1; c <= size[0]; c++) {
            LUT lut = (LUT)
                    ((CompositeImage) input).getChannelLut(first[0] + c - 1).clone();
            if (!(result instanceof CompositeImage)) {
                result.getProcessor().setLut(lut);
                return;
            }
            ((CompositeImage) result).setChannelLut(lut, c);
            ((CompositeImage) result).getChannelLut(c).min = lut.min;
            ((CompositeImage) result).getChannelLut(c).max = lut.max;
        }
        Metadata.showChannel((CompositeImage) result);
    }

    private void copyOverlay(ImagePlus result) {
        Overlay overlay = input.getOverlay();
        if (overlay == null) return;
        Overlay copy = overlay.duplicate();
        for (int i = copy.size() - 1; i >= 0; i--) if (!move(copy.get(i), result)) copy.remove(i);
        result.setOverlay(copy);
        result.setHideOverlay(input.getHideOverlay());
    }

    /** Moves an element of the overlay to the plane where its own has gone; false if that is not there. */
    private boolean move(Roi roi, ImagePlus result) {
        if (roi.hasHyperStackPosition()) {
            int[] position = {roi.getCPosition(), roi.getZPosition(), roi.getTPosition()};
            for (int i = 0; i < 3; i++) {
                if (position[i] == 0) continue;
                if (!inside(position[i], i)) return false;
                position[i] -= first[i] - 1;
            }
            roi.setPosition(position[0], position[1], position[2]);
            return true;
        }
        if (roi.getPosition() <= 0) return true;
        int[] position = input.convertIndexToPosition(roi.getPosition());
        for (int i = 0; i < 3; i++) if (!inside(position[i], i)) return false;
        roi.setPosition(result.getStackIndex(
                position[0] - first[0] + 1, position[1] - first[1] + 1, position[2] - first[2] + 1));
        return true;
    }

    private boolean inside(int position, int axis) {
        return position >= first[axis] && position < first[axis] + size[axis];
    }

    /** Planes of a stack on disk. */
    private final class Chosen extends VirtualStack {
        private final ImageStack from;
        private final int count;

        private Chosen(ImageStack from, int count) {
            super(from.getWidth(), from.getHeight());
            this.from = from;
            this.count = count;
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public int getSize() {
            return count;
        }

        @Override
        public ImageProcessor getProcessor(int n) {
            return from.getProcessor(inputIndex(n - 1));
        }

        @Override
        public Object getPixels(int n) {
            return from.getPixels(inputIndex(n - 1));
        }

        @Override
        public String getSliceLabel(int n) {
            return from.getSliceLabel(inputIndex(n - 1));
        }

        @Override
        public int getBitDepth() {
            return from.getBitDepth();
        }
    }
}
