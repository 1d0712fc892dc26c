package io.nta.store.jdbc.sql;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's driver so that it leaves nothing behind. The driver unpacks its native library into the temporary folder, a megabyte, and deletes it when Java ends in order, which a server that is told to end by a signal
 * doesn't. Once it is loaded nobody needs the file; but Windows can't delete one that is in use.
 */
final class SqliteDriver {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDriver.class);
    private static final String FOLDER = "org.sqlite.tmpdir";
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private SqliteDriver() {}

    /** Loads it, unless it is or somebody has chosen where it unpacks. What keeps it from being loaded the first connection tells. */
    static synchronized void load() {
        if (WINDOWS || System.getProperty(FOLDER) != null) {
            return;
        }
        try {
            loadFrom(Files.createTempDirectory("nta-sqlite"));
        } catch (IOException e) {
            LOG.debug("SQLite's driver unpacks in the temporary folder", e);
        }
    }

    private static void loadFrom(Path folder) throws IOException {
        System.setProperty(FOLDER, folder.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            LOG.debug("SQLite's driver isn't loaded", e);
        } finally {
            System.clearProperty(FOLDER);
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
