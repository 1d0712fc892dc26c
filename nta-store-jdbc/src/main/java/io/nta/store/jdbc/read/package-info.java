/** What can be asked of the store: queries that check themselves, and their answers. Knows no SQL. */
@NullMarked
package io.nta.store.jdbc.read;

import org.jspecify.annotations.NullMarked;
