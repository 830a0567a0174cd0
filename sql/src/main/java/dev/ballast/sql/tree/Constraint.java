package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// A constraint of a column, a table or a domain. `DEFERRABLE`, `NOT ENFORCED` and the like, which
/// the grammar keeps apart beside a column, are joined to the constraint they follow.
///
/// @param columns the columns of a table constraint; beside a column there are none
/// @param expression of `DEFAULT`, `CHECK` or `GENERATED`
/// @param exclusions the pairs of `EXCLUDE`: key and operator
/// @param reference of `FOREIGN_KEY`
/// @param notValid whether existing rows are left unchecked (`NOT VALID`)
/// @param notEnforced whether no row is ever checked (PostgreSQL 18)
/// @param usingIndex the index that becomes the constraint's own
/// @param stored whether a generated column is stored rather than computed when read
/// @param byDefault of `IDENTITY`: `BY DEFAULT` rather than `ALWAYS`
/// @param withoutOverlaps whether the last column is a range that may not overlap
/// @param sequence of `IDENTITY`: what stands between the parentheses
/// @param indexOptions `WITH (...)` of the index
/// @param where the condition of an `EXCLUDE` constraint's index
public record Constraint(
    int offset,
    Optional<String> name,
    Kind kind,
    List<String> columns,
    Optional<Expression> expression,
    List<Exclusion> exclusions,
    Optional<Reference> reference,
    boolean notValid,
    boolean notEnforced,
    Optional<String> usingIndex,
    boolean deferrable,
    boolean initiallyDeferred,
    boolean stored,
    boolean byDefault,
    boolean nullsNotDistinct,
    List<String> includes,
    boolean withoutOverlaps,
    boolean noInherit,
    Optional<SequenceOptions> sequence,
    List<Option> indexOptions,
    Optional<String> indexTablespace,
    Optional<String> indexMethod,
    Optional<Expression> where)
    implements Node, Located {
  public Constraint {
    columns = List.copyOf(columns);
    exclusions = List.copyOf(exclusions);
    includes = List.copyOf(includes);
    indexOptions = List.copyOf(indexOptions);
  }

  /// What is demanded of a row. `NULL` is the empty constraint of the standard.
  public enum Kind {
    NULL,
    NOT_NULL,
    DEFAULT,
    CHECK,
    PRIMARY_KEY,
    UNIQUE,
    EXCLUSION,
    FOREIGN_KEY,
    IDENTITY,
    GENERATED
  }

  /// `key WITH operator` of an `EXCLUDE` constraint.
  public record Exclusion(IndexKey key, String operator) {}

  /// Whether a generated column is computed whenever it is read; the default of PostgreSQL 18.
  public boolean virtual() {
    return kind == Kind.GENERATED && !stored;
  }

  /// The same constraint of another expression.
  public Constraint withExpression(Expression other) {
    return with(name, Optional.of(other), usingIndex);
  }

  /// The same constraint where the server should choose its name, and make its index.
  public Constraint withoutName() {
    return with(Optional.empty(), expression, Optional.empty());
  }

  private Constraint with(
      Optional<String> newName,
      Optional<Expression> newExpression,
      Optional<String> newUsingIndex) {
    return new Constraint(
        offset,
        newName,
        kind,
        columns,
        newExpression,
        exclusions,
        reference,
        notValid,
        notEnforced,
        newUsingIndex,
        deferrable,
        initiallyDeferred,
        stored,
        byDefault,
        nullsNotDistinct,
        includes,
        withoutOverlaps,
        noInherit,
        sequence,
        indexOptions,
        indexTablespace,
        indexMethod,
        where);
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes()
        .and(expression)
        .and(exclusions.stream().map(Exclusion::key).toList())
        .and(where)
        .list();
  }

  @Override
  public List<QualifiedName> names() {
    return Parts.names().and(reference.map(Reference::table)).list();
  }
}
