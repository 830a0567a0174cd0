package dev.ballast.observe.study;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How a server would run a statement, without conditions and so without anybody's values.
public sealed interface PlanOutline {
  /// A plan that was made and not executed.
  ///
  /// @param steps from the top, each indented below what it feeds
  record Planned(List<Step> steps) implements PlanOutline {
    public Planned {
      steps = List.copyOf(steps);
    }

    /// The tables that are read as a whole.
    public Set<QualifiedName> scanned() {
      return steps.stream()
          .filter(step -> step.node().equals("Seq Scan") && !step.relation().isEmpty())
          .map(step -> QualifiedName.of(step.schema(), step.relation()))
          .collect(Collectors.toSet());
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
      return "  ".repeat(depth)
          + node
          + (relation.isEmpty() ? "" : " on " + QualifiedName.of(schema, relation))
          + (index.isEmpty() ? "" : " by " + QualifiedName.of(index))
          + " (rows %.0f, cost %.0f)".formatted(rows, cost);
    }
  }
}
