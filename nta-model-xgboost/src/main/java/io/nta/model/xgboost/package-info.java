/** The learnt detector: a model with its card, and the detector that scores rows with it. */
@NullMarked
package io.nta.model.xgboost;

import org.jspecify.annotations.NullMarked;
