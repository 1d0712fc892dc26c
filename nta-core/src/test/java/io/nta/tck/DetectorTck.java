package io.nta.tck;

import static io.nta.tck.Contract.require;
import static io.nta.tck.Contract.requireSame;
import static io.nta.tck.Contract.verify;
import static io.nta.tck.VerdictChecks.concat;
import static io.nta.tck.VerdictChecks.described;
import static io.nta.tck.VerdictChecks.requireNoNull;
import static io.nta.tck.VerdictChecks.requireRefusal;
import static io.nta.tck.VerdictChecks.requireSentence;

import io.nta.NtaException;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;
import io.nta.spi.Providers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contract of {@link Detector} and {@link DetectorProvider}, to be extended by the test of a detector. */
public abstract class DetectorTck {
    private static final int MANY_ROWS = 20_000;
    private static final int CLOSES = 2;
    /** What stands on a command line between commas. */
    private static final Pattern NAME = Pattern.compile("[^\\s,:]+");

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final String NO_NUMBER = "not-a-number";

    /** For the test that extends it. */
    protected DetectorTck() {}

    /** Returns a new instance of the provider each time, as the loader does. */
    protected abstract DetectorProvider provider();

    /** Returns rows, made with {@link MadeRow}, of which the detector, with {@link #options()}, says something. */
    protected abstract List<FeatureVector> attackRows();

    /** Returns the options that the detector can't do without, as they come from the command line; none by default. */
    protected Map<String, String> options() {
        return Map.of();
    }

    private Detector detector() {
        return create(options());
    }

    private Detector create(Map<String, String> options) {
        ProviderConfig config = ProviderConfig.of(options);
        Detector detector = provider().create(config);
        try {
            config.verify();
            return detector;
        } catch (NtaException refusal) {
            detector.close();
            throw refusal;
        }
    }

    /** Returns what a new detector with these options says of the attack, in words. */
    private List<String> said(Map<String, String> options) {
        try (Detector detector = create(options)) {
            return described(verdicts(detector));
        }
    }

    private List<Verdict> verdicts(Detector detector) {
        return detector.score(new ArrayList<>(attackRows()));
    }

    // --- The provider ------------------------------------------------------------------------------------------------

    @Test
    public final void theNameStaysTheSameAndFitsTheCommandLine() {
        verify("that name() returns a constant without blanks, commas and colons", () -> {
            DetectorProvider provider = provider();
            String name = provider.name();
            require(name != null && NAME.matcher(name).matches(), () -> "the name is '" + name + "'");
            requireSame(provider.name(), name, "the name asked for again");
            requireSame(provider().name(), name, "the name of another instance");
        });
    }

    @Test
    public final void theDetectorBearsTheNameOfItsProvider() {
        verify("that Detector.name() and DetectorProvider.name() are the same constant", () -> {
            try (Detector detector = detector()) {
                requireSame(detector.name(), provider().name(), "the detector's name");
            }
        });
    }

    @Test
    public final void theServiceFileNamesTheProvider() {
        verify(
                "META-INF/services/io.nta.spi.DetectorProvider in src/main/resources: it holds the full name of the class",
                () -> {
                    try (Providers providers = Providers.ofClassPath()) {
                        String name = provider().name();
                        require(
                                providers.detectorNames().contains(name),
                                () -> "the loader finds " + providers.detectorNames() + " and not '" + name + "'; "
                                        + "broken: " + providers.broken());
                    }
                });
    }

    @Test
    public final void anUnknownOptionIsRefusedByName() {
        verify("that create() leaves options that it does not know to ProviderConfig", () -> {
            String unknown = "no-such-option-of-any-detector";
            Map<String, String> options = new HashMap<>(options());
            options.put(unknown, "1");
            requireRefusal(Polling.thrownBy(() -> create(options).close()), unknown, "unknown");
        });
    }

    @Test
    public final void anOptionsOwnDefaultIsAllowedAndChangesNothing() {
        verify(
                "that each option is read in create(), by one method of ProviderConfig, and its default is a value of it",
                () -> {
                    List<String> byDefault = said(options());
                    for (Map.Entry<String, String> option : declared().entrySet()) {
                        if (!option.getValue().isEmpty() && !options().containsKey(option.getKey())) {
                            Map<String, String> options = new HashMap<>(options());
                            options.putAll(Map.of(option.getKey(), option.getValue()));
                            requireSame(said(options), byDefault, "what it says with " + option);
                        }
                    }
                });
    }

