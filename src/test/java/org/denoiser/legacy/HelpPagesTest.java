package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Help buttons lead to pages and headings that are there. */
class HelpPagesTest {
    private static final Path DOCS = Path.of("docs");

    static List<ParameterTable> menu() {
        return Commands.all().stream().filter(ParameterTable::isInMenu).collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("menu")
    void theHelpOfADialogLinksToItsPage(ParameterTable table) throws IOException {
        String page = Help.page(table);
        assertNotNull(page, table.name());
        assertTrue(Help.html(table).contains("/docs/" + page + "\""), Help.html(table));
        assertLeadsSomewhere(page);
        String text = Files.readString(DOCS.resolve(page.replaceFirst("#.*", "")));
        assertTrue(text.contains(table.label()), page + " does not tell of " + table.label());
    }

    private static void assertLeadsSomewhere(String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = DOCS.resolve(parts[0]);
        assertTrue(Files.exists(file), target);
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
