/**
 * Bytes into facts: {@link io.nta.packet.PacketDecoder} reads one captured frame in place, from the link layer up to the start of DNS, HTTP/1 and
 * SSH, and leaves what it found in a reused {@link io.nta.packet.PacketView}. Whatever the bytes are, it throws nothing and allocates nothing;
 * what is wrong with them is counted as a {@link io.nta.packet.DecodeAnomaly}. What one frame alone can't tell, {@link io.nta.packet.FragmentTable} adds: whose a fragment is. One package-private class per protocol.
 */
@NullMarked
package io.nta.packet;

import org.jspecify.annotations.NullMarked;
