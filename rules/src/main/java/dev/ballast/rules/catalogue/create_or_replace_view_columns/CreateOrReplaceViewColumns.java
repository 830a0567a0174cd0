package dev.ballast.rules.catalogue.create_or_replace_view_columns;

import dev.ballast.effect.schema.KnownView;
import dev.ballast.effect.schema.ViewColumns;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// CREATE OR REPLACE VIEW that changes the columns of a known view: `checkViewColumns` in
/// `src/backend/commands/view.c` refuses it.
@NullMarked
public final class CreateOrReplaceViewColumns implements Rule {
  @Override
  public String id() {
    return "create-or-replace-view-columns";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateView.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateView view)
        || !view.replace()
        || view.persistence() == Persistence.TEMPORARY) {
      return;
    }
    List<String> after = ViewColumns.of(view.columns(), view.query(), scene.schema());
    List<String> before =
        scene.schema().view(view.name()).map(KnownView::columns).orElse(List.of());
    if (after.isEmpty() || before.isEmpty()) {
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      boolean gone = i >= after.size();
      if (gone || differ(before.get(i), after.get(i))) {
        report(
            scene, view, before, i, gone ? Optional.empty() : Optional.of(after.get(i)), judgement);
        return;
      }
    }
  }

  private static boolean differ(String before, String after) {
    return !before.isEmpty() && !after.isEmpty() && !before.equals(after);
  }

  private static void report(
      Scene scene,
      CreateView view,
      List<String> before,
      int place,
      Optional<String> now,
      Judgement judgement) {
    String old = before.get(place).isEmpty() ? "one" : before.get(place);
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses this statement: column "
                + (place + 1)
                + " of "
                + view.name()
                + " is "
                + old
                + now.map(name -> " and would become " + name).orElse(" and would be gone")
                + ". REPLACE may only add columns after the existing ones: "
                + String.join(", ", before)
                + ".")
        .refused(scene, "42P16")
        .safe(
            "BEGIN",
            "DROP VIEW " + view.name(),
            SqlText.of(scene.sql()).replacedFirst("CREATE OR REPLACE", "CREATE"),
            "-- and GRANT again what was granted",
            "COMMIT")
        .advice(
            "Keep the old columns in their order and add new ones at the end, or drop and create"
                + " the view in one transaction.")
        .report();
  }
}
