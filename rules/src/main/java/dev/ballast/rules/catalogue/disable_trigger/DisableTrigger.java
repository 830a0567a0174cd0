package dev.ballast.rules.catalogue.disable_trigger;

import dev.ballast.rules.lint.AlterActions;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.tree.Firing;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction.ToggleTrigger;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// DISABLE TRIGGER that is not taken back in the same transaction.
@NullMarked
public final class DisableTrigger implements Rule {
  @Override
  public String id() {
    return "disable-trigger";
  }

  /// What is in a body is judged by itself: what follows it there is not shown.
  @Override
  public Subjects subjects() {
    return Subjects.of(ToggleTrigger.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.within().isPresent()
        && scene.statement() instanceof AlterTable alter
        && !scene.isFresh(alter.name())) {
      for (ToggleTrigger toggle : disabled(alter)) {
        describe(
            judgement.hazard(scene, what(alter.name(), toggle)).claims(scene.effects()),
            new AlterActions(alter, scene.sql()),
            toggle);
      }
    }
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    List<SeenStatement> seen = script.seen();
    for (int i = 0; i < seen.size(); i++) {
      SeenStatement statement = seen.get(i);
      if (!(statement.statement() instanceof AlterTable alter)
          || script.schema().bornIn(alter.name(), script.moment())) {
        continue;
      }
      List<SeenStatement> later =
          seen.subList(i + 1, seen.size()).stream()
              .filter(each -> each.transaction() == statement.transaction())
              .toList();
      for (ToggleTrigger toggle : disabled(alter)) {
        if (later.stream().noneMatch(each -> enables(each, alter.name(), toggle))) {
          describe(
              judgement
                  .hazard(script, statement.span(), what(alter.name(), toggle))
                  .claims(statement.effects()),
              new AlterActions(alter, Quoted.whole(script, statement)),
              toggle);
        }
      }
    }
  }

  private static List<ToggleTrigger> disabled(AlterTable alter) {
    return toggles(alter).filter(toggle -> toggle.state() == Firing.DISABLE).toList();
  }

  private static Stream<ToggleTrigger> toggles(AlterTable alter) {
    return alter.actions().stream()
        .filter(ToggleTrigger.class::isInstance)
        .map(ToggleTrigger.class::cast);
  }

  private static boolean enables(SeenStatement later, QualifiedName table, ToggleTrigger off) {
    return later.statement() instanceof AlterTable alter
        && alter.name().mayBe(table)
        && toggles(alter)
            .anyMatch(
                on ->
                    on.state() != Firing.DISABLE
                        && on.scope() == off.scope()
                        && on.name().equals(off.name()));
  }

  private static String which(ToggleTrigger toggle) {
    return switch (toggle.scope()) {
      case NAMED -> toggle.name().map(name -> QualifiedName.of(name).toString()).orElse("");
      case ALL -> "ALL";
      case USER -> "USER";
    };
  }

  private static String what(QualifiedName table, ToggleTrigger toggle) {
    String trigger =
        switch (toggle.scope()) {
          case NAMED -> "The trigger " + which(toggle) + " of " + table + " is";
          case ALL -> "All triggers of " + table + ", those of its foreign keys included, are";
          case USER -> "All triggers of " + table + " are";
        };
    return trigger
        + " switched off for every session and not switched on again in this transaction: what"
        + " others write meanwhile passes unseen.";
  }

  private static void describe(Judgement.Draft draft, AlterActions actions, ToggleTrigger toggle) {
    QualifiedName table = actions.alter().name();
    List<String> instead =
        List.of(
            "BEGIN",
            "ALTER TABLE " + table + " DISABLE TRIGGER " + which(toggle),
            "-- the work that the trigger must not see",
            "ALTER TABLE " + table + " ENABLE TRIGGER " + which(toggle),
            "COMMIT");
    draft
        .about(table)
        .safe(
            actions
                .whole(action -> action.equals(toggle) ? instead : List.of())
                .toArray(String[]::new))
        .advice(
            "Disable it, do the work and enable it again in one transaction, which keeps other"
                + " writers out until it ends.")
        .report();
  }
}
