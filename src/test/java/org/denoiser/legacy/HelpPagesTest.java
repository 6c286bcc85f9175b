package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.MethodSource;

/** The Help buttons lead to headings that are there, and so do the links from page to page. */
class HelpPagesTest {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");

    static List<ParameterTable> menu() {
        return Commands.all().stream().filter(ParameterTable::isInMenu).collect(Collectors.toList());
    }

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> files = Files.list(DOCS)) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("menu")
    void theHelpOfADialogLinksToItsPage(ParameterTable table) throws IOException {
        String page = Help.page(table);
        assertNotNull(page, table.name());
        assertTrue(Help.html(table).contains("/docs/" + page + "\""), Help.html(table));
        assertLeadsSomewhere(page, DOCS);
        String text = Files.readString(DOCS.resolve(page.replaceFirst("#.*", "")));
        assertTrue(text.contains(table.label()), page + " does not tell of " + table.label());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        Path folder = page.toAbsolutePath().getParent();
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            String file = link.group(1).isEmpty() ? page.getFileName().toString() : link.group(1);
            if (!file.contains("://"))
                assertLeadsSomewhere(file + (link.group(2) == null ? "" : link.group(2)), folder);
        }
    }

    @Test
    void anchorsAreMadeAsOnGitHub() {
        assertTrue(anchors("# A b\n## GPU Setup...\n## `rdf.yaml`\n## Slices, channels, frames\n")
                .containsAll(List.of("a-b", "gpu-setup", "rdfyaml", "slices-channels-frames")));
    }

    private static void assertLeadsSomewhere(String target, Path folder) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = folder.resolve(parts[0]);
        assertTrue(Files.exists(file), target + " from " + folder);
        if (parts.length > 1) assertTrue(anchors(Files.readString(file)).contains(parts[1]), target);
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private static Set<String> anchors(String page) {
        return page.lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
