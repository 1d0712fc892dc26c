package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import io.nta.examples.server.testkit.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place that the server can't listen on is told with the reason. */
class PlaceToListenTest {
    @TempDir
    private Path folder;

    @Test
    void aPortThatAnotherProcessHasIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> TestServer.start(folder, "port", port))
                    .isInstanceOf(NtaException.class)
                    .hasMessageContaining("can't listen on 127.0.0.1:" + port)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNotSaidToBeInUse() {
        assertThatThrownBy(() -> TestServer.start(folder, "host", "192.0.2.99", "insecure", "true"))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("can't listen on 192.0.2.99:")
                .hasMessageNotContaining("in use");
    }
}
