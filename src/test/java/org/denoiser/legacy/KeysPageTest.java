package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.denoiser.command.Commands;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/keys.md} to what the commands themselves say. After a change of a key,
 * {@code ./mvnw test -Dtest=KeysPageTest -Ddenoiser.docs=write} writes the page anew.
 */
class KeysPageTest {
    private static final Path PAGE = Paths.get("docs", "keys.md");

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        StringBuilder page = new StringBuilder(
                "# Keys of all commands\n\n"
                        + "The same in a macro, in a shell and in scripts. `help COMMAND` in a shell prints the same. A key that is left out\n"
                        + "has its default. This page is made from the commands, and the build checks that it is up to date.\n");
        for (ParameterTable table : Commands.all()) {
            describe(table, page);
        }
        if ("write".equals(System.getProperty("denoiser.docs"))) {
            Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        }
        assertEquals(Files.readString(PAGE, StandardCharsets.UTF_8), page.toString(), "see the comment of this test");
    }

    private static void describe(ParameterTable table, StringBuilder page) {
        page.append("\n## `").append(table.name()).append("`\n\n");
        if (table.isInMenu()) {
            page.append("Menu: `Plugins > Denoise > Autoencoder > ")
                    .append(table.label())
                    .append("`. ");
        }
        page.append(table.description()).append("\n\n| Key | Default | Allowed | Meaning |\n|---|---|---|---|\n");
        for (Key key : table.keys()) {
            String allowed = allowed(key) + (key.unit().isEmpty() ? "" : " " + key.unit());
            String[] cells = {code(key.name()), standard(table, key), allowed.trim(), key.description()};
            for (String cell : cells) {
                page.append("| ").append(cell.replace("|", "\\|")).append(' ');
            }
            page.append("|\n");
        }
    }

    private static String standard(ParameterTable table, Key key) {
        String text = key.print(key.defaultValue());
        if (!text.isEmpty()) {
            return code(text);
        }
        boolean result = key.name().equals("output") && table.makesImage();
        return key.isActiveImage() ? "active image" : key.isRequired() ? "needed" : result ? "needed in a shell" : "";
    }

    /** What is allowed on every machine: which models there are differs. */
    private static String allowed(Key key) {
        if (!key.choices().contains("General")) return key.allowed();
        String none = key.choices().contains("none") ? ", none" : "";
        return "a model" + none + (key.isFileChoice() ? " or a file" : "");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
