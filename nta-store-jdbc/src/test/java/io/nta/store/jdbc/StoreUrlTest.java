package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message shows a password, however the URL is written. */
class StoreUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://nta:s3cret@db/nta",
                "jdbc:postgresql://nta:s3cret@db:5432/nta?ssl=true",
                "postgresql://nta:s3cret%zz@db/nta",
                "postgresql://nta:s3cret@/nta",
                "mysql://nta:s3cret@db/nta"
            })
    void aUrlThatIsRefusedIsNotRepeatedWithItsPassword(String url) {
        assertThatThrownBy(() -> StoreUrl.parse(url))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("postgresql://")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://nta:s3cret@db/nta", "jdbc:postgresql://db/nta?user=nta&password=s3cret@"})
    void aUrlIsShownWithoutUserAndPassword(String url) {
        assertThat(StoreUrl.parse(url)).hasToString("jdbc:postgresql://db/nta");
    }

    @Test
    void charactersOfAPasswordMayBeEscaped() {
        assertThat(StoreUrl.parse("postgresql://nta:a%40b%2Fc+d@db/nta").password())
                .isEqualTo("a@b/c+d");
    }
}
