package org.denoiser.model;

/** Names of the files in a package. */
final class EntryNames {
    /** The description, under the name that other programs look for. */
    static final String DESCRIPTION = "rdf.yaml";

    static final String CARD = "README.md";
    static final String COVER = "cover.png";
    static final String WEIGHTS = "weights.pt";
    static final String TEST_INPUT = "test_input.npy";
    static final String TEST_OUTPUT = "test_output.npy";
    static final String TRAINING = "training.json";

    private EntryNames() {}
}
