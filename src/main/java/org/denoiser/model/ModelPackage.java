package org.denoiser.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.torchscript.Tensor;
import org.denoiser.torchscript.TensorType;

/**
 * A trained model with all that belongs to it. {@link ModelPackageWriter} and {@link ModelPackageReader} put it on disk and
 * get it back. Immutable and thread-safe.
 */
public final class ModelPackage {
    private static final int LONGEST_RECIPE = 16_384;
    private static final int MOST_ENTRIES = 100;

    private final String name;
    private final String description;
    private final Architecture architecture;
    private final Map<String, Tensor> weights;
    private final TensorType stored;
    private final ScalingRule scaling;
    private final PixelType trainedOn;
    private final List<Author> authors;
    private final String licence;
    private final List<Citation> citations;
    private final List<String> tags;
    private final List<Credit> credits;
    private final Instant created;
    private final String denoiserVersion;
    private final String pytorchVersion;
    private final NoiseSummary noise;
    private final TrainingRecord record;
    private final TestImage testInput;
    private final TestImage testOutput;
    private final String recipe;
    private final Attachments attachments;

    private ModelPackage(Builder builder) {
        architecture = builder.architecture;
        weights = builder.weights;
        stored = builder.stored;
        name = ModelNames.check(needed("name", builder.name));
        description = checkDescription(builder.description);
        scaling = needed("scaling", builder.scaling);
        trainedOn = needed("type of the training images", builder.trainedOn);
        authors = List.copyOf(builder.authors);
        licence = builder.licence;
        citations = List.copyOf(builder.citations);
        tags = List.copyOf(builder.tags);
        credits = List.copyOf(builder.credits);
        created = needed("time of creation", builder.created).truncatedTo(ChronoUnit.SECONDS);
        denoiserVersion = Texts.line("Denoiser version", builder.denoiserVersion, 64);
        pytorchVersion = Texts.line("PyTorch version", builder.pytorchVersion, 64);
        noise = needed("noise", builder.noise);
        record = needed("training record", builder.record);
        testInput = needed("test input", builder.testInput);
        testOutput = needed("test output", builder.testOutput);
        recipe = builder.recipe;
        attachments = new Attachments(builder.attachments);
        ExchangeScaling.of(scaling, trainedOn);
        Blocks.checkTest(testInput, testOutput, architecture);
    }

    private static <T> T needed(String what, T value) {
        if (value == null) {
            throw new IllegalArgumentException("the model's " + what + " is missing");
        }
        return value;
    }

    /**
     * A package to be filled.
     *
     * @param weights tensors by name, as {@link Architecture#parameters} lists them; those of type float16 are rounded to it, and stored so
     *     where all but the vectors are
     * @throws IllegalArgumentException when they are not of this architecture, or hold NaN or infinite values
     */
    public static Builder builder(Architecture architecture, Map<String, Tensor> weights) {
        return new Builder(architecture, weights);
    }

    /**
     * Width and height of a test image that the description of this network allows: the smallest that is not below the one
     * wanted, or the only one. {@link TestImage#square} makes an image of it.
     */
    public static int testSide(Architecture architecture, int wanted) {
        return Blocks.of(architecture).atLeast(wanted);
    }

    /**
     * Returns the description if a model can have it; for those who ask before they train.
     *
     * @throws IllegalArgumentException unless it is a text of up to 1024 characters
     */
    public static String checkDescription(String description) {
        return Texts.check("description", description, 1024);
    }

    /**
     * Returns the licence if a model can have it; for those who ask before they train. Whether the SPDX list has it is not
     * looked up.
     *
     * @throws IllegalArgumentException for a text that cannot be an SPDX identifier
     */
    public static String checkLicence(String spdx) {
        if (!spdx.matches("[A-Za-z0-9][A-Za-z0-9.+-]{0,63}")) {
            throw new IllegalArgumentException("licence=" + spdx + ": an SPDX identifier such as CC-BY-4.0 is needed");
        }
        return spdx;
    }

    /** The name, as {@link ModelNames} allows it. */
    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public Architecture architecture() {
        return architecture;
    }

    /** The weights by name, in the architecture's order, marked as trainable where they are; unmodifiable. */
    public Map<String, Tensor> weights() {
        return weights;
    }

    /** The type that its file holds the weights in, float32 or float16; {@link #weights} are float32 either way. */
    public TensorType storedAs() {
        return stored;
    }

    /** How stored values become those that the network works on. */
    public ScalingRule scaling() {
        return scaling;
    }

    /** Type of the training images. */
    public PixelType trainedOn() {
        return trainedOn;
    }

    /** What other programs do to the values before and after the network. */
    public ExchangeScaling exchangeScaling() {
        return ExchangeScaling.of(scaling, trainedOn);
    }

    /** Who made the model, perhaps nobody; unmodifiable. */
    public List<Author> authors() {
        return authors;
    }

    /** SPDX identifier of the licence of the weights; null when none is granted. */
    public String licence() {
        return licence;
    }

    /** What to cite; unmodifiable. */
    public List<Citation> citations() {
        return citations;
    }

    /** Words to find the model by; unmodifiable. */
    public List<String> tags() {
        return tags;
    }

    /** Whose images it was trained on; unmodifiable. */
    public List<Credit> credits() {
        return credits;
    }

    /** When it was made, to the second. */
    public Instant created() {
        return created;
    }

    /** Version of Denoiser that made it. */
    public String denoiserVersion() {
        return denoiserVersion;
    }

