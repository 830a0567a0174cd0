package dev.ballast.rules.catalogue.inherit;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableAction.NoInherit;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import org.jspecify.annotations.NullMarked;

/// ALTER TABLE ... INHERIT, and NO INHERIT.
@NullMarked
public final class Inherit implements Rule {
  @Override
  public String id() {
    return "inherit";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableAction.Inherit.class, NoInherit.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter) || scene.isFresh(alter.name())) {
      return;
    }
    for (var action : alter.actions()) {
      if (action instanceof TableAction.Inherit inherit) {
        report(scene, alter.name(), inherit.parent(), "joins", judgement);
      } else if (action instanceof NoInherit inherit) {
        report(scene, alter.name(), inherit.parent(), "leaves", judgement);
      }
    }
  }

  private static void report(
      Scene scene, QualifiedName child, QualifiedName parent, String does, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "%s %s the rows of %s, under ACCESS EXCLUSIVE on %s. %s"
                .formatted(child, does, parent, child, Phrases.queue(child.toString())))
        .claims(scene.effects())
        .about(child)
        .safe(Phrases.LOCK_TIMEOUT, scene.sql())
        .advice(Phrases.SHORT_WAIT)
        .report();
  }
}
