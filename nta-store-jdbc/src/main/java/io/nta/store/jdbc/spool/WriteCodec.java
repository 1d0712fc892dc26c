package io.nta.store.jdbc.spool;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.sql.ContextJson;
import io.nta.store.jdbc.sql.JudgedRow;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes as bytes. A spool is read by the version that wrote it, or it is refused: it only bridges an outage. */
final class WriteCodec {
    private static final int PACKETS = 1;
    private static final int ROWS = 2;
    private static final int JUDGEMENT = 3;
    private static final int ALERT = 4;
    private static final int SUPPRESSED_ALERT = 5;
    private static final int JUDGED_ROWS = 6;
    private static final int MAX_TEXT = 1 << 24;

    private WriteCodec() {}

    static void write(StoreWrite write, DataOutputStream out) throws IOException {
        if (write instanceof StoreWrite.Packets packets) {
            out.writeByte(PACKETS);
            text(out, packets.batch().id());
            text(out, packets.batch().agent());
            list(out, packets.batch().packets(), PacketCodec::write);
        } else if (write instanceof StoreWrite.Rows rows) {
            out.writeByte(ROWS);
            rows(out, rows.rows());
        } else if (write instanceof StoreWrite.JudgedRows judged) {
            out.writeByte(JUDGED_ROWS);
            rows(out, judged.rows());
            list(out, judged.judged(), WriteCodec::judged);
        } else if (write instanceof StoreWrite.Judgement judgement) {
            out.writeByte(JUDGEMENT);
            list(out, judgement.rows(), WriteCodec::judged);
        } else if (write instanceof StoreWrite.AlertState state) {
            Long suppressedBy = state.suppressedBy();
            out.writeByte(suppressedBy == null ? ALERT : SUPPRESSED_ALERT);
            alert(out, state.alert());
            if (suppressedBy != null) {
                out.writeLong(suppressedBy);
            }
        }
    }

    static StoreWrite read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case PACKETS ->
                new StoreWrite.Packets(new RecordBatch(required(in), text(in), list(in, PacketCodec::read)));
            case ROWS -> new StoreWrite.Rows(rows(in));
            case JUDGED_ROWS -> new StoreWrite.JudgedRows(rows(in), list(in, WriteCodec::judged));
            case JUDGEMENT -> new StoreWrite.Judgement(list(in, WriteCodec::judged));
            case ALERT -> new StoreWrite.AlertState(alert(in), null);
            case SUPPRESSED_ALERT -> new StoreWrite.AlertState(alert(in), in.readLong());
            default -> throw new IOException("it holds a write of the unknown kind " + kind);
        };
    }

    private static void rows(DataOutputStream out, List<FeatureVector> rows) throws IOException {
        text(out, FeatureCatalogue.fingerprint());
        list(out, rows, WriteCodec::row);
    }

    private static List<FeatureVector> rows(DataInputStream in) throws IOException {
        String catalogue = required(in);
        if (!catalogue.equals(FeatureCatalogue.fingerprint())) {
            throw new IOException("its rows are of another catalogue of features, " + catalogue);
        }
        return list(in, WriteCodec::row);
    }

    /** Writes one of many. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(DataOutputStream out, T item) throws IOException;
    }

    /** Reads one of many. */
    @FunctionalInterface
    interface ItemReader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> void list(DataOutputStream out, List<T> items, ItemWriter<T> writer) throws IOException {
        out.writeInt(items.size());
        for (T item : items) {
            writer.write(out, item);
        }
    }

    private static <T> List<T> list(DataInputStream in, ItemReader<T> reader) throws IOException {
        int size = in.readInt();
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(reader.read(in));
        }
        return items;
    }

    private static void row(DataOutputStream out, FeatureVector row) throws IOException {
        out.writeByte(row.kind().ordinal());
        address(out, row.address());
        out.writeLong(row.startNanos());
        out.writeInt(row.seconds());
        out.writeLong(row.firstPacketNanos());
        out.writeLong(row.lastPacketNanos());
        for (double value : row.toArray()) {
            out.writeDouble(value);
        }
        text(out, ContextJson.write(row.context()));
    }

    private static FeatureVector row(DataInputStream in) throws IOException {
        KeyKind kind = KeyKind.values()[in.readByte()];
        IpAddress address = requiredAddress(in);
        long start = in.readLong();
        int seconds = in.readInt();
        long first = in.readLong();
        long last = in.readLong();
        double[] values = new double[FeatureCatalogue.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return new FeatureVector(kind, address, start, seconds, first, last, values, ContextJson.read(text(in)));
    }

    private static void judged(DataOutputStream out, JudgedRow row) throws IOException {
        out.writeByte(row.kind().ordinal());
        address(out, row.key());
        out.writeInt(row.seconds());
        out.writeLong(row.startNanos());
        text(out, row.label());
        out.writeDouble(row.confidence());
    }

    private static JudgedRow judged(DataInputStream in) throws IOException {
        return new JudgedRow(
                KeyKind.values()[in.readByte()],
                requiredAddress(in),
                in.readInt(),
                in.readLong(),
                required(in),
                in.readDouble());
    }

    private static void alert(DataOutputStream out, Alert alert) throws IOException {
        text(out, alert.id());
        text(out, alert.attackType().label());
        text(out, alert.attackType().technique());
        address(out, alert.srcIp());
        address(out, alert.dstIp());
        text(out, alert.severity().name());
        out.writeDouble(alert.confidence());
        instant(out, alert.firstSeen());
        instant(out, alert.lastSeen());
        out.writeInt(alert.windowSize());
        instant(out, alert.windowStart());
        instant(out, alert.windowEnd());
        instant(out, alert.detectedAt());
        out.writeLong(alert.packetCount());
        out.writeLong(alert.byteCount());
        text(out, alert.details().message());
        list(out, alert.details().evidence(), WriteCodec::text);
        text(out, alert.details().technique());
        out.writeBoolean(alert.closed());
    }

    private static Alert alert(DataInputStream in) throws IOException {
        return new Alert(
                required(in),
                type(required(in), required(in)),
                address(in),
                address(in),
                Severity.valueOf(required(in)),
                in.readDouble(),
                instant(in),
                instant(in),
                in.readInt(),
                instant(in),
                instant(in),
                instant(in),
                in.readLong(),
                in.readLong(),
                new Alert.Details(required(in), list(in, WriteCodec::required), required(in)),
                in.readBoolean());
    }

    private static AttackType type(String label, String technique) {
        return AttackType.known().stream()
                .filter(known -> known.label().equals(label))
                .findFirst()
                .orElseGet(() -> AttackType.of(label, technique));
    }

    private static void instant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    static void address(DataOutputStream out, @Nullable IpAddress address) throws IOException {
        out.writeBoolean(address != null);
        if (address != null) {
            out.writeLong(address.high());
            out.writeLong(address.low());
        }
    }

    private static @Nullable IpAddress address(DataInputStream in) throws IOException {
        return in.readBoolean() ? new IpAddress(in.readLong(), in.readLong()) : null;
    }

    static IpAddress requiredAddress(DataInputStream in) throws IOException {
        IpAddress address = address(in);
        if (address == null) {
            throw new IOException("an address is missing");
        }
        return address;
    }

    static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        if (length > MAX_TEXT) {
            throw new IOException("a text of " + length + " bytes can't be right");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String required(DataInputStream in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }
}
