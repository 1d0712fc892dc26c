package io.nta.examples.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.Analyzer;
import io.nta.NtaException;
import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.spi.Detector;
import io.nta.spi.Providers;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExfiltrationDetectorTest {
    private static final String HOST = "10.0.0.1";

    private static Detector detector(Map<String, String> options) {
        return Providers.ofClassPath().detector("exfiltration", options);
    }

    private static List<Verdict> score(Map<String, String> options, MadeRow row) {
        return detector(options).score(List.of(row.row()));
    }

    private static MadeRow upload(double megabytes, double megabytesBack, double answers) {
        return MadeRow.source(HOST, 180)
                .with("byte_count", megabytes * 1e6)
                .with("reverse_byte_count", megabytesBack * 1e6)
                .with("answer_ratio", answers);
    }

    @Test
    void theLimitsAreInclusive() {
        assertThat(score(Map.of(), upload(50, 5, 0.1))).hasSize(1);
        assertThat(score(Map.of(), upload(49.9, 4, 0.1))).isEmpty();
        assertThat(score(Map.of(), upload(50, 5.1, 0.1))).isEmpty();
    }

    @Test
    void aFloodThatNobodyAnswersIsNoUpload() {
        assertThat(score(Map.of(), upload(500, 0, 0.09))).isEmpty();
    }

    @Test
    void aDownloadIsNoUpload() {
        assertThat(score(Map.of(), upload(60, 600, 1))).isEmpty();
    }

    @Test
    void anExemptHostMayUpload() {
        assertThat(score(Map.of("exempt", "192.0.2.7, " + HOST), upload(80, 1, 0.5)))
                .isEmpty();
    }

    @Test
    void aWrongAddressIsRefused() {
        assertThatThrownBy(() -> detector(Map.of("exempt", "backup-server")))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("exempt = 'backup-server': can't be read; allowed: addresses between commas");
    }

    @Test
    void anUploadIsOneAlertOfItsOwnType() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        try (Analyzer analyzer = Analyzer.builder()
                .source(Upload.of(HOST, "203.0.113.9", 400))
                .detector(detector(Map.of("min-megabytes", "0.4")))
                .onAlert(alerts::add)
                .build()) {
            analyzer.run();
        }
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.attackType().label()).isEqualTo("exfiltration");
            assertThat(alert.srcIp()).hasToString(HOST);
            assertThat(alert.dstIp()).hasToString("203.0.113.9");
            assertThat(alert.details().technique()).isEqualTo("T1048");
        });
    }
}
