package org.denoiser.architecture;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What training makes small: the mean over all values of a batch, or over those that have a target. */
public enum Loss {
    /** Mean squared error. */
    MSE("mse", "torch.mse_loss(%s, %s, %d)"),
    /** Mean absolute error. */
    L1("l1", "torch.l1_loss(%s, %s, %d)"),
    /** Binary cross-entropy in nats; output and target must lie in 0..1. */
    BCE("bce", "torch.binary_cross_entropy(%s, %s, None, %d)");

    /** PyTorch's numbers of the two ways to bring all values together. */
    private static final int MEAN = 1;

    private static final int SUM = 2;

    private final String key;
    private final String format;

    Loss(String key, String format) {
        this.key = key;
        this.format = format;
    }

    /** How commands name it. */
    public String key() {
        return key;
    }

    /** Statements that set {@code loss} to the mean over all values of the variables {@code output} and {@code target}. */
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
