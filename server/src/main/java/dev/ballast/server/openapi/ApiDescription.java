package dev.ballast.server.openapi;

import com.github.victools.jsonschema.generator.SchemaBuilder;
import dev.ballast.evidence.json.Json;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.TargetView.FaultView;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Endpoint.Answer;
import dev.ballast.server.http.Parameter;
import dev.ballast.server.http.Parameter.Form;
import dev.ballast.server.http.Parameter.Place;
import dev.ballast.server.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI 3.1 document of declared endpoints. Nothing of it is written by hand, so that it
/// describes what is served.
public final class ApiDescription {
  private static final String VERSION = "3.1.0";
  private static final String JSON = "application/json";
  private static final String PATH = "/api/v1/openapi.json";
  private static final String SCHEMA = "schema";
  private static final String DESCRIPTION = "description";
  private static final String CONTENT = "content";

  private final SchemaBuilder schemas = RecordSchemas.builder();

  private ApiDescription() {}

  /// These endpoints, and one that returns the document of all of them.
  public static List<Endpoint> describing(List<Endpoint> endpoints, String release) {
    List<Endpoint> all = new ArrayList<>(endpoints);
    all.add(
        Endpoint.get(PATH, Need.READ, "This document")
            .replying(
                new Answer.Json(Object.class), call -> Reply.json(of(List.copyOf(all), release))));
    return List.copyOf(all);
  }

  static ObjectNode of(List<Endpoint> endpoints, String release) {
    return new ApiDescription().document(endpoints, release);
  }

  private ObjectNode document(List<Endpoint> endpoints, String release) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("openapi", VERSION);
    document.putObject("info").put("title", "Ballast").put("version", release);
    ObjectNode paths = document.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      if (endpoint.contract().answer() instanceof Answer.Page) {
        continue;
      }
      paths
          .withObjectProperty(endpoint.path())
          .set(endpoint.method().text().toLowerCase(Locale.ROOT), operation(endpoint));
    }
    ObjectNode components = document.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    // Last, since what was described before refers to them.
    components.set("schemas", schemas.collectDefinitions("components/schemas"));
    return document;
  }

  private ObjectNode operation(Endpoint endpoint) {
    ObjectNode operation = Json.mapper().createObjectNode();
    operation.put("summary", endpoint.contract().summary());
    operation.put("x-ballast-needs", endpoint.need().name().toLowerCase(Locale.ROOT));
    ArrayNode parameters = operation.putArray("parameters");
    endpoint.contract().parameters().forEach(p -> parameters.add(parameter(p)));
    endpoint
        .contract()
        .body()
        .ifPresent(
            type ->
                operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject(CONTENT)
                    .putObject(JSON)
                    .set(SCHEMA, schemas.createSchemaReference(type)));
    ObjectNode responses = operation.putObject("responses");
    ObjectNode done = responses.putObject("200").put(DESCRIPTION, "Done").putObject(CONTENT);
    switch (endpoint.contract().answer()) {
      case Answer.Json(Class<?> type) ->
          done.putObject(JSON).set(SCHEMA, schemas.createSchemaReference(type));
      case Answer.Text(String mediaType) ->
          done.putObject(mediaType).putObject(SCHEMA).put("type", "string");
      case Answer.Page() -> throw new IllegalStateException("a page is not of the API");
    }
    responses
        .putObject("default")
        .put(DESCRIPTION, "Why it was not done")
        .putObject(CONTENT)
        .putObject(JSON)
        .set(SCHEMA, schemas.createSchemaReference(FaultView.class));
    ArrayNode security = operation.putArray("security");
    if (endpoint.need() != Need.NOTHING) {
      security.addObject().putArray("token");
    }
    return operation;
  }

  private static ObjectNode parameter(Parameter parameter) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("name", parameter.name());
    node.put("in", parameter.place() == Place.PATH ? "path" : "query");
    node.put("required", parameter.place() == Place.PATH);
    node.put(DESCRIPTION, parameter.help());
    ObjectNode schema = node.putObject(SCHEMA);
    if (parameter.place() == Place.QUERY_PREFIX) {
      // Each property of the object is a parameter of its own.
      node.put("style", "form").put("explode", true);
      schema.put("type", "object");
      schema.putObject("additionalProperties").put("type", "string");
      return node;
    }
    switch (parameter.form()) {
      case Form.Text() -> schema.put("type", "string");
      case Form.Moment() -> schema.put("type", "string").put("format", "date-time");
      case Form.Whole(int least, int most) ->
          schema.put("type", "integer").put("minimum", least).put("maximum", most);
      case Form.Choice(List<String> values) -> {
        ArrayNode choices = schema.put("type", "string").putArray("enum");
        values.forEach(choices::add);
      }
    }
    return node;
  }
}
