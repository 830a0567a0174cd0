package dev.ballast.rules.catalogue.create_rule;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// CREATE RULE on a relation that is in use.
@NullMarked
public final class CreateRule implements Rule {
  @Override
  public String id() {
    return "create-rule";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(GuardStatement.CreateRule.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof GuardStatement.CreateRule create)
        || scene.isFresh(create.table())) {
      return;
    }
    String name = QualifiedName.of(create.name()).toString();
    String table = create.table().toString();
    String event = create.event().name();
    judgement
        .hazard(
            scene,
            "The rule "
                + name
                + " takes ACCESS EXCLUSIVE on "
                + table
                + " and from then on changes the text of every "
                + event
                + " before it is planned: functions in it may run twice, RETURNING and row counts"
                + " change. "
                + Phrases.queue(table))
        .claims(scene.effects())
        .about(create.table())
        .safe(instead(scene, create))
        .advice("Use a trigger: it sees each row once and blocks no reader while it is made.")
        .report();
  }

  private static String[] instead(Scene scene, GuardStatement.CreateRule create) {
    if (create.event() == GuardStatement.Command.SELECT) {
      return new String[] {
        "CREATE OR REPLACE VIEW " + create.table() + " AS <the query of the rule>"
      };
    }
    boolean view = scene.schema().view(create.table()).isPresent();
    boolean unknown = !view && scene.schema().table(create.table()).isEmpty();
    return new String[] {
      "-- with a function of its own" + (unknown ? "; of a view INSTEAD OF, not BEFORE:" : ":"),
      "CREATE TRIGGER %s %s %s ON %s FOR EACH ROW EXECUTE FUNCTION %s()"
          .formatted(
              QualifiedName.of(create.name()),
              view ? "INSTEAD OF" : "BEFORE",
              create.event().name(),
              create.table(),
              QualifiedName.of(create.name() + "_row"))
    };
  }
}
