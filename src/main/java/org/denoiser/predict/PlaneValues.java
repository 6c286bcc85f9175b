package org.denoiser.predict;

import java.util.List;
import java.util.function.Supplier;
import org.denoiser.image.Planes;
import org.denoiser.image.ValueScaling;
import org.denoiser.model.ForeignModel;

/** What is done to the values of planes before and after the network, in place. Thread-safe. */
interface PlaneValues {
    /**
     * Turns stored values into what the network takes.
     *
     * @param places the plane that each component lies in
     * @param channels stored values of the components that go together, one array each
     */
    void before(int[] places, float[][] channels);

    /**
     * Turns what the network gives into stored values.
     *
     * @param places as {@link #before} has them
     * @param channels what the network gives
     * @param stored gives the values before {@link #before} again
     */
    void after(int[] places, float[][] channels, Supplier<float[][]> stored);

    /** Scaled as our own networks are trained: by hyperstack channel. */
    static PlaneValues of(List<ValueScaling> scalings, Planes planes) {
        return new PlaneValues() {
            @Override
            public void before(int[] places, float[][] channels) {
                for (int i = 0; i < channels.length; i++)
                    scalings.get(planes.channelOf(places[i])).apply(channels[i]);
            }

            @Override
            public void after(int[] places, float[][] channels, Supplier<float[][]> stored) {
                for (int i = 0; i < channels.length; i++)
                    scalings.get(planes.channelOf(places[i])).restore(channels[i]);
            }
        };
    }

    /** As a model of another program has it: each plane by itself. */
    static PlaneValues of(ForeignModel model, Planes planes) {
        return new PlaneValues() {
            @Override
            public void before(int[] places, float[][] channels) {
                model.before(channels, planes.height(), planes.width());
            }

            @Override
            public void after(int[] places, float[][] channels, Supplier<float[][]> stored) {
                float[][] input = model.looksBack() ? stored.get() : null;
                model.after(channels, input, planes.height(), planes.width());
            }
        };
    }
}
