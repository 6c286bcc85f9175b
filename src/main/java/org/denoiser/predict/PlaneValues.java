package org.denoiser.predict;

import java.util.List;
import java.util.function.Supplier;
import org.denoiser.image.Planes;
import org.denoiser.image.ValueScaling;
import org.denoiser.model.ForeignModel;

/** What is done to the values of planes before and after the network, in place. Thread-safe. */
interface PlaneValues {
    /** @param channels stored values of the components that go together, one array each */
    void before(int plane, float[][] channels);

    /**
     * Turns what the network gives into stored values.
     *
     * @param stored gives the values before {@link #before} again
     */
    void after(int plane, float[][] channels, Supplier<float[][]> stored);

    /** Scaled as our own networks are trained: by hyperstack channel. */
    static PlaneValues of(List<ValueScaling> scalings, Planes planes) {
        return new PlaneValues() {
            @Override
            public void before(int plane, float[][] channels) {
                for (float[] channel : channels)
                    scalings.get(planes.channelOf(plane)).apply(channel);
            }

            @Override
            public void after(int plane, float[][] channels, Supplier<float[][]> stored) {
                for (float[] channel : channels)
                    scalings.get(planes.channelOf(plane)).restore(channel);
            }
        };
    }

    /** As a model of another program has it: each plane by itself. */
    static PlaneValues of(ForeignModel model, Planes planes) {
        return new PlaneValues() {
            @Override
            public void before(int plane, float[][] channels) {
                model.before(channels, planes.height(), planes.width());
            }

            @Override
            public void after(int plane, float[][] channels, Supplier<float[][]> stored) {
                float[][] input = model.looksBack() ? stored.get() : null;
                model.after(channels, input, planes.height(), planes.width());
            }
        };
    }
}
