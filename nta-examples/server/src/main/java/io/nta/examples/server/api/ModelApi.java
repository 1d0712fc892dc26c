package io.nta.examples.server.api;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.model.xgboost.Model;
import java.util.List;

/** What judges. */
public final class ModelApi {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    private final List<String> detectors;
    private final Model model;

    /**
     * Creates it.
     *
     * @param detectors the names of those at work
     * @param model the one that comes with the server
     */
    public ModelApi(List<String> detectors, Model model) {
        this.detectors = List.copyOf(detectors);
        this.model = model;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/model", Scope.READ, this::model);
    }

    private void model(Context context) {
        Parameters.of(context).verify();
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("detectors");
            for (String name : detectors) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeFieldName("card");
            json.writeRawValue(WRITER.writeValueAsString(model.card()));
            json.writeEndObject();
        });
    }
}
