package dev.ballast.observe.study;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.statement.TableFacts;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.tree.Expression.Parameter;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Has a server plan a statement without running it, for any values of its parameters. Nothing is
/// planned that [PlanGuard] does not let through.
final class PlanReader {
  private PlanReader() {}

  static PlanOutline read(
      Session session, String sql, Statement statement, List<TableFacts> tables) {
    Optional<String> obstacle = PlanGuard.ofStatement(sql, statement);
    if (obstacle.isPresent()) {
      return new PlanOutline.None(obstacle.get());
    }
    Optional<String> qualified = qualified(sql, statement, tables);
    if (qualified.isEmpty()) {
      return new PlanOutline.None("it is not known which of several tables it reads");
    }
    try {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_ONLY);
      Optional<String> other =
          PlanGuard.ofDatabase(session, tables.stream().map(TableFacts::name).toList());
      if (other.isPresent()) {
        return new PlanOutline.None(other.get());
      }
      return planned(session, qualified.get(), statement);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return new PlanOutline.None(
          "the server refuses: " + fault.detail().orElse(fault.getMessage()));
    } finally {
      session.endReading();
    }
  }

  /// The same text with the schema of each table, since the search path of who runs it is unknown
  /// and Ballast's own has PostgreSQL's schema only.
  private static Optional<String> qualified(
      String sql, Statement statement, List<TableFacts> tables) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    List<RelationUse> uses =
        Walk.of(statement).every(RelationUse.class).stream()
            .sorted(Comparator.comparingInt(RelationUse::offset).reversed())
            .toList();
    String text = sql;
    for (RelationUse use : uses) {
      Optional<TableFacts> table =
          tables.stream().filter(facts -> facts.name().mayBe(use.name())).findFirst();
      if (table.isEmpty()) {
        return Optional.empty();
      }
      if (use.name().schema().isEmpty()) {
        int at = new String(utf8, 0, use.offset(), StandardCharsets.UTF_8).length();
        String schema = QualifiedName.of(table.get().name().schema().orElse("")).toString();
        text = text.substring(0, at) + schema + "." + text.substring(at);
      }
    }
    return Optional.of(text);
  }

  /// By PREPARE and NULLs, as all majors have it: `EXPLAIN (GENERIC_PLAN)` of 16 wants values for
  /// its parameters by the extended protocol.
  private static PlanOutline planned(Session session, String sql, Statement statement) {
    int parameters =
        Walk.of(statement).every(Parameter.class).stream()
            .mapToInt(Parameter::number)
            .max()
            .orElse(0);
    session.text("SELECT pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', true)");
    session.execute("PREPARE ballast_plan AS " + sql);
    try {
      String values =
          parameters == 0
              ? ""
              : "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
      // The types were decided on by PREPARE; this only reads them.
      List<String> types =
          session.query(
              SqlResource.load(PlanReader.class, "parameters", session.version()),
              row -> row.text("type"));
      return new PlanOutline.Planned(
          steps(session.text("EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE ballast_plan" + values)),
          types);
    } finally {
      // A failed transaction takes no further statement; what is prepared outlives it.
      session.endReading();
      session.execute("DEALLOCATE ballast_plan");
    }
  }

  private static List<PlanOutline.Step> steps(String json) {
    List<PlanOutline.Step> steps = new ArrayList<>();
    add(Json.mapper().readTree(json).path(0).path("Plan"), 0, steps);
    return steps;
  }

  private static void add(JsonNode node, int depth, List<PlanOutline.Step> steps) {
    steps.add(
        new PlanOutline.Step(
            depth,
            node.path("Node Type").asString(""),
            node.path("Schema").asString(""),
            node.path("Relation Name").asString(""),
            node.path("Index Name").asString(""),
            node.path("Plan Rows").asDouble(0),
            node.path("Total Cost").asDouble(0)));
    node.path("Plans").forEach(below -> add(below, depth + 1, steps));
  }
}
