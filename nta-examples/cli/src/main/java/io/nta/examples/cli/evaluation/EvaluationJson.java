package io.nta.examples.cli.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.nta.detect.Alert;
import io.nta.examples.cli.evaluation.EpisodeScore.Selection;
import io.nta.examples.cli.evaluation.Judgement.Outcome;
import io.nta.examples.cli.labels.Episode;
import io.nta.model.xgboost.evaluation.Interval;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link Evaluation} for programs: one JSON object, durations in seconds. */
public final class EvaluationJson {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Evaluation evaluation;
    private final JsonGenerator json;

    private EvaluationJson(Evaluation evaluation, JsonGenerator json) {
        this.evaluation = evaluation;
        this.json = json;
    }

    /** Returns the object. */
    static String of(Evaluation evaluation) {
        return write(json -> new EvaluationJson(evaluation, json).writeAll());
    }

    /** Returns an object with, by judge in lower case, what was found and how many alerts were wrong, without the single ones. */
    public static String summary(Map<? extends Enum<?>, Evaluation> evaluations) {
        return write(json -> {
            json.writeStartObject();
            for (Map.Entry<? extends Enum<?>, Evaluation> entry : evaluations.entrySet()) {
                json.writeObjectFieldStart(lower(entry.getKey()));
                EvaluationJson written = new EvaluationJson(entry.getValue(), json);
                written.writeFigures();
                json.writeNumberField(
                        "misnamed_alerts",
                        entry.getValue().judgements(Outcome.MISNAMED).size());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** What writes JSON. */
    @FunctionalInterface
    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String write(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter never fails", e);
        }
        return text.toString();
    }

    private void writeAll() throws IOException {
        json.writeStartObject();
        writeFigures();
        writeAlerts();
        json.writeEndObject();
    }

    private void writeFigures() throws IOException {
        json.writeNumberField("captures", evaluation.captures());
        json.writeNumberField("unreadable", evaluation.unreadable());
        json.writeNumberField("host_hours", evaluation.hostHours());
        for (Selection selection : Selection.values()) {
            writeClasses(selection);
        }
        json.writeObjectFieldStart("false_alerts");
        json.writeNumberField("count", evaluation.judgements(Outcome.FALSE).size());
        if (evaluation.hostHours() > 0) {
            json.writeNumberField("per_1000_host_hours", evaluation.falseAlertRate());
            writeInterval(evaluation.falseAlertRateInterval());
        }
        json.writeEndObject();
    }

    private void writeAlerts() throws IOException {
        json.writeArrayFieldStart("alerts");
        for (Judgement judgement : evaluation.judgements()) {
            writeJudgement(judgement);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("misses");
        for (EpisodeScore score : evaluation.misses()) {
            writeMiss(score);
        }
        json.writeEndArray();
    }

    private void writeClasses(Selection selection) throws IOException {
        ClassScores scores = ClassScores.of(evaluation.scores(selection));
        json.writeObjectFieldStart(lower(selection));
        if (scores.macroRecall().isPresent()) {
            json.writeNumberField("macro_recall", scores.macroRecall().getAsDouble());
        }
        json.writeArrayFieldStart("classes");
        for (ClassScores.Row row : scores.rows()) {
            json.writeStartObject();
            json.writeStringField("class", row.type().label());
            json.writeNumberField("episodes", row.episodes());
            json.writeNumberField("found", row.found());
            json.writeNumberField("recall", row.recall());
            writeInterval(row.interval());
            json.writeNumberField("misnamed", row.misnamed());
            writeSeconds("median_delay", row.medianDelay());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeJudgement(Judgement judgement) throws IOException {
        Alert alert = judgement.alert();
        List<Episode> found = judgement.found();
        Episode episode = found.isEmpty() ? judgement.instead() : found.get(0);
        json.writeStartObject();
        json.writeStringField("outcome", lower(judgement.outcome()));
        json.writeStringField("file", judgement.capture());
        json.writeStringField("id", alert.id());
        json.writeStringField("attack_type", alert.attackType().label());
        writeText("src_ip", alert.srcIp());
        writeText("dst_ip", alert.dstIp());
        json.writeNumberField("confidence", alert.confidence());
        writeText("first_seen", alert.firstSeen());
        writeText("last_seen", alert.lastSeen());
        writeText("detected_at", alert.detectedAt());
        json.writeNumberField("window_size", alert.windowSize());
        json.writeStringField("message", alert.details().message());
        writeText("label", episode == null ? null : episode.label());
        json.writeEndObject();
    }

    private void writeMiss(EpisodeScore score) throws IOException {
        Episode episode = score.episode();
        json.writeStartObject();
        json.writeStringField("file", score.capture());
        json.writeStringField("class", episode.label());
        json.writeStringField("attackers", episode.attackerText());
        json.writeStringField("victims", episode.victimText());
        writeSeconds("duration", episode.duration());
        json.writeStringField("notes", episode.notes());
        json.writeEndObject();
    }

    private void writeInterval(Interval interval) throws IOException {
        json.writeArrayFieldStart("interval_95");
        json.writeNumber(interval.low());
        json.writeNumber(interval.high());
        json.writeEndArray();
    }

    private void writeSeconds(String name, @Nullable Duration duration) throws IOException {
        if (duration == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, duration.toNanos() / NANOS_PER_SECOND);
        }
    }

    private void writeText(String name, @Nullable Object value) throws IOException {
        json.writeStringField(name, value == null ? null : value.toString());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
