package org.denoiser.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of result images. */
public final class Titles {
    /** Endings that are file formats; "Stack v1.5" and "day.2" keep theirs. */
    private static final Pattern EXTENSION = Pattern.compile(
            "(\\.ome)?\\.(tiff?|png|jpe?g|gif|bmp|dib|p[bgpn]m|dcm|dicom|avi|zip|gz|fits?|fts|raw|txt|lsm|czi|nd2|lif|oib|oif|oir|stk"
                    + "|ics|ids|vsi|svs|ims|dv|zvi|flex|mrc|h5|hdf5|n5|zarr|mp4|mov)$",
            Pattern.CASE_INSENSITIVE);

    private Titles() {}

    /** A title without the file extension it ends with, if any: {@code "cells.ome.tif"} gives {@code "cells"}. */
    public static String withoutExtension(String title) {
        Matcher matcher = EXTENSION.matcher(title);
        return matcher.find() && matcher.start() > 0 ? title.substring(0, matcher.start()) : title;
    }

    /** The title of a result: without its file extension, followed by the suffix; {@code "cells-denoised"}. */
    public static String result(String title, String suffix) {
        return withoutExtension(title) + suffix;
    }
}
