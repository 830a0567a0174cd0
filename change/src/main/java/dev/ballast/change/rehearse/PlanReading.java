package dev.ballast.change.rehearse;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.postgres.jdbc.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How the planner would run the statements of the traffic, whatever their parameters. Immutable.
final class PlanReading {
  private static final double REGRESSION = 2;
  private static final String NAME = "ballast_plan";

  private final Map<String, Plan> plans;

  private PlanReading(Map<String, Plan> plans) {
    this.plans = plans;
  }

  /// A plan.
  ///
  /// @param access how tables are read, in the order of the plan
  private record Plan(List<String> access, double cost) {
    String display() {
      return access.isEmpty() ? "no table is read" : String.join(", ", access);
    }
  }

  /// @param session of the application's role, outside of a transaction
  static PlanReading of(Session session, TrafficMix mix) {
    Map<String, Plan> plans = new LinkedHashMap<>();
    session.execute("SET plan_cache_mode = force_generic_plan");
    mix.works().stream()
        .flatMap(weighted -> weighted.work().statements().stream())
        .distinct()
        .forEach(
            statement ->
                plan(session, statement).ifPresent(plan -> plans.put(statement.text(), plan)));
    return new PlanReading(plans);
  }

  /// Empty where it cannot be planned: it fails, or is no statement that has a plan.
  private static Optional<Plan> plan(Session session, TrafficStatement statement) {
    try {
      session.execute("PREPARE " + NAME + " AS " + statement.text());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Optional.empty();
    }
    try {
      String nulls =
          Stream.generate(() -> "NULL")
              .limit(statement.parameters())
              .collect(Collectors.joining(", ", "(", ")"));
      String json =
          session.text(
              "EXPLAIN (FORMAT JSON) EXECUTE " + NAME + (statement.parameters() == 0 ? "" : nulls));
      JsonNode top =
          Json.mapper().readTree(json.getBytes(StandardCharsets.UTF_8)).path(0).path("Plan");
      List<String> access = new ArrayList<>();
      collect(top, access);
      return Optional.of(new Plan(access, top.path("Total Cost").asDouble()));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Optional.empty();
    } finally {
      session.execute("DEALLOCATE " + NAME);
    }
  }

  private static void collect(JsonNode node, List<String> access) {
    String type = node.path("Node Type").asString("");
    String relation = node.path("Relation Name").asString("");
    String index = node.path("Index Name").asString("");
    if (!relation.isEmpty() && type.contains("Scan")) {
      access.add(type + (index.isEmpty() ? "" : " using " + index) + " on " + relation);
    } else if (!index.isEmpty()) {
      access.add(type + " on " + index);
    }
    node.path("Plans").forEach(child -> collect(child, access));
  }

  /// What differs in a later reading.
  List<PlanChange> changesUntil(PlanReading later) {
    List<PlanChange> changes = new ArrayList<>();
    plans.forEach(
        (text, before) -> {
          Plan after = later.plans.get(text);
          if (after != null
              && (!after.access().equals(before.access())
                  || after.cost() >= REGRESSION * before.cost())) {
            changes.add(
                new PlanChange(
                    text,
                    before.display(),
                    after.display(),
                    before.cost(),
                    after.cost(),
                    after.cost() >= REGRESSION * before.cost()));
          }
        });
    return List.copyOf(changes);
  }
}
