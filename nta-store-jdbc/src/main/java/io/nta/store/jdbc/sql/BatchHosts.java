package io.nta.store.jdbc.sql;

import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.Dimension;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hosts of one batch, each with the text of its address, which is made once: few hosts send many packets. One thread. */
final class BatchHosts {
    /** A host, and what was counted of it last: packets that follow each other mostly lie in one minute. */
    static final class Host {
        private final IpAddress address;
        private final String text;
        private RollupBatch.@Nullable Bucket sentIn;
        private RollupBatch.@Nullable Bucket receivedIn;
        private long[] sent = {};
        private long[] received = {};

        private Host(IpAddress address) {
            this.address = address;
            this.text = address.toString();
        }

        String text() {
            return text;
        }

        /** Returns the packets and bytes that it sent, to be added to. */
        long[] sent(RollupBatch.Bucket bucket) {
            if (sentIn != bucket) {
                sent = bucket.counts(Dimension.SOURCE, address);
                sentIn = bucket;
            }
            return sent;
        }

        /** Returns the packets and bytes that it received, to be added to. */
        long[] received(RollupBatch.Bucket bucket) {
            if (receivedIn != bucket) {
                received = bucket.counts(Dimension.DESTINATION, address);
                receivedIn = bucket;
            }
            return received;
        }
    }

    private final Map<IpAddress, Host> hosts = new HashMap<>();

    Host of(IpAddress address) {
        return hosts.computeIfAbsent(address, Host::new);
    }
}
