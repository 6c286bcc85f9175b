package org.denoiser.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denoiser.command.Commands;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;

/** What the commands and their keys are, from the commands' own annotations. */
final class Help {
    private static final String DOCS = "https://github.com/denoiser/denoiser/blob/HEAD/docs/";

    /** Where the docs tell of a command of the menu: a file in their folder, perhaps with the anchor of a heading. */
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("denoise", "denoise.md"),
            Map.entry("folder", "denoise.md#a-whole-folder"),
            Map.entry("self", "self.md"),
            Map.entry("train", "learning.md"),
            Map.entry("noise", "learning.md#degradations"),
            Map.entry("evaluate", "judging.md"),
            Map.entry("compare", "judging.md#side-by-side"),
            Map.entry("info", "models.md#what-a-model-is"),
            Map.entry("import", "models.md#import"),
            Map.entry("export", "models.md#export"),
            Map.entry("models", "models.md#names-deletion-folder"),
            Map.entry("gpu", "gpu.md#gpu-setup"));

    private Help() {}

    /** The list of commands for a terminal. */
    static List<String> overview() {
        List<String> lines = new ArrayList<>();
        lines.add("Usage: java -jar Denoiser_.jar COMMAND key=value ...");
        lines.add("");
        Columns columns = new Columns(false);
        for (ParameterTable table : Commands.all()) columns.row("  " + table.name(), table.description());
        columns.row("  help", "Lists the commands; 'help COMMAND' lists the keys of one with defaults and ranges.");
        columns.row("  macro", "Runs a macro of ImageJ without a display: macro FILE.ijm, or macro FILE.ijm ARGUMENT.");
        columns.row("  --version", "Prints the version.");
        lines.addAll(columns.lines());
        return lines;
    }

    /** The keys of a command for a terminal. */
    static List<String> of(ParameterTable table) {
        List<String> lines = new ArrayList<>();
        lines.addAll(Wrap.lines(table.name() + ": " + table.description(), 100));
        lines.add("From a shell: java -jar Denoiser_.jar " + table.name() + " key=value ...");
        if (table.isInMenu()) lines.add("In ImageJ: Plugins > Denoise > Autoencoder > " + table.label());
        lines.add("");
        Columns columns = new Columns(false).row("  Key", "Default", "Allowed", "Meaning");
        for (Key key : table.keys()) {
            boolean needed = key.print(key.defaultValue()).isEmpty() && Shell.isNeeded(table, key);
            String standard = needed ? "(needed)" : shownDefault(key);
            columns.row("  " + key.name(), standard, allowed(key), meaning(key));
        }
        lines.addAll(columns.lines());
        return lines;
    }

    private static String shownDefault(Key key) {
        String text = key.print(key.defaultValue());
        if (!text.isEmpty()) return text;
        if (key.isRequired()) return "(needed)";
        return key.isActiveImage() ? "(active image)" : "(none)";
    }

    private static String allowed(Key key) {
        return key.unit().isEmpty() ? key.allowed() : (key.allowed() + " " + key.unit()).trim();
    }

    private static String allowedAndDefault(Key key) {
        String standard = "default: " + shownDefault(key).replaceAll("[()]", "");
        return allowed(key).isEmpty() ? standard : allowed(key) + "; " + standard;
    }

    private static String meaning(Key key) {
        return key.description().isEmpty() ? key.label() : key.description();
    }

    /** The page of a command of the menu. */
    static String page(ParameterTable table) {
        return PAGES.get(table.name());
    }

    /** The same for the Help button of the command's dialog, with a link to its page. */
    static String html(ParameterTable table) {
        StringBuilder html = new StringBuilder("<html><body style=\"width: 470px\"><h3>" + escape(table.label())
                + "</h3><p>" + escape(table.description()) + " <a href=\"" + DOCS + page(table)
                + "\">More in the manual</a></p><table border=0 cellpadding=3>");
        for (Key key : table.keys()) {
            html.append("<tr valign=top><td><b>").append(escape(key.label())).append("</b><br><code>");
            html.append(key.name()).append("</code></td><td>").append(escape(key.description()));
            html.append("<br><i>").append(escape(allowedAndDefault(key))).append("</i>");
            html.append("</td></tr>");
        }
        return html.append("</table><p>In a macro: <code>")
                .append(escape(Recording.line(table, table.print(Map.of()), false)))
                .append("</code></p></body></html>")
                .toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
