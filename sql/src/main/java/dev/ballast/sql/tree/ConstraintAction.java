package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// What an `ALTER TABLE` does to one constraint.
public sealed interface ConstraintAction extends AlterAction {

  /// `ADD CONSTRAINT c CHECK (a > 0) NOT VALID`.
  record AddConstraint(int offset, Constraint constraint) implements ConstraintAction {
    @Override
    public List<Node> parts() {
      return List.of(constraint);
    }
  }

  /// `VALIDATE CONSTRAINT c`.
  record ValidateConstraint(int offset, String name) implements ConstraintAction {}

  /// `DROP CONSTRAINT c`.
  record DropConstraint(int offset, String name, boolean cascade, boolean ifExists)
      implements ConstraintAction {}

  /// `ALTER CONSTRAINT c NOT ENFORCED`. What the statement leaves as it is, is empty.
  record AlterConstraint(
      int offset,
      String name,
      Optional<Boolean> deferrable,
      Optional<Boolean> initiallyDeferred,
      Optional<Boolean> enforced,
      Optional<Boolean> inherited)
      implements ConstraintAction {}
}
