package org.denoiser.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 digests (FIPS 180-4) in the form in which descriptions of models have them. */
public final class Sha256 {
    private Sha256() {}

    /** The digest of a whole content: 64 lower-case hexadecimal digits. */
    public static String hex(byte[] content) {
        StringBuilder hex = new StringBuilder();
        for (byte b : digest().digest(content)) {
            hex.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return hex.toString();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
