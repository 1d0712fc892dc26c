package io.nta.tck.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a kit as a build would, on a plugin, and tells which of its tests failed and how. */
final class KitRun implements TestExecutionListener {
    private final TreeMap<String, String> failures = new TreeMap<>();
    private final Set<String> skipped = new TreeSet<>();
    private final Set<String> run = new TreeSet<>();

    /** Runs the tests of {@code kit}, a class that extends one. */
    static KitRun of(Class<?> kit) {
        KitRun run = new KitRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(kit))
                .build();
        LauncherFactory.create().execute(request, run);
        assertThat(run.run).as("tests run").isEqualTo(sentences(kit.getSuperclass()));
        return run;
    }

    /** Returns the names of the tests of a kit. */
    static Set<String> sentences(Class<?> kit) {
        return Arrays.stream(kit.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource().filter(MethodSource.class::isInstance).ifPresent(source -> {
            String name = ((MethodSource) source).getMethodName();
            run.add(name);
            switch (result.getStatus()) {
                case SUCCESSFUL -> {}
                case ABORTED -> skipped.add(name);
                case FAILED ->
                    failures.put(
                            name,
                            result.getThrowable().map(Throwable::getMessage).orElse(""));
            }
        });
    }

    /** Returns the names of the tests that failed. */
    Set<String> failed() {
        return failures.keySet();
    }

    /** Returns the names of the tests that did not apply. */
    Set<String> skipped() {
        return skipped;
    }

    /** Asserts that exactly these tests failed, and each said what to check. */
    void assertFailed(Set<String> sentences) {
        assertThat(failed()).as("%s", failures).isEqualTo(new TreeSet<>(sentences));
        assertThat(failures.values()).allMatch(message -> message.matches("(?s).+; if this fails, check \\S[^;]+.*"));
    }
}
