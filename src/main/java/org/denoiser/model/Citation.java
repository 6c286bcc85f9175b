package org.denoiser.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** A publication to cite when a model is used, with its DOI or its address. Immutable. */
public final class Citation {
    private static final int MOST = 1024;

    private final String text;
    private final String doi;
    private final String url;

    private Citation(String text, String doi, String url) {
        this.text = Texts.line("citation", text, MOST);
        this.doi = doi;
        this.url = url;
    }

    /**
     * A publication with a digital object identifier.
     *
     * @param doi without any address before it, such as {@code 10.48550/arXiv.1505.04597}
     * @throws IllegalArgumentException when it has another form
     */
    public static Citation ofDoi(String text, String doi) {
        if (!Texts.line("doi", doi, MOST).matches("10\\.[0-9]{4}\\S+")) {
            throw new IllegalArgumentException("doi=" + doi + ": a DOI such as 10.48550/arXiv.1505.04597 is needed");
        }
        return new Citation(text, doi, null);
    }

    /**
     * A publication at an address.
     *
     * @throws IllegalArgumentException when it is not one of http or https
     */
    public static Citation ofUrl(String text, String url) {
        if (!isAddress(url)) {
            throw new IllegalArgumentException("url=" + url + ": an address that starts with https:// is needed");
        }
        return new Citation(text, null, url);
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = new URI(Texts.line("url", url, MOST));
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public String text() {
        return text;
    }

    /** The DOI; null when the citation has an address instead. */
    public String doi() {
        return doi;
    }

    /** The address; null when the citation has a DOI instead. */
    public String url() {
        return url;
    }

    /** Where a browser finds it. */
    public String link() {
        return doi == null ? url : "https://doi.org/" + doi;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Citation
                && text.equals(((Citation) other).text)
                && Objects.equals(doi, ((Citation) other).doi)
                && Objects.equals(url, ((Citation) other).url);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, doi, url);
    }

    @Override
    public String toString() {
        return text + ", " + link();
    }
}
