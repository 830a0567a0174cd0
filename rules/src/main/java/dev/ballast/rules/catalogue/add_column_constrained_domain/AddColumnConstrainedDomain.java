package dev.ballast.rules.catalogue.add_column_constrained_domain;

import dev.ballast.effect.schema.KnownType.DomainType;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN of a domain that has constraints.
@NullMarked
public final class AddColumnConstrainedDomain implements Rule {
  @Override
  public String id() {
    return "add-column-constrained-domain";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      column
          .type()
          .filter(type -> type.arrayDimensions() == 0)
          .flatMap(type -> scene.schema().type(type.name()))
          .ifPresent(
              type -> {
                if (type instanceof DomainType domain && domain.constrained()) {
                  report(each, column, domain, judgement);
                }
              });
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, DomainType domain, Judgement judgement) {
    QualifiedName check = QualifiedName.of(each.table().name() + "_" + column.name() + "_check");
    each.locking(
            judgement,
            ("Each row's value of %s is tested by the domain %s: every row and index of %s is"
                    + " rewritten, and no session can read or write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(column.name(), domain.name(), each.described()))
        .safe(
            each.alterTable(each.column(column, domain.base().canonical(), other -> true)),
            "-- what the domain demands of VALUE, said of " + column.name() + ":",
            each.alterTable("ADD CONSTRAINT " + check + " CHECK (...) NOT VALID"),
            "-- in a transaction of its own, it blocks neither readers nor writers:",
            each.alterTable("VALIDATE CONSTRAINT " + check))
        .advice(
            "Give the column the base type and the domain's condition as a CHECK that is"
                + " validated later.")
        .report();
  }
}
