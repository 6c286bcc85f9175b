package org.denoiser.command;

/** Versions of what runs. */
public final class Versions {
    private Versions() {}

    /** The version of Denoiser; {@code unpackaged} when it runs from compiled classes. */
    public static String denoiser() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
