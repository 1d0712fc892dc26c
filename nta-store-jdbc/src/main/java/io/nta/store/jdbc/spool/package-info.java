/** Where writes wait on disk while the database is away. */
@NullMarked
package io.nta.store.jdbc.spool;

import org.jspecify.annotations.NullMarked;
