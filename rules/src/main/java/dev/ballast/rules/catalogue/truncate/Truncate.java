package dev.ballast.rules.catalogue.truncate;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// TRUNCATE without CASCADE.
@NullMarked
public final class Truncate implements Rule {
  @Override
  public String id() {
    return "truncate";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableStatement.Truncate.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof TableStatement.Truncate truncate) || truncate.cascade()) {
      return;
    }
    List<QualifiedName> tables =
        truncate.tables().stream().filter(name -> !scene.isFresh(name)).toList();
    if (tables.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "Every row of "
                + Phrases.list(tables)
                + " is gone, and no row trigger fires. It takes ACCESS EXCLUSIVE: not even a SELECT"
                + " runs beside it.")
        .claims(scene.effects())
        .about(tables.toArray(QualifiedName[]::new))
        .safe(Phrases.LOCK_TIMEOUT, scene.sql())
        .advice(
            "Do it only where the rows can be made again or a backup was proven. "
                + Phrases.SHORT_WAIT)
        .report();
  }
}
