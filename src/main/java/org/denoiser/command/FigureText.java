package org.denoiser.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denoiser.model.Figures;

/** Figures in words. */
final class FigureText {
    private FigureText() {}

    /** Those that are known, for example {@code loss 0.09312, MSE 0.01034, PSNR 19.86 dB, SSIM 0.872}. */
    static String of(Figures figures) {
        List<String> parts = new ArrayList<>();
        add(parts, "loss %.5f", figures.loss());
        add(parts, "MSE %.5f", figures.mse());
        add(parts, "PSNR %.2f dB", figures.psnr());
        add(parts, "SSIM %.3f", figures.ssim());
        add(parts, "accuracy %.4f", figures.accuracy());
        return String.join(", ", parts);
    }

    /** Those that are known by name, with all their digits. */
    static Map<String, String> byName(Figures figures) {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("loss", figures.loss());
        all.put("MSE", figures.mse());
        all.put("PSNR", figures.psnr());
        all.put("SSIM", figures.ssim());
        all.put("accuracy", figures.accuracy());
        Map<String, String> known = new LinkedHashMap<>();
        all.forEach((name, figure) -> {
            if (!Double.isNaN(figure)) {
                known.put(name, figure.toString());
            }
        });
        return known;
    }

    private static void add(List<String> parts, String format, double figure) {
        if (!Double.isNaN(figure)) {
            parts.add(String.format(Locale.ROOT, format, figure));
        }
    }
}
