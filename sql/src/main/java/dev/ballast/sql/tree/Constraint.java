package dev.ballast.sql.tree;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// A constraint of a column, a table or a domain. `DEFERRABLE`, `NOT ENFORCED` and the like, which
/// the grammar keeps apart beside a column, are joined to the constraint they follow.
///
/// @param columns the columns of a table constraint; beside a column there are none
/// @param demand what it demands of a row
/// @param checking when rows are checked, and which of them
public record Constraint(
    int offset, Optional<String> name, List<String> columns, Demand demand, Checking checking)
    implements Node, Located {
  public Constraint {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    requireNonNull(demand, "demand is null");
    requireNonNull(checking, "checking is null");
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

  /// When rows are checked, and which of them.
  ///
  /// @param notValid whether existing rows are left unchecked (`NOT VALID`)
  /// @param notEnforced whether no row is ever checked (PostgreSQL 18)
  /// @param noInherit whether rows of inheriting tables are left out
  public record Checking(
      boolean notValid,
      boolean notEnforced,
      boolean deferrable,
      boolean initiallyDeferred,
      boolean noInherit) {}

  public Kind kind() {
    return demand.kind();
  }

  public boolean notValid() {
    return checking.notValid();
  }

  public boolean notEnforced() {
    return checking.notEnforced();
  }

  /// Of `DEFAULT`, `CHECK` or `GENERATED`.
  public Optional<Expression> expression() {
    return switch (demand) {
      case Demand.Default(Expression value) -> Optional.of(value);
      case Demand.Check(Expression condition) -> Optional.of(condition);
      case Demand.Generated(Expression value, _) -> Optional.of(value);
      case Demand.Nullable _, Demand.NotNull _, Demand.Identity _ -> Optional.empty();
      case Demand.Key _, Demand.Exclude _, Demand.ForeignKey _ -> Optional.empty();
    };
  }

  /// Of `FOREIGN KEY`.
  public Optional<Reference> reference() {
    return demand instanceof Demand.ForeignKey(Reference reference)
        ? Optional.of(reference)
        : Optional.empty();
  }

  /// Of `PRIMARY KEY` and `UNIQUE`: the index that becomes the constraint's own.
  public Optional<String> usingIndex() {
    return demand instanceof Demand.Key key ? key.usingIndex() : Optional.empty();
  }

  /// Whether it is of a generated column that is stored.
  public boolean stored() {
    return demand instanceof Demand.Generated(_, boolean stored) && stored;
  }

  /// Whether a generated column is computed whenever it is read; the default of PostgreSQL 18.
  public boolean virtual() {
    return demand instanceof Demand.Generated(_, boolean stored) && !stored;
  }

  /// The same constraint of another expression.
  public Constraint withExpression(Expression other) {
    Demand changed =
        switch (demand) {
          case Demand.Default _ -> new Demand.Default(other);
          case Demand.Check _ -> new Demand.Check(other);
          case Demand.Generated(_, boolean stored) -> new Demand.Generated(other, stored);
          case Demand.Nullable _, Demand.NotNull _, Demand.Identity _ -> demand;
          case Demand.Key _, Demand.Exclude _, Demand.ForeignKey _ -> demand;
        };
    return new Constraint(offset, name, columns, changed, checking);
  }

  /// The same foreign key after a column that it points at got another name.
  public Constraint withReferenced(String from, String to) {
    return demand instanceof Demand.ForeignKey(Reference reference)
        ? new Constraint(
            offset, name, columns, new Demand.ForeignKey(reference.renamed(from, to)), checking)
        : this;
  }

  /// The same constraint where the server should choose its name, and make its index.
  public Constraint withoutName() {
    Demand built =
        demand instanceof Demand.Key key
            ? new Demand.Key(
                key.primary(),
                Optional.empty(),
                key.nullsNotDistinct(),
                key.withoutOverlaps(),
                key.index())
            : demand;
    return new Constraint(offset, Optional.empty(), columns, built, checking);
  }

  /// The same constraint by another name, where it has none.
  public Constraint withNameOr(Optional<String> other) {
    return new Constraint(offset, name.or(() -> other), columns, demand, checking);
  }

  @Override
  public List<Node> parts() {
    return demand.parts();
  }

  @Override
  public List<QualifiedName> names() {
    return Parts.names().and(reference().map(Reference::table)).list();
  }
}
