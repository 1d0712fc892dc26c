package io.nta.model.xgboost;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nta.NtaException;
import java.io.IOException;

/** Cards as JSON. A field that is unknown, missing or null is an error: a misspelt threshold must not pass for none. */
final class CardJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(ModelCard.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CardJson() {}

    /** Reads a card; {@code origin} is for errors. */
    static ModelCard read(byte[] json, String origin) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            return READER.readValue(parser, ModelCard.class);
        } catch (JsonProcessingException e) {
            throw new NtaException(
                    "The model's card " + origin + " can't be read: " + e.getOriginalMessage() + place(e), e);
        } catch (IOException e) {
            throw new NtaException("The model's card " + origin + " can't be read: " + e.getMessage(), e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    static byte[] write(ModelCard card) {
        try {
            return MAPPER.writeValueAsBytes(card);
        } catch (JsonProcessingException e) {
            throw new NtaException("The model's card can't be written: " + e.getOriginalMessage(), e);
        }
    }
}
