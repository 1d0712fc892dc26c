package io.nta;

import org.junit.jupiter.api.Timeout;

/** What plugins may not do ends in the same way with several shards. */
@Timeout(60)
class PluginFailureOfShardsTest extends PluginFailureTest {
    @Override
    int shards() {
        return 2;
    }
}
