package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.AlertPolicyConfig;
import io.nta.flow.FlowConfig;
import io.nta.packet.Datagrams;
import io.nta.packet.FragmentConfig;
import io.nta.packet.Frames;
import io.nta.packet.IpProtocol;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.window.AggregatorConfig;
import io.nta.window.AggregatorLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** At its limits the line goes on, and counts what it leaves out. */
class LimitsTest {
    private static final String SERVER = "10.0.0.2";

    private static AnalyzerConfig config(FlowConfig flow, int maxKeys) {
        AggregatorLimits limits = new AggregatorLimits(maxKeys, 1_000, 1_000, 16, 1 << 20, 100, 100, 100);
        AggregatorConfig windows = new AggregatorConfig(Duration.ofSeconds(2), Duration.ofSeconds(5), 3.5, limits);
        return new AnalyzerConfig(flow, windows, AlertPolicyConfig.defaults());
    }

    @Test
    void everyPacketThatHasNoRowIsCounted() {
        Scenario scenario = new Scenario();
        for (int i = 1; i <= 3; i++) {
            for (int packet = 0; packet < 5; packet++) {
                scenario.at(packet * 0.1).udp("10.0.1." + i, 5_000, SERVER, 6_000, 1);
            }
        }
        Rows rows = scenario.run(config(FlowConfig.defaults(), 1));
        assertThat(rows.target(SERVER, 5, 0).get("packet_count")).isEqualTo(15);
        assertThat(rows.source("10.0.1.1", 5, 0).get("packet_count")).isEqualTo(5);
        assertThat(rows.stats().windows().packetsWithoutRow())
                .as("the packets of two sources have no row of theirs")
                .isEqualTo(10);
    }

    @Test
    void packetsOfEvictedConnectionsKeepTheirRows() {
        Scenario scenario = new Scenario();
        for (int packet = 0; packet < 4; packet++) {
            for (int i = 0; i < 50; i++) {
                scenario.at(packet * 0.5 + i * 0.001).udp("10.0.1." + i, 5_000, SERVER, 6_000, 1);
            }
        }
        Rows rows = scenario.run(config(FlowConfig.defaults().withMaxConnections(10), 100));
        assertThat(rows.stats().connectionsEvicted()).isPositive();
        assertThat(rows.target(SERVER, 5, 0).get("packet_count")).isEqualTo(200);
        for (int i = 0; i < 50; i++) {
            assertThat(rows.source("10.0.1." + i, 5, 0).get("packet_count")).isEqualTo(4);
        }
        assertThat(rows.stats().windows().packetsWithoutRow()).isZero();
    }

    @Test
    void fragmentsBeyondTheLimitKeepTheirRowsToo() {
        Scenario scenario = new Scenario();
        for (int id = 0; id < 500; id++) {
            byte[] data = new byte[16];
            scenario.at(id * 0.001).bytes(Datagrams.at(ip(), IpProtocol.UDP, id, 8 * (id % 100), true, data));
        }
        FragmentConfig few = new FragmentConfig(20, 4, 64, 640, Duration.ofSeconds(5));
        Rows rows = scenario.run(config(FlowConfig.defaults().withFragments(few), 100));
        assertThat(rows.source("10.0.0.1", 5, 0).get("packet_count")).isEqualTo(500);
        assertThat(rows.source("10.0.0.1", 5, 0).get("udp_count")).isEqualTo(500);
        assertThat(rows.stats().fragments().evicted()).isEqualTo(480);
        assertThat(rows.stats().fragments().early()).isEqualTo(500);
        assertThat(rows.stats().fragments().awaited()).isEqualTo(20);
    }

    private static Frames ip() {
        return Frames.ethernet().ip("10.0.0.1", SERVER);
    }
}
