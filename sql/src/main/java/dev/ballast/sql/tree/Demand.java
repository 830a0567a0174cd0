package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// What a [Constraint] demands of a row, with what only that kind of constraint has.
public sealed interface Demand {

  /// The word for it.
  Constraint.Kind kind();

  /// The nodes within, which are parts of the constraint.
  default List<Node> parts() {
    return List.of();
  }

  /// `NULL`, which demands nothing.
  record Nullable() implements Demand {
    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.NULL;
    }
  }

  /// `NOT NULL`.
  record NotNull() implements Demand {
    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.NOT_NULL;
    }
  }

  /// `DEFAULT value`.
  record Default(Expression value) implements Demand {
    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.DEFAULT;
    }

    @Override
    public List<Node> parts() {
      return List.of(value);
    }
  }

  /// `CHECK (condition)`.
  record Check(Expression condition) implements Demand {
    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.CHECK;
    }

    @Override
    public List<Node> parts() {
      return List.of(condition);
    }
  }

  /// `GENERATED ... AS IDENTITY`.
  ///
  /// @param byDefault `BY DEFAULT` rather than `ALWAYS`
  /// @param sequence what stands between the parentheses
  record Identity(boolean byDefault, SequenceOptions sequence) implements Demand {
    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.IDENTITY;
    }
  }

  /// `GENERATED ALWAYS AS (value)`.
  ///
  /// @param stored it is stored rather than computed when read
  record Generated(Expression value, boolean stored) implements Demand {
    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.GENERATED;
    }

    @Override
    public List<Node> parts() {
      return List.of(value);
    }
  }

  /// `PRIMARY KEY` or `UNIQUE`.
  ///
  /// @param usingIndex the index that becomes the constraint's own
  /// @param withoutOverlaps whether the last column is a range that may not overlap
  record Key(
      boolean primary,
      Optional<String> usingIndex,
      boolean nullsNotDistinct,
      boolean withoutOverlaps,
      OwnIndex index)
      implements Demand {
    @Override
    public Constraint.Kind kind() {
      return primary ? Constraint.Kind.PRIMARY_KEY : Constraint.Kind.UNIQUE;
    }
  }

  /// `EXCLUDE`.
  ///
  /// @param method the access method of its index: `gist`
  /// @param where which rows it holds for
  record Exclude(
      List<Exclusion> exclusions, String method, Optional<Expression> where, OwnIndex index)
      implements Demand {
    public Exclude {
      exclusions = List.copyOf(exclusions);
    }

    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.EXCLUSION;
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(exclusions.stream().map(Exclusion::key).toList()).and(where).list();
    }
  }

  /// `key WITH operator` of an `EXCLUDE` constraint.
  record Exclusion(IndexKey key, String operator) {}

  /// The index that PostgreSQL builds for a constraint.
  ///
  /// @param includes the columns it holds beside its keys
  /// @param options `WITH (...)`
  record OwnIndex(List<String> includes, List<Option> options, Optional<String> tablespace) {
    public OwnIndex {
      includes = List.copyOf(includes);
      options = List.copyOf(options);
    }
  }

  /// `FOREIGN KEY ... REFERENCES`.
  record ForeignKey(Reference reference) implements Demand {
    @Override
    public Constraint.Kind kind() {
      return Constraint.Kind.FOREIGN_KEY;
    }
  }
}
