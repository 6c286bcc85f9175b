package org.denoiser.network;

import ai.djl.Device;
import org.denoiser.architecture.Architecture;

/** Networks around modules that fail when they are told to. */
public final class FakeNetworks {
    private FakeNetworks() {}

    /** A network on a GPU that may fall back on a processor. */
    public static DenoisingNetwork onGpu(Architecture architecture, FakeModule gpu, FakeModule processor) {
        return new DenoisingNetwork(architecture, steady(gpu, processor), SteadyModule::close);
    }

    /** A network on the processor. */
    public static DenoisingNetwork onProcessor(Architecture architecture, FakeModule processor) {
        SteadyModule module = new SteadyModule(device -> processor, Device.cpu(), false);
        return new DenoisingNetwork(architecture, module, SteadyModule::close);
    }

    static SteadyModule steady(FakeModule gpu, FakeModule processor) {
        return new SteadyModule(device -> device.isGpu() ? gpu : processor, Device.gpu(0), false);
    }
}
