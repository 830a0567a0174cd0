package dev.ballast.rules.lint;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.Moment;
import dev.ballast.evidence.Severity;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a down script takes back: the statements of its own up script. To remove what these made is
/// the purpose of a down script, so that is a remark only.
///
/// @param made the statements of the up script
/// @param when the time of the up script
/// @param after the schema after the up script, whatever the down script has dropped since
/// @param judged what of a down script is reported at all
record WayBack(List<Statement> made, Moment when, KnownSchema after, DownScripts judged) {
  WayBack {
    made = List.copyOf(made);
  }

  /// The way back of a script that was walked to its end.
  ///
  /// @param ran what ran of it, on whatever way
  static WayBack of(
      ScriptScene up, List<SeenStatement> ran, KnownSchema after, DownScripts judged) {
    List<Statement> made =
        ran.stream()
            .flatMap(seen -> Stream.concat(Stream.of(seen), seen.inside().stream()))
            .map(SeenStatement::statement)
            .toList();
    return new WayBack(made, up.moment(), after, judged);
  }

  /// The most that a hazard counts; empty where it is not reported.
  ///
  /// @param removesOwn the statement removes only what the up script made
  /// @param about the tables that the hazard is about
  Optional<Severity> atMost(
      Rule rule, Category category, boolean removesOwn, List<QualifiedName> about) {
    if (!judged.judges(rule, category)) {
      return Optional.empty();
    }
    boolean destroys = category == Category.LOSS || rule.destroys();
    boolean ownTables =
        !about.isEmpty() && about.stream().allMatch(table -> after.bornIn(table, when));
    if (destroys) {
      return Optional.of(removesOwn || ownTables ? Severity.INFO : Severity.ERROR);
    }
    // Who waits for a table that is removed has nothing to wait for.
    if (ownTables && judged == DownScripts.DAMAGE) {
      return Optional.empty();
    }
    // To take back an index or a trigger of its own is worth a short wait.
    return Optional.of(removesOwn && category == Category.QUEUE ? Severity.INFO : Severity.ERROR);
  }

  /// Whether a statement removes only what the up script made.
  boolean removesOwn(Statement statement) {
    if (statement instanceof Drop drop) {
      return drop.objects().stream().allMatch(object -> made(drop.kind(), object));
    }
    return statement instanceof AlterTable alter
        && alter.actions().stream().allMatch(action -> added(alter.name(), action));
  }

  private boolean made(ObjectKind kind, ObjectName object) {
    String name = object.name().name();
    return switch (kind) {
      case SCHEMA ->
          made.stream()
              .anyMatch(
                  each ->
                      each instanceof CreateSchema create
                          && create.name().filter(name::equals).isPresent());
      case PUBLICATION ->
          made.stream()
              .anyMatch(
                  each -> each instanceof CreatePublication create && create.name().equals(name));
      default -> after.bornIn(object.name(), when);
    };
  }

  private boolean added(QualifiedName table, AlterAction action) {
    return made.stream()
        .filter(each -> each instanceof AlterTable alter && alter.name().mayBe(table))
        .map(Walk::of)
        .anyMatch(walk -> adds(walk, action));
  }

  private static boolean adds(Walk walk, AlterAction dropped) {
    if (dropped instanceof ColumnAction.DropColumn drop) {
      return walk.every(ColumnAction.AddColumn.class).stream()
          .anyMatch(added -> added.column().equals(drop.column()));
    }
    return dropped instanceof ConstraintAction.DropConstraint drop
        && walk.every(ConstraintAction.AddConstraint.class).stream()
            .anyMatch(added -> added.constraint().name().filter(drop.name()::equals).isPresent());
  }
}