    @Test
    public final void aMalformedNumberIsRefusedWithNameValueAndRange() {
        verify(
                "that numbers are read with integer(), number() or duration() of ProviderConfig, not parsed from text()",
                () -> {
                    for (Map.Entry<String, String> option : declared().entrySet()) {
                        if (NUMBER.matcher(option.getValue()).matches()) {
                            Map<String, String> options = new HashMap<>(options());
                            options.put(option.getKey(), NO_NUMBER);
                            Throwable refusal =
                                    Polling.thrownBy(() -> create(options).close());
                            requireRefusal(refusal, option.getKey(), NO_NUMBER, "allowed");
                        }
                    }
                });
    }

    @Test
    public final void aTextThatItCanNotUseIsRefusedWithNameAndValue() {
        verify("that a text with a form of its own is read with parsed() of ProviderConfig", () -> {
            String odd = "\u00e9t\u00e9 , ../%s;;";
            for (String option : declared().keySet()) {
                Map<String, String> options = new HashMap<>(options());
                options.put(option, odd);
                Throwable refusal = Polling.thrownBy(() -> create(options).close());
                if (refusal != null) {
                    requireRefusal(refusal, option);
                }
            }
        });
    }

    private Map<String, String> declared() {
        ProviderConfig config = ProviderConfig.of(options());
        provider().create(config).close();
        return config.declared();
    }

    // --- Verdicts ----------------------------------------------------------------------------------------------------

    @Test
    public final void itFindsTheAttack() {
        verify("the features that the detector reads and those that attackRows() of this test sets", () -> {
            try (Detector detector = detector()) {
                require(!verdicts(detector).isEmpty(), () -> "it says nothing of the rows of an attack");
            }
        });
    }

    @Test
    public final void aRowInWhichNothingHappenedIsNormal() {
        verify("limits of 0, and divisions by a count of 0", () -> {
            try (Detector detector = detector()) {
                List<FeatureVector> quiet = OddRows.withAll(0);
                requireSame(described(detector.score(quiet)), List.of(), "what it says of rows of zeros");
            }
        });
    }

    @Test
    public final void eachVerdictBearsTheNameOfTheDetector() {
        verify("the last argument of new Verdict(…)", () -> {
            try (Detector detector = detector()) {
                for (Verdict verdict : verdicts(detector)) {
                    requireSame(verdict.detector(), detector.name(), "the detector of a verdict");
                }
            }
        });
    }

    @Test
    public final void eachVerdictIsAboutARowOfItsBatch() {
        verify("that the verdict holds the row that was judged, itself, not a copy or one of an earlier batch", () -> {
            try (Detector detector = detector()) {
                for (int pass = 0; pass < 2; pass++) {
                    List<FeatureVector> rows = attackRows();
                    for (Verdict verdict : detector.score(new ArrayList<>(rows))) {
                        boolean ofBatch = rows.stream().anyMatch(row -> row == verdict.row());
                        require(ofBatch, () -> "a verdict is about a row that was not in the batch: " + verdict.row());
                    }
                }
            }
        });
    }

    @Test
    public final void eachVerdictExplainsItself() {
        verify("the message, a sentence on one line, and the evidence: a line for each fact with its figure", () -> {
            try (Detector detector = detector()) {
                for (Verdict verdict : verdicts(detector)) {
                    requireSentence(verdict.message(), "the message");
                    require(!verdict.evidence().isEmpty(), () -> "a verdict has no evidence: " + verdict.message());
                    verdict.evidence().forEach(fact -> requireSentence(fact, "a line of the evidence"));
                }
            }
        });
    }

    @Test
    public final void theSameRowsGetTheSameVerdicts() {
        verify("clocks, random numbers, hash order and anything else that is not in the rows", () -> {
            try (Detector one = detector();
                    Detector other = detector()) {
                requireSame(described(verdicts(other)), described(verdicts(one)), "what a second detector says");
            }
        });
    }

    // --- Batches -----------------------------------------------------------------------------------------------------

