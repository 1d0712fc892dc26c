package io.nta.examples.cli.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.examples.cli.output.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class UploadOptionsTest {
    private static UploadOptions options(String server) {
        return CommandLine.populateCommand(new UploadOptions(), "--server", server);
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.0.2.1, not (tcp port 80 and (host 192.0.2.1))",
        "https://192.0.2.1, not (tcp port 443 and (host 192.0.2.1))",
        "HTTPS://192.0.2.1:8443/nta, not (tcp port 8443 and (host 192.0.2.1))",
        "http://[2001:db8::1]:8000, not (tcp port 8000 and (host 2001:db8:0:0:0:0:0:1))"
    })
    void theUploadItselfIsLeftOutByHostAndPort(String server, String filter) {
        assertThat(options(server).filterOfOthers()).isEqualTo(filter);
    }

    @Test
    void aHostWithSeveralAddressesIsLeftOutByEach() {
        assertThat(options("http://localhost:8000").filterOfOthers())
                .startsWith("not (tcp port 8000 and (host ")
                .contains("127.0.0.1");
    }

    @Test
    void aHostThatNobodyKnowsIsToldOf() {
        assertThatThrownBy(() -> options("https://nowhere.invalid").filterOfOthers())
                .isInstanceOf(UsageException.class)
                .hasMessage("--server https://nowhere.invalid: the host nowhere.invalid is not known");
    }
}
