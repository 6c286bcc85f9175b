package org.denoiser.network;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A module that goes on when its GPU fails: the call that failed, and all later ones, run on the processor. Want of memory is told to
 * the caller instead, who may come with less. Calls are serialised.
 */
final class SteadyModule implements NetworkModule {
    private static final String PROCESSOR = "cpu";

    private final Function<Device, NetworkModule> loader;
    private final List<String> notices = new ArrayList<>();
    private NetworkModule current;
    private boolean isReplaced;

    /**
     * @param loader loads the module on a device
     * @param mayReplace whether the processor will do if it cannot be loaded on the device at all
     */
    SteadyModule(Function<Device, NetworkModule> loader, Device first, boolean mayReplace) {
        this.loader = loader;
        try {
            current = loader.apply(first);
        } catch (IllegalStateException e) {
            if (!mayReplace || first.getDeviceType().equals(PROCESSOR)) {
                throw e;
            }
            replace(Torch.nameOf(first), e.getMessage());
        }
    }

    @Override
    public synchronized void call(
            String method, boolean training, LoadedModule.Receiver receiver, LoadedModule.Argument... arguments) {
        try {
            current.call(method, training, receiver, arguments);
        } catch (NetworkFailure e) {
            if (e.isForMemory() || !leaveGpu(e.getMessage())) {
                throw e;
            }
            current.call(method, training, receiver, arguments);
        }
    }

    /**
     * Moves to the processor.
     *
     * @param reason for the notice
     * @return whether it was elsewhere
     */
    synchronized boolean leaveGpu(String reason) {
        String device = deviceName();
        if (device.equals(PROCESSOR)) {
            return false;
        }
        try {
            current.close();
        } catch (RuntimeException e) {
            // A GPU that has failed may not even give its memory back.
            notices.add("The memory of " + device + " could not be freed.");
        }
        replace(device, reason);
        return true;
    }

    private void replace(String device, String reason) {
        current = loader.apply(Device.cpu());
        isReplaced = true;
        notices.add("The work goes on on the processor, since " + device + " failed: " + reason);
    }

    /** Whether it no longer runs where it was to run. */
    synchronized boolean isReplaced() {
        return isReplaced;
    }

    /** What the user should know, one sentence each, since this was asked last. */
    synchronized List<String> takeNotices() {
        List<String> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }

    @Override
    public synchronized String deviceName() {
        return current.deviceName();
    }

    @Override
    public synchronized Precision precision() {
        return current.precision();
    }

    @Override
    public synchronized void close() {
        current.close();
    }
}
