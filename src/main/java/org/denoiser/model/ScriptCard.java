package org.denoiser.model;

/** What has to be said of a TorchScript file alone, so that it becomes a model. Immutable. */
public final class ScriptCard {
    private final String name;
    private final String description;
    private final String author;
    private final String licence;
    private final double offset;
    private final double gain;
    private final int side;
    private final int step;
    private final int halo;

    private ScriptCard(
            String name,
            String description,
            String author,
            String licence,
            double offset,
            double gain,
            int side,
            int step,
            int halo) {
        this.name = name;
        this.description = description;
        this.author = author;
        this.licence = licence;
        this.offset = offset;
        this.gain = gain;
        this.side = side;
        this.step = step;
        this.halo = halo;
    }

    /**
     * A card for images of any size, whose values are taken as they are.
     *
     * @param author null for nobody
     * @param licence SPDX identifier; null for none
     * @throws IllegalArgumentException for texts that no model can have
     */
    public static ScriptCard of(String name, String description, String author, String licence) {
        return new ScriptCard(
                ModelNames.check(name),
                ModelPackage.checkDescription(description),
                author == null ? null : Texts.line("author", author, 255),
                licence == null ? null : ModelPackage.checkLicence(licence),
                0,
                1,
                0,
                1,
                0);
    }

    /** One for values that become 0 and 1: the network takes {@code (value - low) / (high - low)}, and its result goes back. */
    public ScriptCard range(double low, double high) {
        return new ScriptCard(name, description, author, licence, low, high - low, side, step, halo);
    }

    /**
     * One for images of other sizes.
     *
     * @param only width and height of the only size; 0 for all multiples of {@code step}
     * @param margin pixels at the borders of a tile that are not to be used; 0 when that is not known
     */
    public ScriptCard sizes(int only, int multiple, int margin) {
        return new ScriptCard(name, description, author, licence, offset, gain, only, multiple, margin);
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    String author() {
        return author;
    }

    String licence() {
        return licence;
    }

    double offset() {
        return offset;
    }

    double gain() {
        return gain;
    }

    int side() {
        return side;
    }

    int step() {
        return step;
    }

    /** Even, which bioimage.io's own check asks for. */
    int halo() {
        return (halo + 1) / 2 * 2;
    }

    /** The smallest multiple of the step that leaves something of a tile between its halos. */
    int least() {
        return (2 * halo() + step) / step * step;
    }
}
