package io.nta.model.xgboost.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a report to a folder: {@code report.md}, {@code report.json} and three plots. */
public final class ReportWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportWriter() {}

    /**
     * Writes the files; those of these names are replaced, and the folder is made if there is none.
     *
     * @param markdown the report; links to the plots are added
     * @param data what {@code report.json} holds, of {@link ReportData}
     * @param evaluation what the plots show
     */
    public static void write(
            Path folder, ReportMarkdown markdown, Map<String, Object> data, WindowEvaluation evaluation)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("reliability.svg"), Charts.reliability(evaluation.reliability()));
        Files.writeString(folder.resolve("precision-recall.svg"), Charts.precisionRecall(evaluation.curves()));
        Files.writeString(folder.resolve("confusion.svg"), Charts.confusion(evaluation.decided()));
        Files.writeString(folder.resolve("report.json"), MAPPER.writeValueAsString(data) + "\n");
        Files.writeString(
                folder.resolve("report.md"),
                markdown
                        + "\n## Plots\n\n![Confusion](confusion.svg)\n\n![Precision and recall](precision-recall.svg)\n\n"
                        + "![Reliability](reliability.svg)\n");
    }
}
