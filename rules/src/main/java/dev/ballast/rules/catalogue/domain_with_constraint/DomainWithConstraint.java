package dev.ballast.rules.catalogue.domain_with_constraint;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.TypeStatement.CreateDomain;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE DOMAIN with CHECK or NOT NULL.
@NullMarked
public final class DomainWithConstraint implements Rule {
  @Override
  public String id() {
    return "domain-with-constraint";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateDomain.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateDomain create)) {
      return;
    }
    List<Constraint> rules =
        create.constraints().stream()
            .filter(
                each ->
                    each.kind() == Constraint.Kind.CHECK || each.kind() == Constraint.Kind.NOT_NULL)
            .toList();
    if (rules.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            ("To change this rule later, every table with a column of %s is locked SHARE"
                    + " at once and"
                    + " read; and ADD COLUMN of it rewrites the table.")
                .formatted(create.name()))
        .safe(
            "-- the base type in the table, and the rule beside it:",
            "CREATE TABLE <table> (<column> %s CHECK (<rule>))"
                .formatted(create.type().canonical()))
        .advice("Put the rule on the column of the table, where it can be changed without a pause.")
        .report();
  }
}
