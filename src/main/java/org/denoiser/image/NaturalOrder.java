package org.denoiser.image;

import java.nio.file.Path;
import java.util.Comparator;

/** Sorts names as people number things: {@code z2} before {@code z10}, upper and lower case alike where nothing else differs. */
final class NaturalOrder implements Comparator<String> {
    /** Compares folder by folder, so that a folder's files stay together. */
    static final Comparator<Path> PATHS = NaturalOrder::compare;

    private static int compare(Path a, Path b) {
        NaturalOrder names = new NaturalOrder();
        for (int i = 0; i < Math.min(a.getNameCount(), b.getNameCount()); i++) {
            int order = names.compare(a.getName(i).toString(), b.getName(i).toString());
            if (order != 0) return order;
        }
        return Integer.compare(a.getNameCount(), b.getNameCount());
    }

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int order;
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endA = endOfNumber(a, i);
                int endB = endOfNumber(b, j);
                order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
                i = endA;
                j = endB;
            } else {
                order = Character.compare(Character.toLowerCase(a.charAt(i++)), Character.toLowerCase(b.charAt(j++)));
            }
            if (order != 0) return order;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int compareNumbers(String a, String b) {
        String x = withoutZeros(a);
        String y = withoutZeros(b);
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }

    private static String withoutZeros(String number) {
        int start = 0;
        while (start < number.length() && number.charAt(start) == '0') start++;
        return number.substring(start);
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) end++;
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
