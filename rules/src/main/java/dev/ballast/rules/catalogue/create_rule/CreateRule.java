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
        .safe(
            "-- with a function of its own:",
            "CREATE TRIGGER %s BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION %s()"
                .formatted(
                    name,
                    create.event() == GuardStatement.Command.SELECT ? "UPDATE" : event,
                    table,
                    QualifiedName.of(create.name() + "_row")))
        .advice("Use a trigger: it sees each row once and blocks no reader while it is made.")
        .report();
  }
}
