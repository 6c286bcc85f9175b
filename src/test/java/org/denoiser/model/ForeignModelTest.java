package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.torchscript.ArchiveWriter;
import org.denoiser.torchscript.ScriptModule;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions of other programs in both formats: what they mean, and what is refused. Nothing is run here. */
class ForeignModelTest {
    private static final Path SCHEMA = Path.of("../shared/data/bioimageio/schemas/bioimageio_schema_model_0.5.json");

    private static final String START = "format_version: 0.5.4\ntype: model\nname: Some model\n";
    private static final String AXES =
            "[{type: batch}, {type: channel, channel_names: [a]}, {type: space, id: y, size: SIZE}, {type: space, size: SIZE}]";
    private static final String SAME = "{type: space, id: y, size: {tensor_id: input, axis_id: y}, halo: 8},"
            + " {type: space, size: {tensor_id: input, axis_id: x}}]";
    private static final String GOOD = START
            + "inputs:\n- axes: " + AXES.replace("SIZE", "{min: 8, step: 4}")
            + "\n  test_tensor: {source: a.npy}\n  preprocessing: [PRE]\n"
            + "outputs:\n- axes: [{type: batch}, {type: channel, channel_names: [a]}, " + SAME
            + "\n  test_tensor: {source: a.npy}\n  postprocessing: [POST]\n"
            + "weights: {torchscript: {source: w.pt}}\n";

    @TempDir
    Path folder;

    private ForeignModel read(String description) throws IOException {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        ArchiveWriter.write(
                new ScriptModule(
                        Map.of("weight", Tensor.of(new float[1], 1)),
                        "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n    return x\n"),
                weights);
        Files.write(folder.resolve("w.pt"), weights.toByteArray());
        Files.write(folder.resolve("a.npy"), Npy.write(Tensor.of(new float[96], 1, 1, 8, 12)));
        String text = description.replace("[PRE]", "[]").replace("[POST]", "[]");
        Files.writeString(folder.resolve("rdf.yaml"), text);
        return ForeignModelReader.read(folder);
    }

