package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Option;
import org.denoiser.architecture.Preset;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.Author;
import org.denoiser.model.Credit;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.Sha256;

/**
 * The model that a training goes on from (fine-tuning). Its network, weights and scaling are taken; keys that say something else
 * are refused. Immutable.
 */
final class StartModel {
    /** The value of the key for none. */
    static final String NONE = "none";

    /** Licences that demand nothing, and those that demand no more than the credit which the card gives. */
    private static final Set<String> WITHOUT_CONDITIONS = Set.of("CC0-1.0", "0BSD", "Unlicense", "MIT-0", "PDDL-1.0");

    private static final Set<String> CREDIT_ALONE = Set.of(
            "CC-BY-2.0", "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0");

    /** Characters; a credit takes no more than 1024. */
    private static final int MOST_AUTHORS = 500;

    private final ModelPackage model;
    private final String sha256;
    private final Map<String, String> given;

    /** @param given the keys that differ from their defaults, with their values */
    private StartModel(ModelPackage model, String sha256, Map<String, String> given) {
        this.model = model;
        this.sha256 = sha256;
        this.given = given;
    }

    /**
     * The model that the key {@code start} names; null for none.
     *
     * @throws IllegalArgumentException when there is no such model, or another key contradicts it
     * @throws IOException when it cannot be read
     */
    static StartModel of(TrainCommand command) throws IOException {
        if (command.start.isBlank() || command.start.equals(NONE)) {
            return null;
        }
        Path path = ModelFolders.find("start", command.start);
        if (ForeignModelReader.isForeign(path)) {
            throw new IllegalArgumentException(
                    "start=" + command.start + ": the model was made by another program and can only be"
                            + " applied; training goes on from models of Denoiser alone");
        }
        ModelPackage model = ModelPackageReader.read(path);
        // The description of an unpacked model holds the checksums of its files.
        Path whole = Files.isDirectory(path) ? path.resolve("rdf.yaml") : path;
        StartModel start = new StartModel(
                model, Sha256.hex(whole), ParameterTable.of(TrainCommand.class).changed(command));
        start.checkNetwork();
        start.checkRange();
        start.licence();
        return start;
    }

    private void checkNetwork() {
        Architecture network = model.architecture();
        refuse(
                "preset",
                given.getOrDefault("preset", network.preset().key()),
                network.preset().key());
        Set<String> keys = Arrays.stream(Preset.values())
                .flatMap(preset -> preset.options().stream())
                .map(Option::key)
                .collect(Collectors.toSet());
        for (String key : keys) {
            String value = given.get(key);
            if (value != null && !value.equals("auto")) {
                refuse(key, value, network.options().getOrDefault(key, "no such option"));
            }
        }
    }

    private void checkRange() {
        String range = given.get("range");
        if (range != null && !ScalingRule.parse(range).equals(model.scaling())) {
            refuse("range", range, model.scaling().toString());
        }
    }

    private void refuse(String key, String value, String needed) {
        if (!value.equals(needed)) {
            throw new IllegalArgumentException(key + "=" + value + ": the model '" + model.name()
                    + "' that training starts from has " + needed + ", leave " + key + " out");
        }
    }

    ModelPackage model() {
        return model;
    }

    /** Of the file of the model. */
    String sha256() {
        return sha256;
    }

    /** For records: the name and the digest. */
    String words() {
        return model.name() + ", SHA-256 " + sha256;
    }

    /**
     * The licence of the new model: that of this one where none is asked for; null for none.
     *
     * @throws IllegalArgumentException when one is asked for that drops what this one's demands
     */
    String licence() {
        String asked = given.get("licence");
        String has = model.licence();
        if (asked == null) {
            return has;
        }
        boolean free = has != null && WITHOUT_CONDITIONS.contains(has);
        boolean keepsCredit = has != null && CREDIT_ALONE.contains(has) && !WITHOUT_CONDITIONS.contains(asked);
        if (asked.isBlank() || asked.equals(has) || free || keepsCredit) {
            return asked.isBlank() ? null : asked;
        }
        throw new IllegalArgumentException("licence=" + asked + ": the model '" + model.name()
                + "' that training starts from "
                + (has == null ? "grants none" : "is under " + has)
                + ", which the new model takes over; leave licence out");
    }

    /** Whose work the new model builds upon besides the images, for its card. */
    Credit credit() {
        String all = model.authors().stream().map(Author::name).collect(Collectors.joining(", "));
        String authors = all.length() > MOST_AUTHORS ? all.substring(0, MOST_AUTHORS) + "..." : all;
        return Credit.of(
                "weights that training started from",
                "model " + model.name() + (authors.isEmpty() ? "" : " by " + authors) + ", SHA-256 " + sha256,
                model.licence() == null ? "not stated" : model.licence());
    }
}
