package dev.ballast.rules.catalogue.column_used_elsewhere;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.dependents.Dependent;
import dev.ballast.rules.dependents.Dependents;
import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// DROP COLUMN where something known depends on the column.
@NullMarked
public final class ColumnUsedElsewhere implements Rule {
  private static final String DEPENDED_ON = "2BP01";

  @Override
  public String id() {
    return "column-used-elsewhere";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var dropped : ActionOnTable.any(scene, DropColumn.class)) {
      List<Dependent> dependents =
          Dependents.onColumn(
                  scene.schema(), scene.major(), dropped.table(), dropped.action().column())
              .stream()
              .filter(each -> !isGone(scene, dropped, each))
              .toList();
      List<Dependent> refusing = new ArrayList<>();
      dependents.stream().filter(Dependent::refuses).forEach(refusing::add);
      refusing.addAll(below(scene, dropped));
      String column = dropped.table() + "." + Phrases.quoted(dropped.action().column());
      if (!refusing.isEmpty() && !dropped.action().cascade()) {
        refuses(scene, dropped, judgement, column, refusing);
      }
      if (scene.isFresh(dropped.table())) {
        continue;
      }
      if (!refusing.isEmpty() && dropped.action().cascade()) {
        String what = "CASCADE drops %s along with %s.".formatted(named(refusing), column);
        draft(scene, dropped, judgement, refusing, what).report();
      }
      List<Dependent> going = dependents.stream().filter(each -> !each.refuses()).toList();
      if (!going.isEmpty()) {
        String what =
            "With %s goes %s, which other columns need too, without a message."
                .formatted(column, named(going));
        draft(scene, dropped, judgement, going, what).report();
      }
    }
  }

  /// An action of the same statement takes it away before.
  private static boolean isGone(
      Scene scene, ActionOnTable<DropColumn> dropped, Dependent dependent) {
    return scene.statement() instanceof AlterTable alter
        && dependent.on().mayBe(alter.name())
        && alter.actions().stream()
            .takeWhile(action -> !action.equals(dropped.action()))
            .anyMatch(
                action ->
                    (action instanceof DropColumn other
                            && dependent.kind() == Dependent.Kind.GENERATED_COLUMN
                            && other.column().equals(dependent.name().name()))
                        || (action instanceof DropConstraint constraint
                            && constraint.name().equals(dependent.name().name())));
  }

  /// A partition's column goes with its parent's, and so does that of another child unless the
  /// child defines it too.
  private static List<Dependent> below(Scene scene, ActionOnTable<DropColumn> dropped) {
    List<Dependent> all = new ArrayList<>();
    for (KnownTable heir : scene.schema().allHeirs(dropped.table())) {
      Dependents.onColumn(scene.schema(), scene.major(), heir.name(), dropped.action().column())
          .stream()
          .filter(Dependent::refuses)
          .map(each -> heir.partitionOf().isPresent() ? each : each.perhaps())
          .forEach(all::add);
    }
    return all;
  }

  private static void refuses(
      Scene scene,
      ActionOnTable<DropColumn> dropped,
      Judgement judgement,
      String column,
      List<Dependent> refusing) {
    List<Dependent> certain = refusing.stream().filter(Dependent::certain).toList();
    if (certain.isEmpty()) {
      draft(
              scene,
              dropped,
              judgement,
              refusing,
              ("PostgreSQL refuses to drop %s (SQLSTATE 2BP01) if %s needs it: which columns its"
                      + " query reads is not known here.")
                  .formatted(column, named(refusing)))
          .refused(new Refusal.Conditional(DEPENDED_ON, named(refusing) + " needs the column"))
          .atMost(Severity.WARNING)
          .report();
      return;
    }
    draft(
            scene,
            dropped,
            judgement,
            certain,
            "PostgreSQL refuses to drop %s (SQLSTATE 2BP01), because %s needs it."
                .formatted(column, named(certain)))
        .refused(scene, DEPENDED_ON)
        .report();
  }

  private static String named(List<Dependent> dependents) {
    return dependents.stream()
        .map(Dependent::described)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Judgement.Draft draft(
      Scene scene,
      ActionOnTable<DropColumn> dropped,
      Judgement judgement,
      List<Dependent> dependents,
      String what) {
    List<String> safe = new ArrayList<>();
    dependents.stream().flatMap(each -> each.first().stream()).distinct().forEach(safe::add);
    safe.add(
        "ALTER TABLE %s DROP COLUMN %s"
            .formatted(dropped.table(), Phrases.quoted(dropped.action().column())));
    return judgement
        .hazard(scene, what)
        .about(dropped.table())
        .safe(safe.toArray(String[]::new))
        .advice("Replace what needs the column before the column goes, each by its name.");
  }
}
