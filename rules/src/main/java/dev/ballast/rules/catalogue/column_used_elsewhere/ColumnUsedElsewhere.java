package dev.ballast.rules.catalogue.column_used_elsewhere;

import dev.ballast.rules.dependents.Dependent;
import dev.ballast.rules.dependents.Dependents;
import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// DROP COLUMN where something known depends on the column.
@NullMarked
public final class ColumnUsedElsewhere implements Rule {
  @Override
  public String id() {
    return "column-used-elsewhere";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DropColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var dropped : ActionOnTable.inUse(scene, DropColumn.class)) {
      List<Dependent> dependents =
          Dependents.onColumn(
              scene.schema(), scene.major(), dropped.table(), dropped.action().column());
      List<Dependent> refusing = dependents.stream().filter(Dependent::refuses).toList();
      List<Dependent> going = dependents.stream().filter(each -> !each.refuses()).toList();
      String column = dropped.table() + "." + Phrases.quoted(dropped.action().column());
      if (!refusing.isEmpty() && !dropped.action().cascade()) {
        report(
            scene,
            dropped,
            judgement,
            refusing,
            "PostgreSQL refuses to drop %s (SQLSTATE 2BP01), because %s reads it."
                .formatted(column, named(refusing)));
      } else if (!refusing.isEmpty()) {
        report(
            scene,
            dropped,
            judgement,
            refusing,
            "CASCADE drops %s along with %s.".formatted(named(refusing), column));
      }
      if (!going.isEmpty()) {
        report(
            scene,
            dropped,
            judgement,
            going,
            "With %s goes %s, which other columns need too, without a message."
                .formatted(column, named(going)));
      }
    }
  }

  private static String named(List<Dependent> dependents) {
    return dependents.stream().map(Dependent::described).collect(Collectors.joining(", "));
  }

  private static void report(
      Scene scene,
      ActionOnTable<DropColumn> dropped,
      Judgement judgement,
      List<Dependent> dependents,
      String what) {
    List<String> safe = new ArrayList<>();
    dependents.forEach(each -> safe.addAll(each.first(dropped.table())));
    safe.add(
        "ALTER TABLE %s DROP COLUMN %s"
            .formatted(dropped.table(), Phrases.quoted(dropped.action().column())));
    judgement
        .hazard(scene, what)
        .about(dropped.table())
        .insteadOf(dropped.action())
        .safe(safe.toArray(String[]::new))
        .advice("Replace what needs the column before the column goes, each by its name.")
        .report();
  }
}
