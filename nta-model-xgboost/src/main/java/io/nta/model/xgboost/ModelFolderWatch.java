package io.nta.model.xgboost;

import io.nta.NtaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new model when one appears in a folder. It is checked as any model is, then scores the {@linkplain Canary canary rows}; only then it takes the place of the one in use, at once for
 * whole batches. A model that fails any of this is logged and left; one that fails while it is in use gives way to its predecessor. Neither is tried again until the folder
 * changes. A daemon thread of its own looks.
 */
final class ModelFolderWatch extends ModelSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFolderWatch.class);

    private final Path folder;
    private final Canary canary;
    private final ScheduledExecutorService thread;
    private String seen;
    private @Nullable Model predecessor;

    @SuppressWarnings("FutureReturnValueIgnored") // look() lets no exception out
    private ModelFolderWatch(Path folder, String seen, Model model, Canary canary, Duration interval) {
        super(model);
        this.folder = folder;
        this.seen = seen;
        this.canary = canary;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "nta-model-watch");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Opens the model in the folder and starts to look for another every {@code interval}.
     *
     * @throws NtaException if there is no model that may be used
     */
    static ModelFolderWatch of(Path folder, Canary canary, Duration interval) {
        // In this order: what is written while the model is opened is seen as new afterwards.
        String seen = state(folder);
        return new ModelFolderWatch(folder, seen, Model.open(folder), canary, interval);
    }

    /** Looks once. */
    final synchronized void look() {
        String state = state(folder);
        if (state.equals(seen)) {
            return;
        }
        seen = state;
        try {
            Model next = Model.open(folder);
            List<String> problems = canary.problems(next);
            if (!problems.isEmpty()) {
                LOG.warn("The new model in {} is not used: {}", folder, String.join("; ", problems));
                return;
            }
            predecessor = model();
            replace(next);
            LOG.info("The model in {} is used from now on: {}", folder, next);
        } catch (NtaException e) {
            LOG.warn("The new model in {} is not used, the one before goes on: {}", folder, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("The new model in {} is not used, the one before goes on", folder, e);
        }
    }

    @Override
    synchronized boolean rollBack(Model failed, RuntimeException cause) {
        if (model() != failed) {
            return true;
        }
        Model before = predecessor;
        if (before == null) {
            return false;
        }
        LOG.warn("The model {} failed; the one before, {}, is used again", failed, before, cause);
        replace(before);
        predecessor = null;
        return true;
    }

    /** Returns a text that changes when one of the files does. */
    private static String state(Path folder) {
        StringBuilder state = new StringBuilder();
        for (String name : List.of(Model.TREES_FILE, Model.CARD_FILE)) {
            Path file = folder.resolve(name);
            try {
                state.append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file));
            } catch (IOException e) {
                state.append("missing");
            }
            state.append('\n');
        }
        return state.toString();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
