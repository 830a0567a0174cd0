package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/// A constraint as the statements so far left it.
///
/// @param name as written, or as PostgreSQL names it: `orders_customer_id_fkey`
/// @param kind one of CHECK, NOT_NULL, PRIMARY_KEY, UNIQUE, EXCLUSION, FOREIGN_KEY
/// @param references the table a foreign key points at
/// @param definition the clause it was made by
public record KnownConstraint(
    String name,
    Constraint.Kind kind,
    List<String> columns,
    Optional<QualifiedName> references,
    boolean validated,
    boolean enforced,
    Constraint definition) {
  public KnownConstraint {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    columns = List.copyOf(columns);
    requireNonNull(references, "references is null");
    requireNonNull(definition, "definition is null");
  }

  KnownConstraint withReferences(Optional<QualifiedName> tables) {
    return new KnownConstraint(name, kind, columns, tables, validated, enforced, definition);
  }

  /// The same constraint after a column of a table, which it may point at, got another name.
  KnownConstraint withReferenced(QualifiedName table, RenamedColumn column) {
    return references.map(KnownSchema::key).filter(KnownSchema.key(table)::equals).isPresent()
        ? new KnownConstraint(
            name,
            kind,
            columns,
            references,
            validated,
            enforced,
            definition.withReferenced(column.from(), column.to()))
        : this;
  }

  KnownConstraint withName(String newName) {
    return new KnownConstraint(newName, kind, columns, references, validated, enforced, definition);
  }

  /// The same constraint on a table without rows.
  KnownConstraint onNewTable() {
    return enforced ? asValidated() : this;
  }

  KnownConstraint asValidated() {
    return new KnownConstraint(name, kind, columns, references, true, enforced, definition);
  }

  /// What is not enforced any more is not valid either; what is enforced again was checked.
  KnownConstraint asEnforced(boolean value) {
    return new KnownConstraint(name, kind, columns, references, value, value, definition);
  }

  KnownConstraint withColumn(RenamedColumn column) {
    return new KnownConstraint(
        name,
        kind,
        columns.stream().map(each -> each.equals(column.from()) ? column.to() : each).toList(),
        references,
        validated,
        enforced,
        definition
            .expression()
            .map(expression -> definition.withExpression(column.in(expression)))
            .orElse(definition));
  }

  /// Whether heirs of the table have it too, under the same name.
  boolean isInherited() {
    return !definition.checking().noInherit()
        && (kind == Constraint.Kind.CHECK || kind == Constraint.Kind.NOT_NULL);
  }
}
