package org.denoiser.command;

import java.awt.image.BufferedImage;

/** What a preview shows: a part of an image before and after, in the look of the image. Immutable, if nobody draws on the pictures. */
public final class PreviewPictures {
    private final BufferedImage noisy;
    private final BufferedImage denoised;
    private final String note;

    PreviewPictures(BufferedImage noisy, BufferedImage denoised, String note) {
        this.noisy = noisy;
        this.denoised = denoised;
        this.note = note;
    }

    public BufferedImage noisy() {
        return noisy;
    }

    public BufferedImage denoised() {
        return denoised;
    }

    /** In what it may differ from the result, a sentence; else empty. */
    public String note() {
        return note;
    }
}
