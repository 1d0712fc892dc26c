package io.nta.capture.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to its end what an agent has left that died: a file with its final name is complete and gets its marker; one with its temporary name too, if it is whole; else it is set aside.
 * The agent's lock must be held.
 */
final class SpoolRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolRecovery.class);

    private final SpoolFolders folders;

    SpoolRecovery(SpoolFolders folders) {
        this.folders = folders;
    }

    void run() throws IOException {
        for (Path temporary : SpoolFolders.list(folders.pending(), SpoolFolders.DATA + SpoolFolders.TEMPORARY)) {
            recover(temporary);
        }
        for (Path data : SpoolFolders.list(folders.pending(), SpoolFolders.DATA)) {
            SpoolFolders.mark(SpoolFolders.companion(data, SpoolFolders.READY));
        }
        SpoolFolders.sync(folders.pending());
    }

    private void recover(Path temporary) throws IOException {
        String name = temporary.getFileName().toString();
        Path data = temporary.resolveSibling(name.substring(0, name.length() - SpoolFolders.TEMPORARY.length()));
        try {
            SpoolFile.inspect(temporary);
        } catch (SpoolFile.PoisonedException e) {
            LOG.warn("{} was being written when the agent died, and is set aside: {}", temporary, e.getMessage());
            Files.writeString(
                    folders.failed().resolve(name + SpoolFolders.REASON),
                    "The agent died while it wrote this file: " + e.getMessage() + System.lineSeparator());
            Files.move(temporary, folders.failed().resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, data, StandardCopyOption.ATOMIC_MOVE);
        SpoolFolders.sync(folders.pending());
    }
}
