package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the command ends. */
@Timeout(120)
class ServerEndTest {
    @TempDir
    private Path folder;

    @Test
    void whoIsToldToEndEndsWithZero() throws Exception {
        assertThat(ServerProcess.start(folder).terminate()).isZero();
    }
}
