package dev.ballast.rules.catalogue.truncate_cascade;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.Truncate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// TRUNCATE ... CASCADE.
@NullMarked
public final class TruncateCascade implements Rule {
  @Override
  public String id() {
    return "truncate-cascade";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Truncate.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Truncate truncate)
        || !truncate.cascade()
        || truncate.tables().stream().allMatch(scene::isFresh)) {
      return;
    }
    List<QualifiedName> emptied =
        scene.effects().work(WorkEffect.Kind.EMPTIED).stream()
            .map(work -> work.relation().name())
            .toList();
    List<QualifiedName> others =
        emptied.stream().filter(name -> truncate.tables().stream().noneMatch(name::mayBe)).toList();
    judgement
        .hazard(
            scene,
            "Every row of "
                + Phrases.list(truncate.tables())
                + " is gone, and with it all of every table that has a foreign key to it"
                + (others.isEmpty() ? "" : ": as far as known, " + Phrases.list(others))
                + ".")
        .claims(scene.effects())
        .about(emptied.toArray(QualifiedName[]::new))
        .safe(
            "TRUNCATE "
                + emptied.stream().map(QualifiedName::toString).collect(Collectors.joining(", ")))
        .advice("Name every table that may be emptied; PostgreSQL refuses if one is missing.")
        .report();
  }
}
