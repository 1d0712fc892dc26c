/**
 * Scores rows with the trees of an XGBoost model, and explains scores, in pure Java.
 *
 * <p>Knows neither XGBoost4J nor the rest of nta: a model file's bytes go in, {@link io.nta.model.xgboost.forest.Forest} and
 * {@link io.nta.model.xgboost.forest.TreeShap} come out.
 */
@NullMarked
package io.nta.model.xgboost.forest;

import org.jspecify.annotations.NullMarked;
