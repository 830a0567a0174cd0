package dev.ballast.rules.catalogue.add_column_constrained_domain;

import dev.ballast.effect.schema.KnownType.DomainType;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.dependents.BaseTypes;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN of a domain that has constraints.
@NullMarked
public final class AddColumnConstrainedDomain implements Rule {
  @Override
  public String id() {
    return "add-column-constrained-domain";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      column
          .type()
          .filter(type -> isUnknown(scene, type))
          .ifPresent(type -> reportUnknown(each, column, type, judgement));
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

  /// Neither a type of the system or of a usual extension, nor one whose CREATE was seen.
  private static boolean isUnknown(Scene scene, TypeName type) {
    return type.arrayDimensions() == 0
        && !type.ofColumn()
        && !type.isSerial()
        && !BaseTypes.isBase(type)
        && scene.schema().type(type.name()).isEmpty()
        && scene.schema().table(type.name()).isEmpty()
        && scene.schema().view(type.name()).isEmpty();
  }

  /// An identity or a generated column is rewritten whatever its type is: other rules report it.
  private static void reportUnknown(
      ActionText<AddColumn> each, ColumnDefinition column, TypeName type, Judgement judgement) {
    if (column.constraint(Constraint.Kind.GENERATED).isPresent()
        || column.constraint(Constraint.Kind.IDENTITY).isPresent()) {
      return;
    }
    boolean filled = column.constraint(Constraint.Kind.DEFAULT).isPresent();
    each.locking(
            judgement,
            ("If %s is a domain with a CHECK or NOT NULL, every row and index of %s is rewritten to"
                    + " test each value, and no session can read or write it meanwhile (ACCESS"
                    + " EXCLUSIVE). What %s is, is not known here.")
                .formatted(type.name(), each.described(), type.name()))
        .atMost(filled ? Severity.WARNING : Severity.INFO)
        .safe(
            "-- d is a domain:",
            "SELECT typtype FROM pg_type WHERE typname = '%s'"
                .formatted(type.name().name().replace("'", "''")),
            "-- if it is one with constraints, its base type and a CHECK that is validated later:",
            each.alterTable("ADD COLUMN %s <base type>".formatted(QualifiedName.of(column.name()))))
        .advice(
            "Hand in the script that makes the type, so that it is known; of a constrained domain use"
                + " the base type and a CHECK.")
        .report();
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
