package org.denoiser.single;

/** Hears which share of the work is done. To stop it, throws an unchecked exception, which goes up to the caller. */
@FunctionalInterface
public interface Share {
    /** Hears nothing and never stops. */
    Share NONE = share -> {};

    /** Called in the caller's thread, several times a second, with a share from 0 to 1 that never falls. */
    void done(double share);
}
