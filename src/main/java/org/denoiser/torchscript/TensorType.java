package org.denoiser.torchscript;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The element types that an archive of this project stores. Values are always handed out as {@code float}; the two types of
 * 16 bits only make files smaller.
 */
public enum TensorType {
    /** IEEE 754 single precision, four bytes. */
    FLOAT32("FloatStorage", 4) {
        @Override
        void put(ByteBuffer bytes, float value) {
            bytes.putFloat(value);
        }

        @Override
        float get(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    /** IEEE 754 half precision: 11 significant bits up to 65504, rounded to the nearest, ties to even. */
    FLOAT16("HalfStorage", 2) {
        @Override
        void put(ByteBuffer bytes, float value) {
            bytes.putShort((short) HalfFloat.bits(value));
        }

        @Override
        float get(ByteBuffer bytes) {
            return HalfFloat.value(bytes.getShort());
        }
    },
    /** The upper two bytes of a single-precision number, rounded to the nearest, ties to even. */
    BFLOAT16("BFloat16Storage", 2) {
        @Override
        void put(ByteBuffer bytes, float value) {
            int bits = Float.floatToRawIntBits(value);
            if (Float.isNaN(value)) {
                bytes.putShort((short) (bits >>> 16 | 0x40));
            } else {
                bytes.putShort((short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16));
            }
        }

        @Override
        float get(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }
    };

    private final String storage;
    private final int size;

    TensorType(String storage, int size) {
        this.storage = storage;
        this.size = size;
    }

    /** What it is called everywhere else, for example {@code float16}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that none has */
    public static TensorType ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Name of the storage class in module {@code torch} that the pickle refers to. */
    String storage() {
        return storage;
    }

    /** Bytes per element. */
    public int size() {
        return size;
    }

    abstract void put(ByteBuffer bytes, float value);

    abstract float get(ByteBuffer bytes);

    /** The type whose storage class has this name; null when this project does not write such a type. */
    static TensorType ofStorage(String name) {
        for (TensorType type : values()) {
            if (type.storage.equals(name)) {
                return type;
            }
        }
        return null;
    }
}
