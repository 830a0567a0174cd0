package dev.ballast.rules.catalogue.duplicate_column;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Two columns of one name in a table: `BuildDescForRelation` and `check_for_column_name_collision`
/// in `src/backend/commands/tablecmds.c`.
@NullMarked
public final class DuplicateColumn implements Rule {
  private static final String DUPLICATE = "42701";

  /// What every table has.
  private static final Set<String> SYSTEM =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  @Override
  public String id() {
    return "duplicate-column";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class, AddColumn.class, Rename.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateTable create) {
      twice(scene, create).ifPresent(name -> twice(scene, create.name(), name, judgement));
    } else if (scene.statement() instanceof AlterTable alter) {
      added(scene, alter, judgement);
    } else if (scene.statement() instanceof Rename rename
        && rename.kind() == ObjectKind.COLUMN
        && rename.relation().isPresent()
        && rename.relationKind() == ObjectKind.TABLE) {
      renamed(scene, rename, rename.relation().get(), judgement);
    }
  }

  /// The name that stands twice in the list; none where the table may be there already.
  private static Optional<String> twice(Scene scene, CreateTable create) {
    if (create.ifNotExists() && scene.schema().table(create.name()).isPresent()) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>(SYSTEM);
    return create.columns().stream()
        .map(ColumnDefinition::name)
        .filter(name -> !seen.add(name))
        .findFirst()
        .filter(_ -> !create.ifNotExists());
  }

  private static void twice(Scene scene, QualifiedName table, String name, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses this statement (SQLSTATE 42701): %s gets the column %s twice%s."
                .formatted(
                    table,
                    QualifiedName.of(name),
                    SYSTEM.contains(name) ? ", as every table has one of that name" : ""))
        .refusedAnyway(scene, DUPLICATE)
        .about(table)
        .advice("Remove one of them, or give it another name.")
        .report();
  }

  private static void added(Scene scene, AlterTable alter, Judgement judgement) {
    Set<String> seen = new HashSet<>(SYSTEM);
    for (AlterAction action : alter.actions()) {
      if (action instanceof AddColumn add) {
        boolean known = isKnown(scene, alter.name(), add.column()) && !drops(alter, add.column());
        if (!seen.add(add.column()) && !add.ifNotExists()) {
          twice(scene, alter.name(), add.column(), judgement);
          return;
        }
        if (known && !add.ifNotExists()) {
          there(scene, alter.name(), add.column(), judgement);
          return;
        }
      }
    }
  }

  private static boolean isKnown(Scene scene, QualifiedName table, String column) {
    return scene.schema().table(table).flatMap(known -> known.column(column)).isPresent();
  }

  /// Columns are dropped before others are added.
  private static boolean drops(AlterTable alter, String column) {
    return alter.actions().stream()
        .anyMatch(action -> action instanceof DropColumn drop && drop.column().equals(column));
  }

  private static void renamed(
      Scene scene, Rename rename, QualifiedName table, Judgement judgement) {
    boolean both =
        isKnown(scene, table, rename.oldName()) && isKnown(scene, table, rename.newName());
    if (both) {
      there(scene, table, rename.newName(), judgement);
    }
  }

  private static void there(Scene scene, QualifiedName table, String column, Judgement judgement) {
    boolean here = isMadeHere(scene, table, column);
    Judgement.Draft draft =
        judgement.hazard(
            scene,
            "PostgreSQL refuses this statement (SQLSTATE 42701)%s: %s has a column %s already."
                .formatted(
                    here ? "" : " where the migrations before it have run",
                    table,
                    QualifiedName.of(column)));
    if (here) {
      draft.refused(scene, DUPLICATE);
    } else {
      draft
          .refused(new Refusal.Conditional(DUPLICATE, "the migrations before it have run"))
          .atMost(Severity.WARNING);
    }
    draft
        .about(table)
        .advice(
            "Leave it out, or write IF NOT EXISTS where the column may be there with the same"
                + " definition.")
        .report();
  }

  /// This script itself made the table or the column. Which of several histories a database has is
  /// not always what the files say.
  private static boolean isMadeHere(Scene scene, QualifiedName table, String column) {
    return scene.isFresh(table)
        || scene.script().seen(AlterTable.class).stream()
            .map(seen -> (AlterTable) seen.statement())
            .filter(alter -> KnownSchema.key(alter.name()).equals(KnownSchema.key(table)))
            .flatMap(alter -> alter.actions().stream())
            .anyMatch(action -> action instanceof AddColumn add && add.column().equals(column));
  }
}
