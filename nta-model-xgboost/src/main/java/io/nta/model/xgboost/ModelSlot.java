package io.nta.model.xgboost;

import java.util.function.Supplier;

/** Holds the model in use. Thread-safe: a reader sees the whole old model or the whole new one. */
class ModelSlot implements AutoCloseable {
    private volatile Supplier<Model> model;

    ModelSlot(Model model) {
        this(() -> model);
    }

    /** Creates a slot with a model that is made when it is first asked for; the supplier always gives the same. */
    ModelSlot(Supplier<Model> model) {
        this.model = model;
    }

    Model model() {
        return model.get();
    }

    void replace(Model other) {
        model = () -> other;
    }

    /**
     * The model failed on rows that may be scored again.
     *
     * @return whether another model is in its place now
     */
    boolean rollBack(Model failed, RuntimeException cause) {
        return false;
    }

    @Override
    public void close() {}
}