    /** Version of PyTorch that it was trained with. */
    public String pytorchVersion() {
        return pytorchVersion;
    }

    /** The noise that it was trained for. */
    public NoiseSummary noise() {
        return noise;
    }

    /** How it was trained. */
    public TrainingRecord record() {
        return record;
    }

    /** An image as stored, before any scaling. */
    public TestImage testInput() {
        return testInput;
    }

    /** What the model makes of the test input: scaled, through the network and back by {@link #exchangeScaling}. */
    public TestImage testOutput() {
        return testOutput;
    }

    /** The command that made it, word for word; null when it is not known. */
    public String recipe() {
        return recipe;
    }

    /** Names of the files that the package carries along, such as {@code curves.png}, in order; unmodifiable. */
    public List<String> attachments() {
        return attachments.names();
    }

    /** A copy of a file that the package carries along; null if there is none of that name. */
    public byte[] attachment(String file) {
        return attachments.content(file);
    }

    /** For example {@code General (unet depth=3 filters=32 activation=relu channels=1)}. */
    @Override
    public String toString() {
        return name + " (" + architecture + ")";
    }

    /** Collects a package. What has no default and is not set, {@link #build} complains of. Not thread-safe. */
    public static final class Builder {
        private final Architecture architecture;
        private final Map<String, Tensor> weights;
        private final TensorType stored;
        private final List<Author> authors = new ArrayList<>();
        private final List<Citation> citations = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final List<Credit> credits = new ArrayList<>();
        private final Attachments attachments = new Attachments();
        private String name;
        private String description;
        private ScalingRule scaling;
        private PixelType trainedOn;
        private String licence;
        private Instant created;
        private String denoiserVersion;
        private String pytorchVersion;
        private NoiseSummary noise;
        private TrainingRecord record;
        private TestImage testInput;
        private TestImage testOutput;
        private String recipe;

        private Builder(Architecture architecture, Map<String, Tensor> weights) {
            this.architecture = architecture;
            this.weights = StoredWeights.canonical(architecture, weights);
            this.stored = StoredWeights.type(weights);
        }

        /** What it is called, as {@link ModelNames} allows it. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** What it is for, up to 1024 characters. */
        public Builder description(String value) {
            description = value;
            return this;
        }

        /**
         * How stored values become those that the network works on.
         *
         * @param images type of the training images
         */
        public Builder scaling(ScalingRule rule, PixelType images) {
            scaling = rule;
            trainedOn = images;
            return this;
        }

        /** Someone more who made it; nobody is allowed. */
        public Builder author(Author author) {
            return add(authors, author, "authors");
        }

        /**
         * Licence of the weights; none unless set.
         *
         * @param spdx identifier from the SPDX list, for instance {@code CC-BY-4.0}; null for none
         * @throws IllegalArgumentException for a text that cannot be one
         */
        public Builder licence(String spdx) {
            licence = spdx == null ? null : checkLicence(spdx);
            return this;
        }

        /** One publication more to cite. */
        public Builder citation(Citation citation) {
            return add(citations, citation, "citations");
        }

        /** One word more to find it by. */
        public Builder tag(String tag) {
            return add(tags, Texts.line("tag", tag, 64), "tags");
        }

        /** One more set of images that it was trained on. */
        public Builder credit(Credit credit) {
            return add(credits, credit, "credits");
        }

        /** When it was made; kept to the second. */
        public Builder created(Instant time) {
            created = time;
            return this;
        }

        /** Versions of Denoiser and of PyTorch that made it. */
        public Builder versions(String denoiser, String pytorch) {
            denoiserVersion = denoiser;
            pytorchVersion = pytorch;
            return this;
        }

        /** The noise that it was trained for. */
        public Builder noise(NoiseSummary summary) {
            noise = summary;
            return this;
        }

        /** How it was trained. */
        public Builder record(TrainingRecord value) {
            record = value;
            return this;
        }

        /**
         * An image and what the model makes of it, both in stored values: the output is
         * {@code scaling.after(network(scaling.before(input)))} with {@link ExchangeScaling} and the network in float32.
         *
         * @param input its sides as {@link ModelPackage#testSide} has them, its planes as {@link TestImage#planesFor}
         * @param output of the same size
         */
        public Builder test(TestImage input, TestImage output) {
            testInput = input;
            testOutput = output;
            return this;
        }

        /**
         * The command that makes it again, word for word; null, the default, when it is not known. What is no text in it is
         * replaced by U+FFFD, and what is beyond 16,384 characters is cut off.
         */
        public Builder recipe(String command) {
            recipe = command == null
                    ? null
                    : Texts.check("recipe", Texts.cleaned(command, LONGEST_RECIPE), LONGEST_RECIPE);
            return this;
        }

        /**
         * One file more for people to look at.
         *
         * @param file its name, such as {@code curves.png}
         * @param content up to 4 MiB, copied
         * @throws IllegalArgumentException for more than 16 files, a larger one, or a name that is taken or not plain
         */
        public Builder attachment(String file, byte[] content) {
            attachments.add(file, content);
            return this;
        }

        /** @throws IllegalArgumentException with a sentence on the first thing that is missing or not allowed */
        public ModelPackage build() {
            return new ModelPackage(this);
        }

        private <T> Builder add(List<T> list, T item, String what) {
            if (list.size() >= MOST_ENTRIES) {
                throw new IllegalArgumentException("a model can have at most " + MOST_ENTRIES + " " + what);
            }
            list.add(item);
            return this;
        }
    }
}
