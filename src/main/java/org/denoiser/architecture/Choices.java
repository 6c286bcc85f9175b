package org.denoiser.architecture;

import java.util.Arrays;
import java.util.Map;

/** The values of a preset's options, checked before. Immutable. */
final class Choices {
    private final Map<String, String> values;

    Choices(Map<String, String> values) {
        this.values = values;
    }

    int number(String key) {
        return Integer.parseInt(values.get(key));
    }

    double decimal(String key) {
        return Double.parseDouble(values.get(key));
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(values.get(key));
    }

    Activation activation() {
        return Arrays.stream(Activation.values())
                .filter(activation -> activation.key().equals(values.get("activation")))
                .findFirst()
                .orElseThrow();
    }
}
