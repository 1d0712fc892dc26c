/** The server: takes packets from agents, keeps and analyses them, and answers questions over HTTP. Begin at {@link io.nta.examples.server.Server}. */
@NullMarked
package io.nta.examples.server;

import org.jspecify.annotations.NullMarked;
