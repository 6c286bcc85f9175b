package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.Planes;

/** Up to three images of the same thing: the original, a noisy one and a denoised one. Opened when asked for. Immutable. */
final class ComparedImages {
    /** The keys, in the order of the rows. */
    static final List<String> KEYS = List.of("reference", "noisy", "denoised");

    private final List<Source> sources;

    private ComparedImages(List<Source> sources) {
        this.sources = sources;
    }

    /**
     * Finds what is compared: one set of images, or one for each name that is in all folders.
     *
     * @param texts values of the keys in the order of {@link #KEYS}, empty for none
     * @param images images given instead, null for none
     * @throws IllegalArgumentException if fewer than two are given, if folders and images are mixed, or if images have no partners
     * @throws IOException if a folder cannot be read
     */
    static List<ComparedImages> find(List<String> texts, List<ImagePlus> images) throws IOException {
        List<Integer> given = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        Integer folder = null;
        for (int i = 0; i < KEYS.size(); i++) {
            boolean missing = texts.get(i).isEmpty() && images.get(i) == null;
            if (!missing) given.add(i);
            folders.add(missing ? null : InputImages.folder(KEYS.get(i), texts.get(i), images.get(i)));
            if (folders.get(i) != null && folder == null) folder = i;
        }
        if (given.size() < 2) {
            int missing = given.isEmpty() || given.get(0) != 2 ? 2 : 0;
            throw new IllegalArgumentException(
                    KEYS.get(missing) + ": at least two of " + String.join(", ", KEYS) + " are needed");
        }
        if (folder != null) return match(given, folders, folder);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < KEYS.size(); i++) {
            String text = texts.get(i);
            ImagePlus image = images.get(i);
            String key = KEYS.get(i);
            sources.add(given.contains(i) ? () -> InputImages.open(key, text, image) : null);
        }
        return List.of(new ComparedImages(sources));
    }

    private static List<ComparedImages> match(List<Integer> given, List<Path> folders, int folder) throws IOException {
        for (int i : given) {
            if (folders.get(i) == null) {
                throw new IllegalArgumentException(KEYS.get(i) + ": a folder is needed, since " + KEYS.get(folder) + "="
                        + folders.get(folder) + " is one");
            }
        }
        int first = given.get(0);
        List<Map<Path, Path>> partners = new ArrayList<>();
        for (int i = 0; i < KEYS.size(); i++) {
            Map<Path, Path> found = new HashMap<>();
            if (i != first && folders.get(i) != null) {
                for (ImagePair pair : ImagePair.match(KEYS.get(first), folders.get(i), folders.get(first))) {
                    found.putIfAbsent(pair.reference(), pair.image());
                }
            }
            partners.add(found);
        }
        List<ComparedImages> all = new ArrayList<>();
        for (Path path : ImageFiles.list(folders.get(first), false)) {
            List<Source> sources = new ArrayList<>();
            boolean whole = true;
            for (int i = 0; i < KEYS.size(); i++) {
                Path file = i == first ? path : partners.get(i).get(path);
                whole &= file != null || folders.get(i) == null;
                sources.add(file == null ? null : () -> ImageFiles.open(file));
            }
            if (whole) all.add(new ComparedImages(sources));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(KEYS.get(first) + "=" + folders.get(first)
                    + ": no image in it has partners of its name in all other folders");
        }
        return all;
    }

    /**
     * Opens the images.
     *
     * @return in the order of {@link #KEYS}, null for one that is not given
     * @throws IllegalArgumentException if their sizes differ
     * @throws IOException if a file cannot be opened
     */
    List<Planes> open() throws IOException {
        List<Planes> planes = new ArrayList<>();
        Planes first = null;
        for (int i = 0; i < KEYS.size(); i++) {
            Planes opened =
                    sources.get(i) == null ? null : Planes.of(sources.get(i).open());
            if (first != null && opened != null) Evaluation.requireSameSize(KEYS.get(i), opened, first);
            if (first == null) first = opened;
            planes.add(opened);
        }
        return planes;
    }

    private interface Source {
        ImagePlus open() throws IOException;
    }
}
