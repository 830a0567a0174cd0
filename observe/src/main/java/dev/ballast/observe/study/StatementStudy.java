package dev.ballast.observe.study;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.statement.IndexAdvice;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// What was found out of one statement.
///
/// @param tables that it reads, as far as it is known which are meant
/// @param advice indexes that its tables lack for it
public record StatementStudy(
    PlanOutline plan, List<QualifiedName> tables, List<IndexAdvice> advice) {
  public StatementStudy {
    requireNonNull(plan, "plan is null");
    tables = List.copyOf(tables);
    advice = List.copyOf(advice);
  }

  /// The tables as SQL names them.
  public List<String> tableNames() {
    return tables.stream().map(QualifiedName::toString).toList();
  }

  /// Of a statement of which nothing can be found out.
  ///
  /// @param why follows "because"
  public static StatementStudy none(String why) {
    return new StatementStudy(new PlanOutline.None(why), List.of(), List.of());
  }
}
