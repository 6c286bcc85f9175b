package org.denoiser.architecture;

/** A closed interval of pixel positions along one axis; positions may be negative. Immutable. */
final class Span {
    final int low;
    final int high;

    Span(int low, int high) {
        this.low = low;
        this.high = high;
    }

    Span union(Span other) {
        return other == null ? this : new Span(Math.min(low, other.low), Math.max(high, other.high));
    }
}
