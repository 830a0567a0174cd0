package dev.ballast.change.rules.add_column_constrained_domain;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.schema.KnownType.DomainType;
import dev.ballast.postgres.sql.tree.ColumnAction.AddColumn;
import dev.ballast.postgres.sql.tree.ColumnDefinition;
import dev.ballast.postgres.sql.tree.QualifiedName;
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
    for (var each : Alteration.newColumns(scene)) {
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
      Alteration<AddColumn> each, ColumnDefinition column, DomainType domain, Judgement judgement) {
    QualifiedName check = QualifiedName.of(each.table().name() + "_" + column.name() + "_check");
    each.locking(
            judgement,
            ("Each row's value of %s is tested by the domain %s: every row and index of %s is"
                    + " written anew, and nobody reads or writes it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(column.name(), domain.name(), each.described()))
        .safe(
            each.alterTable(each.column(column, domain.base().canonical(), other -> true)),
            "-- what the domain demands of VALUE, said of " + column.name() + ":",
            each.alterTable("ADD CONSTRAINT " + check + " CHECK (...) NOT VALID"),
            "-- in a transaction of its own, it stops neither readers nor writers:",
            each.alterTable("VALIDATE CONSTRAINT " + check))
        .advice(
            "Give the column the base type and the domain's condition as a CHECK that is"
                + " validated later.")
        .report();
  }
}
