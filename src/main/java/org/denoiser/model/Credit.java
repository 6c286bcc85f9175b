package org.denoiser.model;

import java.util.Objects;

/** Which images a model was trained on, whose they are, and under which licence they were had. Immutable. */
public final class Credit {
    private static final int MOST = 1024;

    private final String images;
    private final String source;
    private final String licence;

    private Credit(String images, String source, String licence) {
        this.images = Texts.line("credit", images, MOST);
        this.source = Texts.line("source of the credit", source, MOST);
        this.licence = Texts.line("licence of the credit", licence, MOST);
    }

    /**
     * @param images what they show, for instance {@code 26 micrographs}
     * @param source who made them and where they are from
     * @param licence as stated there, {@code not stated} where nothing is
     * @throws IllegalArgumentException when one of them is empty or has several lines
     */
    public static Credit of(String images, String source, String licence) {
        return new Credit(images, source, licence);
    }

    public String images() {
        return images;
    }

    public String source() {
        return source;
    }

    public String licence() {
        return licence;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credit
                && images.equals(((Credit) other).images)
                && source.equals(((Credit) other).source)
                && licence.equals(((Credit) other).licence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(images, source, licence);
    }

    @Override
    public String toString() {
        return images + ": " + source + " (" + licence + ")";
    }
}
