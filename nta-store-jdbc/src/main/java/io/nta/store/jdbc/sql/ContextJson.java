package io.nta.store.jdbc.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nta.feature.Peer;
import io.nta.feature.RowContext;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.packet.MacAddress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a row knows besides its numbers, as JSON: {@code {"openings":["10.0.0.2",7,9],"top_domain":"example.org","rival":["02:…","10.0.0.9","10.0.0.1"]}}. A peer is its
 * address, weight and total; a rival its MAC, its own address and whom it told. Without all of them it is no text at all.
 */
public final class ContextJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final String TOP_DOMAIN = "top_domain";
    private static final String RIVAL = "rival";
    private static final Tally[] TALLIES = Tally.values();

    private ContextJson() {}

    /** Returns the text; {@code null} when nothing is known. */
    public static @Nullable String write(RowContext context) {
        if (context == RowContext.EMPTY) {
            return null;
        }
        StringWriter text = new StringWriter();
        boolean any = false;
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Tally tally : TALLIES) {
                Peer peer = context.peer(tally);
                if (peer != null) {
                    any = true;
                    json.writeArrayFieldStart(tally.name().toLowerCase(Locale.ROOT));
                    json.writeString(peer.address().toString());
                    json.writeNumber(peer.weight());
                    json.writeNumber(peer.total());
                    json.writeEndArray();
                }
            }
            if (context.topDomain() != null) {
                any = true;
                // A domain is what an attacker sent: any bytes.
                json.writeStringField(TOP_DOMAIN, context.topDomain());
            }
            RowContext.Rival rival = context.rival();
            if (rival != null) {
                any = true;
                json.writeArrayFieldStart(RIVAL);
                json.writeString(rival.mac().toString());
                json.writeString(
                        rival.ownAddress() == null ? null : rival.ownAddress().toString());
                json.writeString(rival.told() == null ? null : rival.told().toString());
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter never fails", e);
        }
        return any ? text.toString() : null;
    }

    /** Reads what {@link #write} wrote. */
    public static RowContext read(@Nullable String text) throws IOException {
        if (text == null) {
            return RowContext.EMPTY;
        }
        @Nullable Peer[] peers = new Peer[TALLIES.length];
        String topDomain = null;
        RowContext.Rival rival = null;
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case TOP_DOMAIN -> topDomain = json.getText();
                    case RIVAL -> rival = rival(json);
                    default ->
                        peers[Tally.valueOf(name.toUpperCase(Locale.ROOT)).ordinal()] = peer(json);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the context of a row can't be read: " + e.getMessage(), e);
        }
        return new RowContext(peers, topDomain, rival);
    }

    private static Peer peer(JsonParser json) throws IOException {
        IpAddress address = IpAddress.parse(String.valueOf(json.nextTextValue()));
        long weight = json.nextLongValue(0);
        long total = json.nextLongValue(0);
        json.nextToken();
        return new Peer(address, weight, total);
    }

    private static RowContext.Rival rival(JsonParser json) throws IOException {
        MacAddress mac = MacAddress.parse(String.valueOf(json.nextTextValue()));
        IpAddress own = address(json.nextTextValue());
        IpAddress told = address(json.nextTextValue());
        json.nextToken();
        return new RowContext.Rival(mac, own, told);
    }

    private static @Nullable IpAddress address(@Nullable String text) {
        return text == null ? null : IpAddress.parse(text);
    }
}
