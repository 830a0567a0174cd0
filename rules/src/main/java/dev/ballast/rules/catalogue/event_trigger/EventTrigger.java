package dev.ballast.rules.catalogue.event_trigger;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.GuardStatement.AlterEventTrigger;
import dev.ballast.sql.tree.GuardStatement.CreateEventTrigger;
import org.jspecify.annotations.NullMarked;

/// CREATE EVENT TRIGGER, or one switched on or off.
@NullMarked
public final class EventTrigger implements Rule {
  @Override
  public String id() {
    return "event-trigger";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateEventTrigger.class, AlterEventTrigger.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateEventTrigger create) {
      report(
          scene,
          create.event().equals("login")
              ? "An error in %s() refuses every connection to this database."
                  .formatted(create.function())
              : ("%s() runs at every DDL statement of this database%s, and an error"
                      + " in it refuses them.")
                  .formatted(
                      create.function(),
                      create.tags().isEmpty() ? "" : " of " + String.join(", ", create.tags())),
          create.name(),
          judgement);
    } else if (scene.statement() instanceof AlterEventTrigger alter) {
      report(
          scene,
          "What %s kept watch over changes for every DDL statement of this database."
              .formatted(Phrases.quoted(alter.name())),
          alter.name(),
          judgement);
    }
  }

  private static void report(Scene scene, String what, String name, Judgement judgement) {
    String trigger = Phrases.quoted(name);
    judgement
        .hazard(scene, what)
        .safe(
            ("CREATE EVENT TRIGGER %s ON ddl_command_end WHEN TAG IN ('DROP TABLE')"
                    + " EXECUTE FUNCTION <function that catches its errors>()")
                .formatted(trigger),
            "-- the way out:",
            "ALTER EVENT TRIGGER %s DISABLE".formatted(trigger))
        .advice("Limit it by WHEN TAG IN, and let its function catch every error.")
        .report();
  }
}
