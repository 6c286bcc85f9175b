package org.denoiser.network;

import java.nio.FloatBuffer;
import java.util.function.IntFunction;

/** A module that gives its first argument back, and fails when it is told to. */
public final class FakeModule implements NetworkModule {
    private final String device;
    private final IntFunction<RuntimeException> failure;
    private int calls;
    private int closings;

    /** @param failure what is thrown by the call of that number, counted from 0, or null */
    public FakeModule(String device, IntFunction<RuntimeException> failure) {
        this.device = device;
        this.failure = failure;
    }

    /** What PyTorch would throw with such a message. */
    public static RuntimeException failure(String message) {
        return new NetworkFailure(message, null);
    }

    @Override
    public void call(
            String method, boolean training, LoadedModule.Receiver receiver, LoadedModule.Argument... arguments) {
        RuntimeException problem = failure.apply(calls++);
        if (problem != null) throw problem;
        FloatBuffer values = arguments[0].floats();
        receiver.accept(values, new long[] {values.remaining()});
    }

    /** How often it was called. */
    public int calls() {
        return calls;
    }

    /** How often it was closed. */
    public int closings() {
        return closings;
    }

    @Override
    public String deviceName() {
        return device;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public void close() {
        closings++;
    }
}
