package io.nta.model.xgboost.forest;

/**
 * A model file, read once from front to back: each call consumes the value at hand. What it allocates is bounded by the file's
 * length, whatever lengths the file claims. Errors name the field.
 */
interface ModelDocument {
    /** What is done with each field of an object; it must consume the field's value. */
    interface FieldReader {
        void read(String name) throws ModelFormatException;
    }

    /** What is done with each element of an array; it must consume the element. */
    interface ElementReader {
        void read(int index) throws ModelFormatException;
    }

    /** Consumes an object. */
    void object(FieldReader reader) throws ModelFormatException;

    /** Consumes an array. */
    void array(ElementReader reader) throws ModelFormatException;

    /** Consumes an array of numbers. */
    float[] floats() throws ModelFormatException;

    /** Consumes an array of whole numbers or booleans (as 0 and 1). */
    int[] ints() throws ModelFormatException;

    /** Consumes a string; XGBoost writes parameters so, numbers too. */
    String text() throws ModelFormatException;

    /** Consumes a value of any type. */
    void skip() throws ModelFormatException;

    /** Fails if something follows. */
    void end() throws ModelFormatException;

    /** Returns an error about the field at hand. */
    ModelFormatException wrong(String what);
}
