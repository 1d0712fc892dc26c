package io.nta;

/** What holds of live sources with one shard holds with several. */
class LiveTimelineOfShardsTest extends LiveTimelineTest {
    @Override
    int shards() {
        return 3;
    }
}
