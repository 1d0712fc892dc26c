package io.nta.tck.proof;

import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.feature.Tally;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Detectors each of which does one thing wrong. */
final class BrokenDetectors {
    private BrokenDetectors() {}

    static List<Broken<DetectorProvider>> all() {
        return Stream.of(providers(), options(), verdicts(), batches(), lives())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Broken<DetectorProvider>> providers() {
        return List.of(
                Broken.of(
                        "has a name of two words",
                        () -> new SoundDetector() {
                            @Override
                            public String name() {
                                return "my detector";
                            }
                        },
                        "theNameStaysTheSameAndFitsTheCommandLine",
                        "theServiceFileNamesTheProvider"),
                Broken.of(
                        "calls its detector by another name",
                        () -> new SoundDetector() {
                            @Override
                            public Detector create(ProviderConfig config) {
                                super.create(config);
                                return new Renamed(this);
                            }
                        },
                        "theDetectorBearsTheNameOfItsProvider"));
    }

    /** The options of a provider that reads them wrong. */
    private interface Reading {
        double limit(ProviderConfig config);
    }

    private static Broken<DetectorProvider> reading(String what, Reading reading, String... fails) {
        return Broken.of(
                what,
                () -> new SoundDetector() {
                    @Override
                    public Detector create(ProviderConfig config) {
                        limit = reading.limit(config);
                        return this;
                    }
                },
                fails);
    }

    private static List<Broken<DetectorProvider>> options() {
        return List.of(
                reading(
                        "parses a number itself",
                        config -> Double.parseDouble(config.text("limit", "80")),
                        "aMalformedNumberIsRefusedWithNameValueAndRange",
                        "aTextThatItCanNotUseIsRefusedWithNameAndValue"),
                reading(
                        "takes the default for what it can't read",
                        config -> config.text("limit", "80").matches("\\d+")
                                ? Double.parseDouble(config.text("limit", "80"))
                                : 80,
                        "aMalformedNumberIsRefusedWithNameValueAndRange"),
                reading(
                        "looks a text up where it may not be",
                        config -> Map.of("icmp", 80.0).get(config.text("protocol", "icmp")),
                        "aTextThatItCanNotUseIsRefusedWithNameAndValue"),
                reading(
                        "takes every option there is",
                        config -> {
                            config.text("no-such-option-of-any-detector");
                            return config.integer("limit", 80, 1, 1_000_000);
                        },
                        "anUnknownOptionIsRefusedByName"),
                reading(
                        "behaves otherwise when told its default",
                        config -> config.text("limit").isPresent()
                                ? config.integer("limit", 80, 1, 1_000_000) + 1_000
                                : config.integer("limit", 80, 1, 1_000_000),
                        "anOptionsOwnDefaultIsAllowedAndChangesNothing"));
    }

    private static Broken<DetectorProvider> saying(
            String what, UnaryOperator<@Nullable Verdict> change, String... fails) {
        return Broken.of(
                what,
                () -> new SoundDetector() {
                    @Override
                    @Nullable
                    Verdict judge(FeatureVector row, double count) {
                        Verdict verdict = super.judge(row, count);
                        return verdict == null ? null : change.apply(verdict);
                    }
                },
                fails);
    }

    private static Verdict with(Verdict said, FeatureVector row, String message, List<String> evidence, String name) {
        return new Verdict(
                row, AttackType.ICMP_FLOOD, said.confidence(), said.attacker(), null, message, evidence, name);
    }

    private static List<Broken<DetectorProvider>> verdicts() {
        int[] calls = {0};
        return List.of(
                saying("sees nothing", verdict -> null, "itFindsTheAttack"),
                Broken.of(
                        "sees an attack where nothing happened",
                        () -> new SoundDetector() {
                            @Override
                            Verdict judge(FeatureVector row, double count) {
                                return count == 0 ? verdict(row, CONFIDENCE) : super.judge(row, count);
                            }
                        },
                        "aRowInWhichNothingHappenedIsNormal"),
                saying(
                        "signs with another name",
                        said -> with(said, said.row(), said.message(), said.evidence(), "threshold"),
                        "eachVerdictBearsTheNameOfTheDetector"),
                saying(
                        "copies the row",
                        said -> with(said, copy(said.row()), said.message(), said.evidence(), said.detector()),
                        "eachVerdictIsAboutARowOfItsBatch"),
                saying(
                        "has no evidence",
                        said -> with(said, said.row(), said.message(), List.of(), said.detector()),
                        "eachVerdictExplainsItself"),
                saying(
                        "says it in two lines",
                        said -> with(said, said.row(), "one\ntwo", said.evidence(), said.detector()),
                        "eachVerdictExplainsItself"),
                saying(
                        "counts its calls across detectors",
                        said -> with(said, said.row(), "call " + calls[0]++, said.evidence(), said.detector()),
                        "theSameRowsGetTheSameVerdicts",
                        "detectorsShareNothing",
                        "anOptionsOwnDefaultIsAllowedAndChangesNothing"),
                Broken.of("has a confidence of NaN", Unsure::new, "anyNumbersAreJudged"),
                Broken.of(
                        "names a peer that is not known",
                        () -> new SoundDetector() {
                            @Override
                            @Nullable
                            Verdict judge(FeatureVector row, double count) {
                                boolean known = row.context() != io.nta.feature.RowContext.EMPTY;
                                return known
                                                || row.context()
                                                                .peer(Tally.PACKETS)
                                                                .share()
                                                        > 0
                                        ? super.judge(row, count)
                                        : null;
                            }
                        },
                        "rowsWithoutContextAreJudged"));
    }

    private static FeatureVector copy(FeatureVector row) {
        return new FeatureVector(
                row.kind(),
                row.address(),
                row.startNanos(),
                row.seconds(),
                row.firstPacketNanos(),
                row.lastPacketNanos(),
                row.toArray(),
                row.context());
    }

    private static List<Broken<DetectorProvider>> batches() {
        return List.of(
                Broken.of(
                        "returns null for no rows",
                        () -> new SoundDetector() {
                            @Override
                            public List<Verdict> score(List<FeatureVector> rows) {
                                return rows.isEmpty() ? null : super.score(rows);
                            }
                        },
                        "aBatchOfNoRowsHasNoVerdict"),
                Broken.of(
                        "has a buffer of a fixed size",
                        () -> new SoundDetector() {
                            @Override
                            public List<Verdict> score(List<FeatureVector> rows) {
                                FeatureVector[] buffer = new FeatureVector[10_000];
                                for (int i = 0; i < rows.size(); i++) {
                                    buffer[i] = rows.get(i);
                                }
                                return super.score(Arrays.asList(buffer).subList(0, rows.size()));
                            }
                        },
                        "aBatchMayBeOfAnySize"),
                Broken.of(
                        "sorts the batch",
                        () -> new SoundDetector() {
                            @Override
                            public List<Verdict> score(List<FeatureVector> rows) {
                                List<Verdict> verdicts = super.score(rows);
                                if (rows instanceof ArrayList<FeatureVector>) {
                                    rows.sort(Comparator.comparing(FeatureVector::seconds));
                                }
                                return verdicts;
                            }
                        },
                        "theBatchIsNotAltered"),
                Broken.of("returns a view of the batch", ViewOfTheBatch::new, "theBatchIsNotKept"),
                Broken.of("returns the same list each time", OneList::new, "verdictsStayAsTheyWereGiven"));
    }

    private static List<Broken<DetectorProvider>> lives() {
        return List.of(
                Broken.of("closes what others use, too", ClosesForAll::new, "detectorsShareNothing"),
                Broken.of(
                        "belongs to the thread that made it",
                        () -> new SoundDetector() {
                            private final Thread owner = Thread.currentThread();

                            @Override
                            public void close() {
                                if (Thread.currentThread() != owner) {
                                    throw new IllegalStateException("called by " + Thread.currentThread());
                                }
                            }
                        },
                        "itMayBeCreatedUsedAndClosedByDifferentThreads"),
                Broken.of(
                        "fails when closed twice",
                        () -> new SoundDetector() {
                            private boolean closed;

                            @Override
                            public void close() {
                                if (closed) {
                                    throw new IllegalStateException("closed twice");
                                }
                                closed = true;
                            }
                        },
                        "closingTwiceDoesNothing"));
    }

    private record Renamed(SoundDetector sound) implements Detector {
        @Override
        public String name() {
            return "other";
        }

        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            return sound.score(rows).stream()
                    .map(said -> with(said, said.row(), said.message(), said.evidence(), name()))
                    .toList();
        }
    }

    private static final class Unsure extends SoundDetector {
        @Override
        @Nullable
        Verdict judge(FeatureVector row, double count) {
            return count <= limit ? null : verdict(row, count / (count + 1));
        }
    }

    private static final class ViewOfTheBatch extends SoundDetector {
        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            int size = super.score(rows).size();
            return new AbstractList<>() {
                @Override
                public Verdict get(int index) {
                    return verdict(rows.get(index), CONFIDENCE);
                }

                @Override
                public int size() {
                    return size;
                }
            };
        }
    }

    private static final class OneList extends SoundDetector {
        private final List<Verdict> verdicts = new ArrayList<>();

        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            verdicts.clear();
            verdicts.addAll(super.score(rows));
            return verdicts;
        }
    }

    private static final class ClosesForAll extends SoundDetector {
        private static int open;
        private static int closed;
        private boolean isClosed;

        ClosesForAll() {
            if (open == 0) {
                closed = 0;
            }
        }

        @Override
        public Detector create(ProviderConfig config) {
            open++;
            return super.create(config);
        }

        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            return closed > 0 ? List.of() : super.score(rows);
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                open--;
                closed = open > 0 ? closed + 1 : 0;
            }
        }
    }
}
