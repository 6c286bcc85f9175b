package org.denoiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that people read: their links lead somewhere, and the README leads to all of them. */
class DocsTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(README, Path.of("CHANGELOG.md")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** A page without its code, in which brackets mean something else. */
    private static String prose(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?s)```.*?```", "").replaceAll("(?<!`)`[^`\n]*`", "");
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(prose(page))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.startsWith("http"))
                .collect(Collectors.toList());
    }

    /** The name that GitHub gives a heading. */
    private static String anchor(String heading) {
        String text =
                heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").trim().toLowerCase(Locale.ROOT);
        return text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Matcher heading =
                Pattern.compile("(?m)^#+ +(.*)$").matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
        while (heading.find()) {
            String anchor = anchor(heading.group(1));
            int number = 1;
            String unique = anchor;
            while (!anchors.add(unique)) unique = anchor + "-" + number++;
        }
        return anchors;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`gpu`                                | gpu",
                "GPU Setup...                         | gpu-setup",
                "Slices, channels, frames             | slices-channels-frames",
                "The textbooks' autoencoders          | the-textbooks-autoencoders",
                "A macro stops, or asks for a file    | a-macro-stops-or-asks-for-a-file",
                "See [this page](images.md), or `rdf` | see-this-page-or-rdf"
            })
    void headingsHaveTheNamesThatGitHubGivesThem(String heading, String anchor) {
        assertEquals(anchor, anchor(heading));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        for (String link : links(page)) {
            int hash = link.indexOf('#');
            String file = hash < 0 ? link : link.substring(0, hash);
            Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
            assertTrue(Files.exists(target), page + ": " + link + " is not there");
            if (hash < 0) continue;
            Set<String> anchors = anchors(target);
            assertTrue(anchors.contains(link.substring(hash + 1)), page + ": " + link + " is none of " + anchors);
        }
    }

    @Test
    void theReadmeLeadsToEveryPage() throws IOException {
        List<String> links = links(README);
        for (Path page : pages()) {
            boolean linked = page.getNameCount() == 1
                    || links.stream().anyMatch(link -> link.replaceAll("#.*", "")
                            .equals(page.toString().replace('\\', '/')));
            assertTrue(linked, page + " is not linked from the README");
        }
    }

    @Test
    void everyPictureIsShownSomewhere() throws IOException {
        Set<String> shown = new HashSet<>();
        for (Path page : pages()) {
            for (String link : links(page))
                shown.add(page.resolveSibling(link).normalize().getFileName().toString());
        }
        try (Stream<Path> pictures = Files.list(Path.of("docs", "images"))) {
            pictures.forEach(picture ->
                    assertTrue(shown.contains(picture.getFileName().toString()), picture + " is on no page"));
        }
    }

    @Test
    void thePageOnScriptsNamesTheClassOfEveryCommand() throws IOException {
        String page = Files.readString(Path.of("docs", "macros.md"));
        for (ParameterTable table : Commands.all()) {
            String name = table.commandClass().getSimpleName();
            assertTrue(page.contains("`" + name + "`"), name);
        }
    }
}
