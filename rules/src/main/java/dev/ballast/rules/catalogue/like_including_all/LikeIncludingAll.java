package dev.ballast.rules.catalogue.like_including_all;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Like;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE TABLE (LIKE source) where the source is known to have what is not copied, or is not
/// known.
@NullMarked
public final class LikeIncludingAll implements Rule {
  @Override
  public String id() {
    return "like-including-all";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateTable create)
        || create.persistence() == Persistence.TEMPORARY) {
      return;
    }
    for (Like like : create.origins().likes()) {
      List<String> missing =
          scene.schema().table(like.source()).map(LikeIncludingAll::missing).orElse(List.of());
      if (!missing.isEmpty()) {
        judgement
            .hazard(
                scene,
                "%s does not get from %s: %s; nor its grants and publications."
                    .formatted(create.name(), like.source(), String.join(", ", missing)))
            .safe(
                "-- before it takes the place of %s, add what is missing, such as:"
                    .formatted(like.source()),
                "ALTER TABLE %s ADD FOREIGN KEY (<column>) REFERENCES <table> NOT VALID"
                    .formatted(create.name()),
                "SELECT setval(pg_get_serial_sequence('%s', '<identity>'), <last>)"
                    .formatted(create.name()))
            .advice("Add by hand what LIKE leaves out before the copy is used.")
            .report();
      }
    }
  }

  private static List<String> missing(KnownTable source) {
    List<String> missing = new ArrayList<>();
    source.constraints().stream()
        .filter(each -> each.kind() == Constraint.Kind.FOREIGN_KEY)
        .forEach(each -> missing.add("the foreign key " + Phrases.quoted(each.name())));
    source.triggers().forEach(each -> missing.add("the trigger " + Phrases.quoted(each)));
    source.policies().forEach(each -> missing.add("the policy " + Phrases.quoted(each)));
    source.columns().stream()
        .filter(
            each ->
                each.generation() == KnownColumn.Generation.IDENTITY
                    || each.generation() == KnownColumn.Generation.SERIAL)
        .forEach(each -> missing.add("the count of " + Phrases.quoted(each.name())));
    return missing;
  }
}
