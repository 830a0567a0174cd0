package dev.ballast.rules.catalogue.rename_table;

import dev.ballast.effect.claim.Effects;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import org.jspecify.annotations.NullMarked;

/// RENAME of a table in use, unless something else takes its name.
@NullMarked
public final class RenameTable implements Rule {
  @Override
  public String id() {
    return "rename-table";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Rename.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.within().isPresent() && scene.statement() instanceof Rename rename) {
      report(scene.script(), scene.span(), rename, scene.effects(), judgement);
    }
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement seen : script.seen()) {
      if (seen.statement() instanceof Rename rename
          && rename.relation().stream().noneMatch(name -> takenAgain(script, name))) {
        report(script, seen.span(), rename, seen.effects(), judgement);
      }
    }
  }

  /// Something else of that name stands at the end of the script.
  private static boolean takenAgain(ScriptScene script, QualifiedName name) {
    return script.seen().stream()
        .map(SeenStatement::statement)
        .anyMatch(
            seen ->
                (seen instanceof CreateView view && view.name().mayBe(name))
                    || (seen instanceof CreateTable table && table.name().mayBe(name))
                    || (seen instanceof Rename other && other.newName().equals(name.name())));
  }

  private static void report(
      ScriptScene script, Span span, Rename rename, Effects effects, Judgement judgement) {
    if (rename.kind() != ObjectKind.TABLE || rename.relation().isEmpty()) {
      return;
    }
    QualifiedName table = rename.relation().get();
    if (effects.lockOn(table).filter(lock -> lock.relation().fresh()).isPresent()) {
      return;
    }
    String to = Phrases.quoted(rename.newName());
    QualifiedName renamed = new QualifiedName(table.schema(), rename.newName());
    judgement
        .hazard(
            script,
            span,
            "Every statement that names %s fails from here on, and %s exists for none before. "
                    .formatted(table, renamed)
                + Phrases.briefly(table))
        .claims(effects)
        .about(table)
        .safe(
            "BEGIN",
            "SET LOCAL lock_timeout = '2s'",
            "ALTER TABLE %s RENAME TO %s".formatted(table, to),
            "CREATE VIEW %s AS SELECT * FROM %s".formatted(table, renamed),
            "COMMIT",
            "-- when nobody uses the old name any more:",
            "DROP VIEW " + table)
        .advice("Leave a view of the old name behind until no process uses it.")
        .report();
  }
}
