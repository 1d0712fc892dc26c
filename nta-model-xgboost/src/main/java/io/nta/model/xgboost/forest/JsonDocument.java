package io.nta.model.xgboost.forest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/** A model in JSON, as {@code XGBoosterSaveModel} writes it: with NaN and Infinity as bare words. */
final class JsonDocument implements ModelDocument {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Names come from the file: interning them would keep hostile ones for ever.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final int LONGEST_REASON = 300;

    private final JsonParser parser;
    private final FieldPath path = new FieldPath();

    JsonDocument(byte[] json) throws ModelFormatException {
        try {
            parser = FACTORY.createParser(json);
        } catch (IOException e) {
            throw broken(e);
        }
        next();
    }

    private ModelFormatException broken(IOException e) {
        String said = e.getMessage();
        String line = said == null ? e.toString() : said.lines().findFirst().orElse("");
        // It may quote a number of any length.
        return path.wrong("not sound JSON: " + line.substring(0, Math.min(line.length(), LONGEST_REASON)), e);
    }

    private void next() throws ModelFormatException {
        try {
            parser.nextToken();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private boolean at(JsonToken token) {
        return parser.currentToken() == token;
    }

    private void expect(JsonToken token, String what) throws ModelFormatException {
        if (!at(token)) {
            throw path.wrong("must be " + what + ", not " + parser.currentToken());
        }
        next();
    }

    @Override
    public void object(FieldReader reader) throws ModelFormatException {
        expect(JsonToken.START_OBJECT, "an object");
        while (!at(JsonToken.END_OBJECT)) {
            if (!at(JsonToken.FIELD_NAME)) {
                throw path.wrong("ends early");
            }
            String name = name();
            int mark = path.enter(name);
            next();
            reader.read(name);
            path.leave(mark);
        }
        next();
    }

    private String name() throws ModelFormatException {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void array(ElementReader reader) throws ModelFormatException {
        expect(JsonToken.START_ARRAY, "an array");
        for (int i = 0; !at(JsonToken.END_ARRAY); i++) {
            if (parser.currentToken() == null) {
                throw path.wrong("ends early");
            }
            int mark = path.enter(i);
            reader.read(i);
            path.leave(mark);
        }
        next();
    }

    @Override
    public float[] floats() throws ModelFormatException {
        expect(JsonToken.START_ARRAY, "an array of numbers");
        FloatList values = new FloatList(-1);
        while (!at(JsonToken.END_ARRAY)) {
            values.add(number(values.size()));
            next();
        }
        next();
        return values.toArray();
    }

    private float number(int element) throws ModelFormatException {
        if (!at(JsonToken.VALUE_NUMBER_FLOAT) && !at(JsonToken.VALUE_NUMBER_INT)) {
            throw path.wrong("element " + element + " must be a number, not " + parser.currentToken());
        }
        try {
            return parser.getFloatValue();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public int[] ints() throws ModelFormatException {
        expect(JsonToken.START_ARRAY, "an array of whole numbers");
        IntList values = new IntList(-1);
        while (!at(JsonToken.END_ARRAY)) {
            values.add(whole(values.size()));
            next();
        }
        next();
        return values.toArray();
    }

    private int whole(int element) throws ModelFormatException {
        if (at(JsonToken.VALUE_TRUE)) {
            return 1;
        }
        if (at(JsonToken.VALUE_FALSE)) {
            return 0;
        }
        if (!at(JsonToken.VALUE_NUMBER_INT)) {
            throw path.wrong("element " + element + " must be a whole number, not " + parser.currentToken());
        }
        try {
            return parser.getIntValue();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public String text() throws ModelFormatException {
        if (!at(JsonToken.VALUE_STRING)) {
            throw path.wrong("must be a string, not " + parser.currentToken());
        }
        try {
            String text = parser.getText();
            next();
            return text;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void skip() throws ModelFormatException {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw broken(e);
        }
        if (parser.currentToken() == null) {
            throw path.wrong("ends early");
        }
        next();
    }

    @Override
    public void end() throws ModelFormatException {
        if (parser.currentToken() != null) {
            throw path.wrong("something follows the model");
        }
    }

    @Override
    public ModelFormatException wrong(String what) {
        return path.wrong(what);
    }
}
