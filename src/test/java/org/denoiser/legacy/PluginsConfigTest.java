package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.junit.jupiter.api.Test;

class PluginsConfigTest {
    @Test
    void theMenuHasEveryCommandThatBelongsThereInTheSameOrder() throws IOException {
        List<String> menu = Files.readAllLines(Paths.get("plugins.config")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.replaceFirst("^Plugins>Denoise>Autoencoder, ", ""))
                .collect(Collectors.toList());
        List<String> commands = Commands.all().stream()
                .filter(ParameterTable::isInMenu)
                .map(table ->
                        "\"" + table.label() + "\", " + Denoiser_Plugin.class.getName() + "(\"" + table.name() + "\")")
                .collect(Collectors.toList());
        assertEquals(commands, menu);
    }
}
