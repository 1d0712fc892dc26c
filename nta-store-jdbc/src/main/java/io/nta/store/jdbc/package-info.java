/** Packets, rows and alerts in SQLite or PostgreSQL, chosen by URL. */
@NullMarked
package io.nta.store.jdbc;

import org.jspecify.annotations.NullMarked;
