package dev.ballast.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.server.ServerError;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.ServingNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The document that a node serves of its API, and what the node then returns.
class ApiDescriptionIT {
  private static final Map<String, String> PATH_VALUES =
      Map.of("{target}", "shop", "{job}", "upkeep%20of%20samples", "{family}", "instance");

  @Test
  void theDocumentIsValidAndEveryAnswerIsWhatItSays() {
    try (ServingNode node = ServingNode.start(Clock.system());
        NodeClient client = node.client()) {
      ObjectNode document = client.get("/api/v1/openapi.json", ObjectNode.class);
      SwaggerParseResult parsed =
          new OpenAPIV3Parser().readContents(document.toString(), null, null);
      assertThat(parsed.getMessages()).isEmpty();
      assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
      List<String> asked = new ArrayList<>();
      for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
        JsonNode operation = path.getValue().path("get");
        JsonNode schema = operation.at("/responses/200/content/application~1json/schema");
        String url = filled(path.getKey());
        if (schema.isMissingNode() || url.contains("{")) {
          continue;
        }
        asked.add(path.getKey());
        JsonNode answer = client.get(url, JsonNode.class);
        assertThat(schema(document, schema).validate(answer)).as(path.getKey()).isEmpty();
      }
      assertThat(asked)
          .contains("/api/v1/status", "/api/v1/targets/{target}", "/api/v1/jobs", "/health/ready");
      aMistypedParameterIsRefused(client);
    }
  }

  private static void aMistypedParameterIsRefused(NodeClient client) {
    assertThatThrownBy(
            () -> client.get("/api/v1/targets/shop/series/wal/bytes?form=2026", JsonNode.class))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ServerError.NODE_REQUEST_INVALID);
              assertThat(fault.detail().orElseThrow()).contains("request-invalid", "400");
            });
  }

  private static String filled(String path) {
    String filled = path;
    for (Map.Entry<String, String> value : PATH_VALUES.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  /// The schema with the definitions that it refers to.
  private static Schema schema(ObjectNode document, JsonNode schema) {
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.set("components", document.get("components"));
    whole.putArray("allOf").add(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }
}
