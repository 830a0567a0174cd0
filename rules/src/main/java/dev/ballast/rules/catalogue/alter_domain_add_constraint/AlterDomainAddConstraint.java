package dev.ballast.rules.catalogue.alter_domain_add_constraint;

import dev.ballast.rules.dependents.Domains;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.TypeStatement.AlterDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// ALTER DOMAIN ... ADD CHECK, or VALIDATE CONSTRAINT.
@NullMarked
public final class AlterDomainAddConstraint implements Rule {
  @Override
  public String id() {
    return "alter-domain-add-constraint";
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
    boolean adds =
        alter
            .constraint()
            .filter(each -> each.kind() == Constraint.Kind.CHECK && !each.notValid())
            .isPresent();
    boolean reads = adds || alter.action() == AlterDomain.Action.VALIDATE_CONSTRAINT;
    Optional<String> tables = Domains.users(scene, alter.name());
    if (!reads || tables.isEmpty()) {
      return;
    }
    String name =
        alter.constraint().flatMap(Constraint::name).or(alter::constraintName).orElse("<name>");
    List<String> safe = new ArrayList<>();
    if (adds) {
      safe.add(Deparser.ended(scene.sql()) + " NOT VALID");
      safe.add("-- for the old rows, a rule of each table, which blocks no writer:");
    } else {
      safe.add("-- leave the domain's rule NOT VALID; for the old rows, a rule of each table:");
    }
    safe.addAll(Domains.tableChecks(scene, alter.name(), name, "CHECK (<rule>)"));
    judgement
        .hazard(
            scene,
            ("Every row of %s is read while each of these tables refuses INSERT, UPDATE"
                    + " and DELETE (SHARE).")
                .formatted(tables.get()))
        .claims(scene.effects())
        .about(Domains.tables(scene, alter.name()))
        .safe(safe.toArray(String[]::new))
        .advice("Add it NOT VALID and check the old rows by a CHECK of each table.")
        .report();
  }
}
