package org.denoiser.architecture;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What training makes small: a mean over all values of a batch, or over those that have a target. */
public enum Loss {
    /** Mean squared error. */
    MSE("mse", "torch.mse_loss(%s, %s, %d)"),
    /** Mean absolute error. */
    L1("l1", "torch.l1_loss(%s, %s, %d)"),
    /** Binary cross-entropy in nats; output and target must lie in 0..1. */
    BCE("bce", "torch.binary_cross_entropy(%s, %s, None, %d)"),
    /**
     * Mean over the images of a batch, with all their channels and planes, of ln(1 + MSE / {@link #FLOOR}). A decibel counts as much in an
     * image of little noise as in one of much noise, as in the mean PSNR that denoisers are compared by (as the "PSNR loss" of Chen et al.
     * 2021, arXiv 2105.06086, but never below 0: what is closer than the floor is not worth more).
     */
    LOG("log", null) {
        @Override
        String statements() {
            return "    errors = torch.flatten(torch.sub(output, target), 1)\n"
                    + "    means = torch.mean(torch.mul(errors, errors), [1])\n"
                    + "    loss = torch.mean(" + logarithm() + ")\n";
        }

        @Override
        String maskedStatements() {
            return "    unknown = torch.flatten(torch.ne(target, target), 1)\n"
                    + "    errors = torch.masked_fill(torch.flatten(torch.sub(output, target), 1), unknown, 0.)\n"
                    + "    counts = torch.sum(torch.bitwise_not(unknown), [1])\n"
                    + "    means = torch.div(torch.sum(torch.mul(errors, errors), [1]), torch.clamp(counts, 1))\n"
                    + "    loss = torch.div(torch.sum(" + logarithm()
                    + "), torch.clamp(torch.sum(torch.gt(counts, 0)), 1))\n";
        }

        private String logarithm() {
            return "torch.log1p(torch.div(means, " + FLOOR + "))";
        }

        @Override
        public double inErrors(double mean) {
            return FLOOR * Math.expm1(mean);
        }
    };

    /** MSE below which {@link #LOG} grows in proportion to it: 50 dB, for values from 0 to 1. */
    public static final double FLOOR = 1e-5;

    /** PyTorch's numbers of the two ways to bring all values together. */
    private static final int MEAN = 1;

    private static final int SUM = 2;

    private final String key;
    private final String format;

    Loss(String key, String format) {
        this.key = key;
        this.format = format;
    }

    /**
     * The loss in units that grow in proportion to the errors or their squares, to tell how many times worse one is than another.
     *
     * @param mean a mean loss
     */
    public double inErrors(double mean) {
        return mean;
    }

    /** How commands name it. */
    public String key() {
        return key;
    }

    /** Statements that set {@code loss} to the loss of the variables {@code output} and {@code target}. */
    String statements() {
        return "    loss = " + String.format(format, "output", "target", MEAN) + "\n";
    }

    /**
     * As {@link #statements}, but the mean is over the values whose target is not NaN; zero where there are none. They are
     * picked out first: multiplied by zero, a NaN would still be one.
     */
    String maskedStatements() {
        return "    counted = torch.eq(target, target)\n"
                + "    sum = "
                + String.format(
                        format, "torch.masked_select(output, counted)", "torch.masked_select(target, counted)", SUM)
                + "\n    loss = torch.div(sum, torch.clamp(torch.sum(counted), 1))\n";
    }

    /** @throws IllegalArgumentException for an unknown name, listing the known ones */
    public static Loss ofKey(String key) {
        return Arrays.stream(values())
                .filter(loss -> loss.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("loss=" + key + ": one of "
                        + Arrays.stream(values()).map(Loss::key).collect(Collectors.joining(", "))
                        + " is needed"));
    }
}
