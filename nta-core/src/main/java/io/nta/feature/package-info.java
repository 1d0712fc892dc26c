/** What is measured: the one table of features, their units and formulas, and the rows that it reads out. */
@NullMarked
package io.nta.feature;

import org.jspecify.annotations.NullMarked;
