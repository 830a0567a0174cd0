package dev.ballast.rules.catalogue.alter_domain_set_not_null;

import dev.ballast.rules.dependents.Domains;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.TypeStatement.AlterDomain;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// ALTER DOMAIN ... SET NOT NULL.
@NullMarked
public final class AlterDomainSetNotNull implements Rule {
  @Override
  public String id() {
    return "alter-domain-set-not-null";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterDomain.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterDomain alter)) {
      return;
    }
    boolean reads =
        alter.action() == AlterDomain.Action.SET_NOT_NULL
            || alter
                .constraint()
                .filter(each -> each.kind() == Constraint.Kind.NOT_NULL)
                .isPresent();
    Optional<String> tables = Domains.users(scene, alter.name());
    if (!reads || tables.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            ("Every row of %s is read while each of these tables refuses INSERT, UPDATE"
                    + " and DELETE (SHARE).")
                .formatted(tables.get()))
        .claims(scene.effects())
        .about(Domains.tables(scene, alter.name()))
        .safe(
            Domains.tableChecks(scene, alter.name(), "not_null", "CHECK (<column> IS NOT NULL)")
                .toArray(String[]::new))
        .advice("Make the column of each table NOT NULL instead of the domain.")
        .report();
  }
}
