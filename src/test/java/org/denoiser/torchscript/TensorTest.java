package org.denoiser.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTest {
    @Test
    void arraysAreCopiedInAndOut() {
        float[] values = {1, 2, 3, 4};
        int[] shape = {2, 2};
        Tensor tensor = Tensor.of(values, shape);
        values[0] = 9;
        shape[0] = 9;
        tensor.values()[1] = 9;
        tensor.shape()[1] = 9;
        assertArrayEquals(new float[] {1, 2, 3, 4}, tensor.values());
        assertArrayEquals(new int[] {2, 2}, tensor.shape());
        float[] target = new float[6];
        tensor.copyTo(target, 1);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 0}, target);
    }

    @Test
    void shapeAndValuesMustAgree() {
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[3], 2, 2));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[0]));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[1], -1, -1));
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(1 << 16, 1 << 16));
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(1 << 30, 1 << 30, 1 << 30, 0));
        assertEquals(0, Tensor.zeros(0, Integer.MAX_VALUE, Integer.MAX_VALUE).size());
        assertEquals(1, Tensor.zeros().size());
    }

    @Test
    void equalTensorsAreEqualInEveryPart() {
        Tensor tensor = Tensor.of(new float[] {1, Float.NaN}, 2);
        Tensor same = Tensor.of(new float[] {1, Float.NaN}, 2);
        assertEquals(tensor, same);
        assertEquals(tensor.hashCode(), same.hashCode());
        assertNotEquals(tensor, Tensor.of(new float[] {1, Float.NaN}, 2, 1));
        assertNotEquals(tensor, Tensor.of(new float[] {1, 2}, 2));
        assertNotEquals(tensor, tensor.as(TensorType.BFLOAT16));
        assertNotEquals(tensor, tensor.trainable(true));
        assertNotEquals(Tensor.of(new float[] {0}), Tensor.of(new float[] {-0f}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a.b", "a b", "training", "a\"b", "ä", "a\n"})
    void membersHaveNamesOfTheLanguage(String name) {
        Map<String, Tensor> tensors = Map.of(name, Tensor.zeros());
        assertThrows(IllegalArgumentException.class, () -> new ScriptModule(tensors, "  def f(self): pass\n"));
    }
}
