package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.packet.Frames;
import io.nta.spi.PacketSource;
import io.nta.testkit.LeanClassPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever only reads files may leave out pcap4j and JNA. */
class WithoutPcap4jTest {
    @Test
    void filesAreRead() throws Exception {
        byte[] frame = Frames.ethernet().ip("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();
        byte[] file = CaptureWriter.littleEndian()
                .pcapHeader()
                .pcapRecord(1, 0, frame)
                .toBytes();
        try (URLClassLoader loader = LeanClassPath.without("pcap4j", "jna")) {
            assertThatThrownBy(() -> loader.loadClass("org.pcap4j.core.PcapHandle"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass("com.sun.jna.Native")).isInstanceOf(ClassNotFoundException.class);
            Object packets = loader.loadClass(Reader.class.getName())
                    .getMethod("packets", byte[].class)
                    .invoke(null, file);
            assertThat(packets).isEqualTo(1);
            Object said =
                    loader.loadClass(Reader.class.getName()).getMethod("live").invoke(null);
            assertThat(said.toString()).contains("Live capture needs libpcap", "nta analyze FILE");
        }
    }

    /** Runs in the other class loader. */
    public static final class Reader {
        private Reader() {}

        /** Reads a file and returns how many packets it has. */
        public static int packets(byte[] file) throws IOException {
            int packets = 0;
            try (PacketSource source = PcapFileSource.open(new ByteArrayInputStream(file), "a file")) {
                for (int count = 0; count != PacketSource.END; ) {
                    packets += count;
                    count = source.poll((nanos, link, buffer, offset, captured, wire, id) -> {}, 10);
                }
            }
            return packets;
        }

        /** Tries to capture and returns what the error says. */
        public static String live() {
            try {
                return PcapLiveSource.open(List.of("lo"), LiveConfig.defaults()).description();
            } catch (LiveCaptureException e) {
                return e.getMessage();
            }
        }
    }
}
