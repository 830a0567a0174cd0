package dev.ballast.rules.catalogue.several_alters;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.AlterActions;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import org.jspecify.annotations.NullMarked;

/// Several ALTER TABLE of one table that each read or write all of it.
@NullMarked
public final class SeveralAlters implements Rule {
  @Override
  public String id() {
    return "several-alters";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterTable.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter)
        || scene.within().isPresent()
        || scene.isFresh(alter.name())
        || !worksOn(scene.effects(), alter.name())) {
      return;
    }
    for (SeenStatement seen : scene.script().seen(AlterTable.class).reversed()) {
      if (seen.statement() instanceof AlterTable former
          && former.name().mayBe(alter.name())
          && worksOn(seen.effects(), alter.name())) {
        report(scene, former, seen, alter, judgement);
        return;
      }
    }
  }

  private static boolean worksOn(Effects effects, QualifiedName table) {
    boolean alone =
        effects.lockOn(table).filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE).isPresent();
    return alone
        && (effects.does(WorkEffect.Kind.REWRITE, table)
            || effects.does(WorkEffect.Kind.SCAN, table));
  }

  private static void report(
      Scene scene, AlterTable former, SeenStatement seen, AlterTable alter, Judgement judgement) {
    var source = scene.source();
    int line = source.position(seen.span().start()).line();
    judgement
        .hazard(
            scene,
            ("Every row of %s is %s again, after line %d did so, and no session can read or write it"
                    + " meanwhile (ACCESS EXCLUSIVE).")
                .formatted(
                    alter.name(),
                    scene.effects().does(WorkEffect.Kind.REWRITE, alter.name())
                        ? "written"
                        : "read",
                    line))
        .claims(scene.effects())
        .about(alter.name())
        .safe(
            "ALTER TABLE %s %s, %s"
                .formatted(
                    alter.name(),
                    new AlterActions(former, source.text(seen.span())).text(),
                    new AlterActions(alter, scene.sql()).text()))
        .advice("Do both in one ALTER TABLE, so that the rows are gone through once.")
        .report();
  }
}
