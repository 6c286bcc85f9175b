package org.denoiser.predict;

import java.util.Arrays;
import java.util.List;
import org.denoiser.image.PlaneOutput;
import org.denoiser.image.Planes;
import org.denoiser.image.Selection;
import org.denoiser.model.ForeignModel;

/**
 * The values of stacks for a model of another program, which looks at each stack as a whole before and after its network: so those of
 * a time point are held in memory, as they go in and as they come out. Used by one thread at a time.
 */
final class ForeignStacks implements StackValues {
    private final ForeignModel model;
    private final Planes planes;
    private final Selection selection;
    private final int depth;
    private final int area;
    private final int components;
    private float[][] given;
    private float[][] results;

    /**
     * @param selection that the work is limited to; null for all pixels
     * @throws IllegalArgumentException when a stack has more pixels than an array can hold
     */
    ForeignStacks(ForeignModel model, Planes planes, Selection selection) {
        this.model = model;
        this.planes = planes;
        this.selection = selection;
        depth = planes.image().getNSlices();
        area = planes.width() * planes.height();
        components = planes.channels() * planes.components();
        if ((long) depth * area > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Image '" + planes.image().getTitle()
                    + "' is too large for a model of another program, which looks at a stack as a whole: at most "
                    + Integer.MAX_VALUE / area + " slices of this size can be denoised at once.");
        }
    }

    @Override
    public void begin(int first) {
        given = stored(first);
        for (float[][] stack : stacks(given)) {
            model.before(stack, depth * planes.height(), planes.width());
        }
        results = new float[components][depth * area];
    }

    /** Stored values of all channels and components, plane after plane. */
    private float[][] stored(int first) {
        float[][] stored = new float[components][depth * area];
        for (int i = 0; i < components; i++) {
            for (int z = 0; z < depth; z++) {
                float[] plane = planes.read(planeOf(first, z, i), i % planes.components());
                System.arraycopy(plane, 0, stored[i], z * area, area);
            }
        }
        return stored;
    }

    private int planeOf(int first, int z, int component) {
        return first + z * planes.channels() + component / planes.components();
    }

    /** What goes into the network together. */
    private List<float[][]> stacks(float[][] values) {
        int together = model.shape().channels();
        float[][][] stacks = new float[values.length / together][][];
        for (int i = 0; i < stacks.length; i++) {
            stacks[i] = Arrays.copyOfRange(values, i * together, (i + 1) * together);
        }
        return Arrays.asList(stacks);
    }

    @Override
    public float[][] read(int z) {
        return Arrays.stream(given)
                .map(stack -> Arrays.copyOfRange(stack, z * area, (z + 1) * area))
                .toArray(float[][]::new);
    }

    @Override
    public void write(int z, float[][] planeResults, PlaneOutput output) {
        for (int i = 0; i < components; i++) {
            System.arraycopy(planeResults[i], 0, results[i], z * area, area);
        }
    }

    @Override
    public void end(int first, PlaneOutput output) {
        given = null;
        List<float[][]> inputs = model.looksBack() ? stacks(stored(first)) : null;
        List<float[][]> stacks = stacks(results);
        for (int i = 0; i < stacks.size(); i++) {
            float[][] input = inputs == null ? null : inputs.get(i);
            model.after(stacks.get(i), input, depth * planes.height(), planes.width());
        }
        for (int z = 0; z < depth; z++) {
            for (int i = 0; i < components; i++) {
                int plane = planeOf(first, z, i);
                int component = i % planes.components();
                float[] result = Arrays.copyOfRange(results[i], z * area, (z + 1) * area);
                ImageDenoiser.finish(result, planes, plane, component, List.of(), selection);
                ImageDenoiser.requireFinite(result, planes, plane, null);
                output.write(plane, component, result);
            }
        }
        results = null;
    }
}
