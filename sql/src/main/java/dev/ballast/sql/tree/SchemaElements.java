package dev.ballast.sql.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What stands within `CREATE SCHEMA`: the server makes it in the new schema, and looks there first
/// for a name without a schema (`transformCreateSchemaStmtElements` in
/// `src/backend/parser/parse_utilcmd.c`). As the schema is new, the elements are all that is in it.
final class SchemaElements {
  private SchemaElements() {}

  /// Gives the schema to every name of the elements that means one of them.
  static void qualify(List<RawNode> elements, String schema) {
    Set<String> made = new HashSet<>();
    for (RawNode element : elements) {
      switch (element.kind()) {
        case "CreateStmt" -> made.add(element.some("relation").text("relname"));
        case "ViewStmt" -> made.add(element.some("view").text("relname"));
        case "CreateSeqStmt" -> made.add(element.some("sequence").text("relname"));
        default -> {}
      }
    }
    Deque<RawNode> ahead = new ArrayDeque<>(elements);
    while (!ahead.isEmpty()) {
      RawNode node = ahead.pop();
      if (node.someText("relname").filter(made::contains).isPresent() && !node.has("schemaname")) {
        node.put("schemaname", schema);
      }
      node.forEach(
          (_, value) -> {
            switch (value) {
              case RawNode below -> ahead.push(below);
              case List<?> list -> RawNode.nodes(list).forEach(ahead::push);
              default -> {}
            }
          });
    }
  }
}