    private static float[][] row() {
        return new float[][] {{0, 1, 2, 3, 4, 5, 6, 7}};
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: scale_linear, kwargs: {gain: 2, offset: 1}} | 15",
                "{id: scale_linear, kwargs: {axis: channel, gain: [2], offset: 1}} | 15",
                "{id: fixed_zero_mean_unit_variance, kwargs: {mean: 3, std: 2}} | 2",
                "{id: fixed_zero_mean_unit_variance, kwargs: {mean: [3], std: [2], axis: channel}} | 2",
                "{id: zero_mean_unit_variance} | 1.5275",
                "{id: zero_mean_unit_variance, kwargs: {axes: [channel, y, x]}} | 1.5275",
                "{id: zero_mean_unit_variance, kwargs: {axes: [channel]}} | 0",
                "{id: scale_range, kwargs: {min_percentile: 0, max_percentile: 50}} | 2",
                "{id: scale_range} | 1",
                "{id: clip, kwargs: {max: 4.5}} | 4.5",
                "{id: clip, kwargs: {min: 1, max_percentile: 50}} | 3.5",
                "{id: binarize, kwargs: {threshold: 2}} | 1",
                "{id: sigmoid} | 0.99909",
                "{id: softmax} | 1",
                "{id: softmax, kwargs: {axis: x}} | 0.73106",
                "{id: ensure_dtype, kwargs: {dtype: float64}} | 7",
                "{id: ensure_dtype, kwargs: {dtype: bool}}, {id: ensure_dtype, kwargs: {dtype: uint8}} | 1",
                "{id: scale_linear, kwargs: {gain: 0.5}}, {id: ensure_dtype, kwargs: {dtype: uint8}} | 3"
            })
    void operationsOfFormat05(String operations, double last) throws IOException {
        ForeignModel before = read(GOOD.replace("PRE", operations));
        float[][] values = row();
        before.before(values, 4, 2);
        assertEquals(last, values[0][7], 1e-4);
        ForeignModel after = read(GOOD.replace("POST", operations));
        values = row();
        after.after(values, null, 4, 2);
        assertEquals(last, values[0][7], 1e-4);
        assertFalse(after.looksBack());
    }

    @Test
    void theInputCanBeReferredToAfterwards() throws IOException {
        ForeignModel model = read(GOOD.replace(
                "POST", "{id: scale_mean_variance, kwargs: {reference_tensor: input, axes: [channel, y, x]}}"));
        assertTrue(model.looksBack());
        float[][] values = {{1, 2, 3, 4, 5, 6, 7, 8}};
        model.after(values, new float[][] {{0, 10, 20, 30, 40, 50, 60, 70}}, 4, 2);
        assertEquals(70, values[0][7], 1e-3);
        assertThrows(
                IOException.class,
                () -> read(GOOD.replace("POST", "{id: scale_mean_variance, kwargs: {reference_tensor: other}}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "step: 4} | step: 0} | a whole number from 1",
                "step: 4} | step: -4} | a whole number from 1",
                "format_version: 0.5.4 | format_version: 0.6.0 | has the format version 0.6.0",
                "format_version: 0.5.4 | format_version: 0.3.2 | has the format version 0.3.2",
                "type: model | type: dataset | does not describe a model",
                "channel_names: [a]}, {type: space, id: y, size: {tensor | channel_names: [a, b]}, {type: space, id: y, size: {tensor | gives 2 channels for an image of 1",
                "axis_id: x} | axis_id: x, offset: -4} | another size along x",
                "axis_id: x} | axis_id: y} | another size along x",
                "size: {tensor_id: input, axis_id: x} | size: {min: 1, max: 5} | depends on the values",
                "id: y, size: {min | id: z, size: {min | has no image",
                "type: batch | type: angle | none of the format",
                "preprocessing: [PRE] | preprocessing: [{id: custom}] | 'custom' in its preprocessing, which is no operation",
                "preprocessing: [PRE] | preprocessing: [{id: ensure_dtype, kwargs: {dtype: uint16}}] | type uint16",
                "preprocessing: [PRE] | preprocessing: [{id: scale_range, kwargs: {min_percentile: 60, max_percentile: 40}}] | percentile 60.0",
                "source: a.npy | source: https://example.com/x/other.npy?y=1 | ",
                "torchscript: {source: w.pt} | onnx: {source: w.onnx} | has weights as onnx, and only TorchScript",
                "min: 8 | min: 16 | but the model is for images"
            })
    void whatCannotBeRunIsRefused(String from, String to, String reason) throws IOException {
        assertTrue(GOOD.contains(from), from);
        if (reason == null) {
            assertFalse(read(GOOD.replace(from, to)).hasTest());
            return;
        }
        String refusal = assertThrows(IOException.class, () -> read(GOOD.replace(from, to)))
                .getMessage();
        assertTrue(refusal.contains(reason), refusal);
        assertTrue(refusal.contains("cannot be read as a model: it"), refusal);
    }

    @Test
    void volumesOfFormat05() throws IOException {
        String deep = GOOD.replace("source: a.npy", "source: https://example.com/a/other.npy")
                .replace(
                        "{type: space, id: y, size: {min: 8",
                        "{type: space, id: z, size: {min: 4, step: 2}}, {type: space, id: y, size: {min: 8");
        String given =
                deep.replace(SAME, "{type: space, id: z, size: {tensor_id: input, axis_id: z}, halo: 6}, " + SAME);
        NetworkShape shape = read(given).shape();
        assertTrue(shape.takesVolumes() && shape.takes(10, 8, 12));
        assertFalse(shape.takes(9, 8, 12) || shape.takes(2, 8, 12) || shape.takes(10, 9, 12));
        assertEquals(6, shape.depthRadius());
        assertEquals(8, shape.receptiveRadius());
        NetworkShape flat = read(given.replace("id: z, size: {min: 4, step: 2}", "id: z, size: 1"))
                .shape();
        assertTrue(!flat.takesVolumes() && flat.takes(1, 8, 12));
        String refusal = assertThrows(IOException.class, () -> read(deep)).getMessage();
        assertTrue(refusal.contains("takes volumes and gives planes"), refusal);
        for (String wrong : new String[] {"axis_id: y}, halo: 6", "axis_id: z, offset: 2}, halo: 6"}) {
            String other = given.replace("axis_id: z}, halo: 6", wrong);
            String size = assertThrows(IOException.class, () -> read(other)).getMessage();
            assertTrue(size.contains("another size along z"), size);
        }
    }

    @Test
    void arraysOfAllTypes() throws IOException {
        for (String type :
                new String[] {"<f4", ">f4", "<f8", "|u1", "|i1", "|b1", "<u2", ">u2", "<i2", "<i4", "<u4", "<i8"}) {
            int size = type.charAt(2) - '0';
            String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (2,), }\n";
            ByteBuffer file =
                    ByteBuffer.allocate(10 + header.length() + 2 * size).order(ByteOrder.LITTLE_ENDIAN);
            file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
            file.put(header.getBytes(StandardCharsets.US_ASCII));
            file.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            for (int value : new int[] {0, 1}) {
                if (type.endsWith("f4")) file.putFloat(value);
                else if (type.endsWith("f8")) file.putDouble(value);
                else if (size == 1) file.put((byte) value);
                else if (size == 2) file.putShort((short) value);
                else if (size == 4) file.putInt(value);
                else file.putLong(value);
            }
            assertArrayEquals(new float[] {0, 1}, NumpyArray.read(file.array()).values(), type);
            byte[] shorter = Arrays.copyOf(file.array(), file.capacity() - 1);
            assertThrows(IOException.class, () -> NumpyArray.read(shorter), type);
        }
        String objects = "{'descr': '|O8', 'fortran_order': False, 'shape': (1,), }\n";
        byte[] pickled = ("\u0093NUMPY\1\0" + (char) objects.length() + "\0" + objects + "12345678")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(IOException.class, () -> NumpyArray.read(pickled));
    }

    @Test
    void thePackageOfATorchScriptFileIsValidBySchema() throws IOException {
        Assumptions.assumeTrue(Files.exists(SCHEMA), "SKIPPED: the schema of bioimage.io is not at " + SCHEMA);
        ObjectMapper json = new ObjectMapper();
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(json.readTree(SCHEMA.toFile()));
        ScriptCard card = ScriptCard.of("Net", "a net", "A. Nobody", "MIT");
        for (ScriptCard each : new ScriptCard[] {card, card.range(100, 300).sizes(0, 16, 31), card.sizes(64, 1, 0)}) {
            byte[] description = ForeignPackages.files(each, new byte[1], new byte[1], new byte[1])
                    .get("rdf.yaml");
            assertEquals(Set.of(), schema.validate(json.valueToTree(Yaml.read(description))));
        }
    }
}
