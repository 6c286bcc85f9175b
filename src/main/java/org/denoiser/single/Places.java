package org.denoiser.single;

/** Where blocks stand along an axis. */
final class Places {
    private Places() {}

    /** Every {@code step} pixels from 0 on, and one that ends at the axis' end. */
    static int[] along(int size, int side, int step) {
        int last = size - side;
        int[] places = new int[(last + step - 1) / step + 1];
        for (int i = 0; i < places.length; i++) places[i] = Math.min(i * step, last);
        return places;
    }
}
