package io.nta.examples.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be done to the file of keys, and what is refused. */
class KeyFileEditorTest {
    @TempDir
    private Path folder;

    private Path file;
    private KeyFileEditor editor;

    @BeforeEach
    void open() {
        file = folder.resolve("keys.txt");
        editor = new KeyFileEditor(file);
    }

    @Test
    void aKeyIsRemovedHoweverItsLineIsSpaced() throws Exception {
        editor.add("sensor", "ingest", null);
        editor.add("sensor-2", "ingest", null);
        Files.writeString(file, "# sensor\n" + Files.readString(file).replace("sensor ", "sensor\t"));
        assertThat(editor.remove("sensor")).isEqualTo(1);
        assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("# sensor");
    }

    @Test
    void removingAKeyThatIsNotThereIsRefusedAndMakesNoFile() {
        assertThatThrownBy(() -> editor.remove("nobody"))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("has no key named 'nobody'");
        assertThat(file).doesNotExist();
    }

    @Test
    void aWrongNameOrScopeIsToldWithWhatIsAllowed() {
        assertThatThrownBy(() -> editor.add("a b", "read", null))
                .hasMessageContaining("'a b'; allowed: 1 to 64 letters");
        assertThatThrownBy(() -> editor.add("a", "reed", null))
                .hasMessageContaining("'reed'; allowed: ingest, read and admin");
        assertThat(file).doesNotExist();
    }
}