    @Test
    public final void aBatchOfNoRowsHasNoVerdict() {
        verify("that score() returns an empty list, not null, for an empty one", () -> {
            try (Detector detector = detector()) {
                List<Verdict> said = detector.score(List.of());
                require(said != null && said.isEmpty(), () -> "of no rows it says " + said);
            }
        });
    }

    @Test
    public final void aBatchMayBeOfAnySize() {
        verify("buffers of a fixed size, and code that takes the first row for granted", () -> {
            try (Detector detector = detector()) {
                List<FeatureVector> rows = attackRows();
                for (FeatureVector row : rows) {
                    requireNoNull(detector.score(List.of(row)));
                }
                List<FeatureVector> many = new ArrayList<>();
                while (many.size() < MANY_ROWS) {
                    many.addAll(attackRows());
                }
                requireNoNull(detector.score(many));
            }
        });
    }

    @Test
    public final void theBatchIsNotAltered() {
        verify("that score() sorts, filters and clears a copy: other detectors get the same list", () -> {
            try (Detector detector = detector()) {
                List<FeatureVector> rows = attackRows();
                rows = concat(rows, OddRows.withAll(0));
                List<FeatureVector> batch = new ArrayList<>(rows);
                detector.score(batch);
                requireSame(batch, rows, "the batch after score()");
            }
        });
    }

    @Test
    public final void theBatchIsNotKept() {
        verify("that score() keeps rows, if anything, not the list, and that what it returns is no view of it", () -> {
            try (Detector detector = detector();
                    Detector other = detector()) {
                List<FeatureVector> rows = attackRows();
                List<FeatureVector> batch = new ArrayList<>(rows);
                List<Verdict> said = detector.score(batch);
                List<String> before = described(said);
                other.score(rows);
                batch.clear();
                batch.addAll(OddRows.withAll(0));
                requireSame(described(said), before, "what it said, after the batch was used again,");
                List<String> next = described(detector.score(OddRows.withAll(0)));
                requireSame(next, described(other.score(OddRows.withAll(0))), "what it says of the next batch");
            }
        });
    }

    @Test
    public final void verdictsStayAsTheyWereGiven() {
        verify("that score() returns a new list each time", () -> {
            try (Detector detector = detector()) {
                List<Verdict> said = verdicts(detector);
                List<String> before = described(said);
                detector.score(OddRows.withAll(0));
                requireSame(described(said), before, "what it said, after the next score(),");
            }
        });
    }

    // --- Whatever the rows hold --------------------------------------------------------------------------------------

    @Test
    public final void anyNumbersAreJudged() {
        verify(
                "NaN, infinity and huge values in comparisons, casts, array sizes and the confidence, which is 0 to 1",
                () -> {
                    try (Detector detector = detector()) {
                        for (double value : OddRows.VALUES) {
                            requireNoNull(detector.score(OddRows.withAll(value)));
                            requireNoNull(detector.score(OddRows.mixedWith(attackRows(), value)));
                        }
                    }
                });
    }

    @Test
    public final void rowsWithoutContextAreJudged() {
        verify(
                "that context().peer(…), topDomain() and rival() may be null, and a verdict names the row's address then",
                () -> {
                    try (Detector detector = detector()) {
                        requireNoNull(detector.score(OddRows.withoutContext(attackRows())));
                    }
                });
    }

    // --- Life --------------------------------------------------------------------------------------------------------

    @Test
    public final void detectorsShareNothing() {
        verify("static fields, and create() of a provider that is its own detector: each has a new provider", () -> {
            Detector one = detector();
            try (Detector other = detector()) {
                List<String> alone = described(verdicts(one));
                requireSame(described(verdicts(other)), alone, "what a second detector says");
                one.close();
                try (Detector third = detector()) {
                    requireSame(described(verdicts(third)), alone, "what a detector says after another was closed");
                }
            }
        });
    }

    @Test
    public final void itMayBeCreatedUsedAndClosedByDifferentThreads() {
        verify("ThreadLocal variables, and locks or native handles that belong to one thread", () -> {
            Detector detector = detector();
            verify("score() on another thread", () -> requireNoNull(verdicts(detector)));
            verify("close() on another thread", detector::close);
        });
    }

    @Test
    public final void closingTwiceDoesNothing() {
        verify("that close() remembers that it was called", () -> {
            Detector detector = detector();
            verdicts(detector);
            for (int i = 0; i < CLOSES; i++) {
                detector.close();
            }
        });
    }
}
