/** How good a model is, window by window: measures, audits, folds by group, and reports. */
@NullMarked
package io.nta.model.xgboost.evaluation;

import org.jspecify.annotations.NullMarked;
