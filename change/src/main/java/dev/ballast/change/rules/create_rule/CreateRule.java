package dev.ballast.change.rules.create_rule;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Phrases;
import dev.ballast.postgres.sql.tree.GuardStatement;
import dev.ballast.postgres.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// CREATE RULE on a relation that is in use.
@NullMarked
public final class CreateRule implements Rule {
  @Override
  public String id() {
    return "create-rule";
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
        .advice("Use a trigger: it sees each row once and stops no reader while it is made.")
        .report();
  }
}
