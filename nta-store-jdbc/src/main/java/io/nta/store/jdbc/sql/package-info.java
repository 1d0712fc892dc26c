/** How it is kept: connections, dialects, migrations, statements. Not for use from outside of the module. */
@NullMarked
package io.nta.store.jdbc.sql;

import org.jspecify.annotations.NullMarked;
