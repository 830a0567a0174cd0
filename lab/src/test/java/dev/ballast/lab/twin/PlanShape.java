package dev.ballast.lab.twin;

import dev.ballast.postgres.jdbc.Session;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The nodes of a plan with what they read, without costs.
final class PlanShape {
  private PlanShape() {}

  static String of(Session session, String statement) {
    JsonNode explained =
        JsonMapper.shared().readTree(session.text("EXPLAIN (FORMAT JSON) " + statement));
    StringBuilder shape = new StringBuilder();
    add(shape, explained.get(0).get("Plan"));
    return shape.toString();
  }

  private static void add(StringBuilder shape, JsonNode node) {
    shape.append(node.get("Node Type").asString());
    for (String name : new String[] {"Strategy", "Join Type", "Relation Name", "Index Name"}) {
      if (node.has(name)) {
        shape.append(' ').append(node.get(name).asString());
      }
    }
    if (node.has("Plans")) {
      shape.append(" (");
      String between = "";
      for (JsonNode inner : node.get("Plans")) {
        shape.append(between);
        add(shape, inner);
        between = ", ";
      }
      shape.append(')');
    }
  }
}
