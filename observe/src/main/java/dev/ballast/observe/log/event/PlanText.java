package dev.ballast.observe.log.event;

import dev.ballast.evidence.json.Json;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan as auto_explain writes it, without literals. Of its text form every line keeps what is a
/// figure of the plan; of expressions the names are kept, and strings and numbers are not. Forms
/// other than text and JSON are not kept.
final class PlanText {
  private static final String QUERY = "Query Text";
  private static final String PARAMETERS = "Query Parameters";
  private static final Pattern PROPERTY = Pattern.compile("^\\s*([A-Z][A-Za-z /-]*): (.*)$");

  /// Properties whose numbers are the plan's own.
  private static final Set<String> FIGURES =
      Set.of(
          "Rows Removed by Filter",
          "Rows Removed by Join Filter",
          "Rows Removed by Index Recheck",
          "Rows Removed by Conflict Filter",
          "Heap Fetches",
          "Heap Blocks",
          "Buffers",
          "I/O Timings",
          "WAL",
          "Sort Method",
          "Full-sort Groups",
          "Pre-sorted Groups",
          "Buckets",
          "Batches",
          "Hits",
          "Workers Planned",
          "Workers Launched",
          "Index Searches",
          "Storage",
          "Memory",
          "Planning Time",
          "Execution Time",
          "Query Identifier");

  private final StatementText statements;

  PlanText(StatementText statements) {
    this.statements = statements;
  }

  Optional<String> withoutLiterals(String plan) {
    String text = plan.strip();
    if (text.startsWith("{")) {
      return json(text);
    }
    return text.startsWith("<") || text.startsWith("Query Text: \"")
        ? Optional.empty()
        : Optional.of(lines(text));
  }

  /// The query is first and may have many lines; the plan begins with its first line of costs.
  private String lines(String text) {
    int plan = planStart(text);
    String query = text.substring(0, plan);
    String shown =
        query.startsWith(QUERY + ": ")
            ? QUERY
                + ": "
                + statements
                    .withoutLiterals(withoutParameters(query.substring(QUERY.length() + 2)))
                    .orElse("(left out: it cannot be parsed)")
                + "\n"
            : "";
    return shown
        + LiteralFree.withoutQuoted(text.substring(plan))
            .lines()
            .map(PlanText::line)
            .collect(Collectors.joining("\n"));
  }

  private static String withoutParameters(String query) {
    int parameters = query.lastIndexOf("\n" + PARAMETERS + ": ");
    return (parameters < 0 ? query : query.substring(0, parameters)).strip();
  }

  private static final Pattern FIRST_NODE =
      Pattern.compile("^\\S[^\\n]*  \\((cost|actual)[^\\n]*\\)$", Pattern.MULTILINE);

  private static int planStart(String text) {
    Matcher node = FIRST_NODE.matcher(text);
    int start = text.length();
    while (node.find()) {
      start = node.start();
      // A statement could hold such a line as well: the last one at the margin is the plan.
    }
    return start;
  }

  private static String line(String line) {
    Matcher property = PROPERTY.matcher(line);
    if (property.matches()) {
      return FIGURES.contains(property.group(1))
          ? line
          : line.substring(0, property.start(2)) + LiteralFree.withoutValues(property.group(2));
    }
    return line;
  }

  private Optional<String> json(String text) {
    try {
      JsonNode tree = Json.mapper().readTree(text);
      scrub(tree);
      return Optional.of(Json.mapper().writeValueAsString(tree));
    } catch (JacksonException e) {
      // Cut off, and so not a plan any more.
      return Optional.empty();
    }
  }

  private void scrub(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        object.remove(PARAMETERS);
        for (String name : object.propertyNames().stream().toList()) {
          JsonNode value = object.get(name);
          if (!value.isString()) {
            scrub(value);
          } else if (name.equals(QUERY)) {
            statements
                .withoutLiterals(value.stringValue())
                .ifPresentOrElse(sql -> object.put(name, sql), () -> object.remove(name));
          } else {
            object.put(name, LiteralFree.withoutValues(value.stringValue()));
          }
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          if (array.get(i).isString()) {
            array.set(i, array.stringNode(LiteralFree.withoutValues(array.get(i).stringValue())));
          } else {
            scrub(array.get(i));
          }
        }
      }
      default -> {
        // Numbers and truth values are the plan's own.
      }
    }
  }
}
