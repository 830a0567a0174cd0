package dev.ballast.rules.catalogue.drop_view;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// DROP VIEW or DROP MATERIALIZED VIEW of one that is not made again in the same transaction.
@NullMarked
public final class DropView implements Rule {
  @Override
  public String id() {
    return "drop-view";
  }

  /// What is in a body is judged by itself: what follows it there is not shown.
  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.within().isPresent() && scene.statement() instanceof Drop drop && isOfViews(drop)) {
      for (ObjectName object : drop.objects()) {
        if (!scene.isFresh(object.name())) {
          describe(
              judgement.hazard(scene, what(drop, object)).claims(scene.effects()), drop, object);
        }
      }
    }
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    List<SeenStatement> seen = script.seen();
    for (int i = 0; i < seen.size(); i++) {
      SeenStatement statement = seen.get(i);
      if (!(statement.statement() instanceof Drop drop) || !isOfViews(drop)) {
        continue;
      }
      List<SeenStatement> before = seen.subList(0, i);
      List<SeenStatement> after =
          seen.subList(i + 1, seen.size()).stream()
              .filter(each -> each.transaction() == statement.transaction())
              .toList();
      for (ObjectName object : drop.objects()) {
        if (!makes(before, object.name()) && !makes(after, object.name())) {
          describe(
              judgement
                  .hazard(script, statement.span(), what(drop, object))
                  .claims(statement.effects()),
              drop,
              object);
        }
      }
    }
  }

  private static boolean isOfViews(Drop drop) {
    return drop.kind() == ObjectKind.VIEW || drop.kind() == ObjectKind.MATERIALIZED_VIEW;
  }

  private static boolean makes(List<SeenStatement> statements, QualifiedName view) {
    return statements.stream()
        .anyMatch(
            each ->
                (each.statement() instanceof CreateView create && create.name().mayBe(view))
                    || (each.statement() instanceof CreateTableAs made && made.name().mayBe(view)));
  }

  private static String what(Drop drop, ObjectName view) {
    return "Anyone who still reads "
        + view.name()
        + " fails from the commit on"
        + (drop.kind() == ObjectKind.MATERIALIZED_VIEW ? ", and its stored rows are gone" : "")
        + (drop.cascade() ? "; CASCADE drops every view that is made of it too." : ".");
  }

  private static void describe(Judgement.Draft draft, Drop drop, ObjectName view) {
    draft
        .about(view.name())
        .safe(
            "-- once nothing that runs reads it any more:",
            Phrases.LOCK_TIMEOUT,
            "DROP " + drop.kind().sql() + " " + view.name())
        .advice(
            "Drop it in a later release than the one that stops reading it, and without CASCADE.")
        .report();
  }
}
