/** What browsers are told as it happens: server-sent events and WebSocket. */
@NullMarked
package io.nta.examples.server.stream;

import org.jspecify.annotations.NullMarked;
