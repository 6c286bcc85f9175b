package org.denoiser.architecture;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What training makes small: the mean over all values of a batch. */
public enum Loss {
    /** Mean squared error. */
    MSE("mse", "torch.mse_loss(%s, %s)"),
    /** Mean absolute error. */
    L1("l1", "torch.l1_loss(%s, %s)"),
    /** Binary cross-entropy in nats; output and target must lie in 0..1. */
    BCE("bce", "torch.binary_cross_entropy(%s, %s)");

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

    String expression(String output, String target) {
        return String.format(format, output, target);
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
