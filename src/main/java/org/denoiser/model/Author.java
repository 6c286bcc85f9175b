package org.denoiser.model;

import java.util.Objects;

/** Someone who made a model. Immutable. */
public final class Author {
    private static final int MOST = 256;

    private final String name;
    private final String affiliation;
    private final String orcid;

    private Author(String name, String affiliation, String orcid) {
        this.name = name;
        this.affiliation = affiliation;
        this.orcid = orcid;
    }

    /** @throws IllegalArgumentException for a name that is empty or holds a slash, which bioimage.io does not allow */
    public static Author of(String name) {
        Texts.line("author", name, MOST);
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("author=" + name + ": a name without slashes is needed");
        }
        return new Author(name, null, null);
    }

    /** The same author at an institution. */
    public Author at(String institution) {
        return new Author(name, Texts.line("affiliation", institution, MOST), orcid);
    }

    /**
     * The same author with an ORCID iD, four groups of four digits such as {@code 0000-0002-1825-0097}.
     *
     * @throws IllegalArgumentException when it has another form or its check digit is wrong
     */
    public Author orcid(String id) {
        if (!id.matches("[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]") || checkDigit(id) != id.charAt(18)) {
            throw new IllegalArgumentException("orcid=" + id + ": an ORCID iD such as 0000-0002-1825-0097 is needed");
        }
        return new Author(name, affiliation, id);
    }

    /** The last character that the others ask for (ISO/IEC 7064, MOD 11-2). */
    private static char checkDigit(String id) {
        int total = 0;
        for (int i = 0; i < id.length() - 1; i++) {
            if (id.charAt(i) != '-') {
                total = (total + id.charAt(i) - '0') * 2 % 11;
            }
        }
        int result = (12 - total) % 11;
        return result == 10 ? 'X' : (char) ('0' + result);
    }

    public String name() {
        return name;
    }

    /** The institution; null when none was given. */
    public String affiliation() {
        return affiliation;
    }

    /** The ORCID iD; null when none was given. */
    public String orcid() {
        return orcid;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Author
                && name.equals(((Author) other).name)
                && Objects.equals(affiliation, ((Author) other).affiliation)
                && Objects.equals(orcid, ((Author) other).orcid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, affiliation, orcid);
    }

    @Override
    public String toString() {
        return name + (affiliation == null ? "" : ", " + affiliation) + (orcid == null ? "" : " (ORCID " + orcid + ")");
    }
}
