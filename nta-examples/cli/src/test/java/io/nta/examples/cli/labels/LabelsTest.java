package io.nta.examples.cli.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.output.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final String HEADER = "start_epoch,end_epoch,label,attacker_ip,victim_ip\n";
    private static final CaptureResult CAPTURE = new CaptureResult("a.pcap", null, List.of(), 0, 0, 0, 0, null);

    private static Labels labels(String row) throws IOException {
        return Labels.ofEpisodes(CsvRows.parse(HEADER + row, "a.csv"), "a.csv");
    }

    @Test
    void timesAreExactToTheNanosecond() throws IOException {
        Episode episode = labels("1795382912.123456789,9999999999.9,port_scan,,")
                .episodes(CAPTURE)
                .get(0);
        assertThat(episode.start()).isEqualTo(Instant.ofEpochSecond(1_795_382_912L, 123_456_789));
        assertThat(episode.end()).isEqualTo(Instant.ofEpochSecond(9_999_999_999L, 900_000_000));
    }

    @Test
    void aTimeThatIsNoneIsRefusedByNameAndValue() {
        for (String time : List.of("yesterday", "-1", "", "1e9", "99999999999", "1.")) {
            assertThatThrownBy(() -> labels("1," + time + ",port_scan,,"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("a.csv: end_epoch is '" + time + "'; it is a time in seconds");
        }
    }

    @Test
    void anEpisodeThatEndsBeforeItStartsIsRefused() {
        assertThatThrownBy(() -> labels("2,1.5,port_scan,,"))
                .isInstanceOf(IOException.class)
                .hasMessage("a.csv: end_epoch 1.5 is before start_epoch 2");
    }

    @Test
    void aManifestsFileNameThatCanBeNoneIsTheUsersError() throws IOException {
        var rows = CsvRows.parse("file,label\na\0b.pcap,benign\n", "manifest.csv");
        assertThatThrownBy(() -> LabelledCaptures.ofManifest(rows, Path.of("manifest.csv")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("manifest.csv: '")
                .hasMessageContaining("can't be the name of a capture");
    }
}
