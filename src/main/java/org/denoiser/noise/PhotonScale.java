package org.denoiser.noise;

/** Converts pixel values to photons and back: black is no photon, white a given number of them. */
final class PhotonScale {

    private final double black;
    private final double photonsPerUnit;

    PhotonScale(double photons, double black, double white) {
        Checks.range(black, white);
        this.black = black;
        photonsPerUnit = Checks.positive(photons, "number of photons at white") / (white - black);
    }

    /** Photons of a value; values below black have none. */
    double photons(float value) {
        return Math.max(0, (value - black) * photonsPerUnit);
    }

    float value(double photons) {
        return (float) (black + photons / photonsPerUnit);
    }
}
