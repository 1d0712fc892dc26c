/** Rows with labels, what of them a model reads, and the file that keeps them. */
@NullMarked
package io.nta.model.xgboost.rows;

import org.jspecify.annotations.NullMarked;
