package dev.ballast.observe.study;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/// How a server would run a statement, without conditions and so without anybody's values.
public sealed interface PlanOutline {
  /// A plan that was made and not executed.
  ///
  /// @param steps from the top, each indented below what it feeds
  /// @param parameters the type of each parameter, as the server took it, in their order
  record Planned(List<Step> steps, List<String> parameters) implements PlanOutline {
    public Planned {
      steps = List.copyOf(steps);
      parameters = List.copyOf(parameters);
    }

    /// The tables that are read as a whole.
    public Set<QualifiedName> scanned() {
      return steps.stream()
          .filter(step -> step.node().equals("Seq Scan") && !step.relation().isEmpty())
          .map(step -> QualifiedName.of(step.schema(), step.relation()))
          .collect(Collectors.toSet());
    }

    /// The same for plans of the same steps, whatever rows and costs are estimated; eight digits.
    public String shape() {
      CRC32C sum = new CRC32C();
      steps.forEach(step -> sum.update(step.shape().getBytes(StandardCharsets.UTF_8)));
      return "%08x".formatted(sum.getValue());
    }

    /// How its tables are read, or its first step where it reads none.
    public String summary() {
      List<String> reads =
          steps.stream().filter(step -> !step.relation().isEmpty()).map(Step::access).toList();
      return reads.isEmpty()
          ? steps.stream().map(Step::node).findFirst().orElse("nothing")
          : String.join(", ", reads);
    }

    public String text() {
      return steps.stream().map(Step::line).collect(Collectors.joining("\n"));
    }
  }

  /// There is none.
  ///
  /// @param why follows "because" and has no full stop
  record None(String why) implements PlanOutline {
    public None {
      requireNonNull(why, "why is null");
    }
  }

  /// One node of a plan.
  ///
  /// @param node its type as EXPLAIN has it
  /// @param schema of the relation, empty where there is none
  /// @param index empty where none is used
  /// @param cost the planner's estimate for all rows
  record Step(
      int depth,
      String node,
      String schema,
      String relation,
      String index,
      double rows,
      double cost) {
    String line() {
      return "  ".repeat(depth) + access() + " (rows %.0f, cost %.0f)".formatted(rows, cost);
    }

    String access() {
      return node
          + (relation.isEmpty() ? "" : " on " + QualifiedName.of(schema, relation))
          + (index.isEmpty() ? "" : " by " + QualifiedName.of(index));
    }

    private String shape() {
      return depth + " " + access() + "\n";
    }
  }
}
