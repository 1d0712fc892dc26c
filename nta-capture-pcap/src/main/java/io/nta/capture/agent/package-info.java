/**
 * The field client: an {@link io.nta.capture.agent.Agent} writes what it captures into a {@link io.nta.capture.agent.Spool} on disk, and a {@link io.nta.capture.agent.BatchSender} uploads it from there. The
 * two may be two processes; between them lies the spool protocol (docs/agent.md), so that neither a crash nor a server's failure loses or doubles packets.
 */
@NullMarked
package io.nta.capture.agent;

import org.jspecify.annotations.NullMarked;
