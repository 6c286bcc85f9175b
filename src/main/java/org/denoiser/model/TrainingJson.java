package org.denoiser.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The JSON form of a {@link TrainingRecord}. Figures that are not known are null there, or left out where version 0.1.0 did not
 * have them.
 */
final class TrainingJson {
    private static final Gson COMPACT =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private TrainingJson() {}

    static String write(TrainingRecord record) {
        JsonObject head = new JsonObject();
        head.add("options", facts(record.options()));
        head.add("data", facts(record.data()));
        head.add("software", facts(record.software()));
        head.addProperty("seed", record.seed());
        head.addProperty("ending", record.ending());
        head.addProperty("best_epoch", record.bestEpoch());
        head.addProperty("seconds", record.seconds());
        String text = PRETTY.toJson(head);
        // A row a line keeps hundreds of epochs readable, which the pretty printer does not.
        StringBuilder json = new StringBuilder(text.substring(0, text.lastIndexOf('\n'))).append(",\n  \"epochs\": [");
        String separator = "\n    ";
        for (EpochRow row : record.epochs()) {
            json.append(separator).append(COMPACT.toJson(row(row)));
            separator = ",\n    ";
        }
        return json.append("\n  ]\n}\n").toString();
    }

    private static JsonObject facts(Map<String, String> facts) {
        JsonObject object = new JsonObject();
        facts.forEach(object::addProperty);
        return object;
    }

    private static JsonObject row(EpochRow row) {
        JsonObject object = new JsonObject();
        object.addProperty("epoch", row.epoch());
        object.addProperty("step", row.step());
        object.add("training_loss", figure(row.trainingLoss()));
        object.add("validation_loss", figure(row.validationLoss()));
        object.add("validation_psnr", figure(row.validationPsnr()));
        addKnown(object, "validation_mse", row.validation().mse());
        addKnown(object, "validation_ssim", row.validation().ssim());
        addKnown(object, "validation_accuracy", row.validation().accuracy());
        object.add("rate", figure(row.rate()));
        object.add("seconds", figure(row.seconds()));
        return object;
    }

    private static void addKnown(JsonObject object, String key, double value) {
        if (!Double.isNaN(value)) {
            object.addProperty(key, value);
        }
    }

    private static JsonElement figure(double value) {
        return Double.isNaN(value) ? JsonNull.INSTANCE : new JsonPrimitive(value);
    }

    static TrainingRecord parse(String json) throws IOException {
        JsonObject root = as(JsonObject.class, tree(json), "the whole");
        TrainingRecord.Builder record = TrainingRecord.builder();
        try {
            read(root, "options", record::option);
            read(root, "data", record::data);
            read(root, "software", record::software);
            record.seed(whole(root, "seed"));
            record.ending(text(need(root, "ending"), "ending"));
            record.bestEpoch(Math.toIntExact(whole(root, "best_epoch")));
            record.seconds(number(root, "seconds"));
            for (JsonElement element : as(JsonArray.class, need(root, "epochs"), "epochs")) {
                record.epoch(row(as(JsonObject.class, element, "epochs")));
            }
            return record.build();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static JsonElement tree(String json) throws IOException {
        // The parser that Gson offers for whole texts is lenient; its adapter keeps to what the reader is set to.
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            JsonElement tree = COMPACT.getAdapter(JsonElement.class).read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("it goes on after its end");
            }
            return tree;
        } catch (MalformedJsonException | EOFException | JsonParseException | NumberFormatException e) {
            throw new IOException("it is not valid JSON", e);
        }
    }

    private static EpochRow row(JsonObject row) throws IOException {
        return EpochRow.of(
                Math.toIntExact(whole(row, "epoch")),
                whole(row, "step"),
                number(row, "training_loss"),
                Figures.of(
                        number(row, "validation_loss"),
                        numberIfThere(row, "validation_mse"),
                        number(row, "validation_psnr"),
                        numberIfThere(row, "validation_ssim"),
                        numberIfThere(row, "validation_accuracy")),
                number(row, "rate"),
                number(row, "seconds"));
    }

    private static void read(JsonObject root, String key, BiConsumer<String, String> add) throws IOException {
        for (Map.Entry<String, JsonElement> fact :
                as(JsonObject.class, need(root, key), key).entrySet()) {
            add.accept(fact.getKey(), text(fact.getValue(), key));
        }
    }

    private static JsonElement need(JsonObject object, String key) throws IOException {
        JsonElement element = object.get(key);
        if (element == null) {
            throw new IOException("it lacks '" + key + "'");
        }
        return element;
    }

    private static <T extends JsonElement> T as(Class<T> kind, JsonElement element, String key) throws IOException {
        if (!kind.isInstance(element)) {
            throw new IOException("'" + key + "' is not what it should be");
        }
        return kind.cast(element);
    }

    private static String text(JsonElement element, String key) throws IOException {
        return as(JsonPrimitive.class, element, key).getAsString();
    }

    private static long whole(JsonObject object, String key) throws IOException {
        JsonElement element = need(object, key);
        // Gson would expand a number such as 1e999999999 digit by digit.
        if (!isNumber(element) || !element.getAsString().matches("-?[0-9]{1,19}")) {
            throw new IOException("'" + key + "' is not a whole number");
        }
        return new BigInteger(element.getAsString()).longValueExact();
    }

    private static double number(JsonObject object, String key) throws IOException {
        JsonElement element = need(object, key);
        if (!element.isJsonNull() && !isNumber(element)) {
            throw new IOException("'" + key + "' is not a number");
        }
        return element.isJsonNull() ? Double.NaN : Double.parseDouble(element.getAsString());
    }

    private static double numberIfThere(JsonObject object, String key) throws IOException {
        return object.has(key) ? number(object, key) : Double.NaN;
    }

    private static boolean isNumber(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
    }
}
