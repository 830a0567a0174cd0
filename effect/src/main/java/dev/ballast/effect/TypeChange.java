package dev.ballast.effect;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.OtherExpression;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;

/// What ALTER COLUMN ... TYPE means for the rows: whether they are rewritten, and whether a
/// value may not fit.
///
/// As `ATColumnChangeRequiresRewrite` in `src/backend/commands/tablecmds.c` decides: rows stay
/// where the conversion is the column itself or only another label on the same bytes. It follows
/// the casts without a function in `src/include/catalog/pg_cast.dat` and the length conversions
/// that `varchar_support`, `numeric_support`, `TemporalSimplify` and their kin find to do nothing.
///
/// @param former the type before, where it is known
/// @param rewrite whether the rows are rewritten; empty where they stay
/// @param collation whether the values are ordered otherwise afterwards, so their indexes are built
///     again even where the rows stay
/// @param otherOperators whether the new type compares with operators of its own: the indexes on
///     the column are built again
/// @param fit whether every value has a place in the new type
public record TypeChange(
    Optional<TypeName> former,
    Optional<Likelihood> rewrite,
    boolean collation,
    boolean otherOperators,
    Fit fit) {

  /// What becomes of values that the new type cannot hold.
  public enum Fit {
    /// Every value fits.
    ALL,
    /// The statement fails on the first value that does not fit.
    MAY_FAIL,
    /// A value that does not fit is rounded or cut, silently.
    MAY_LOSE,
    /// Nothing is known of the values' former type.
    UNKNOWN
  }

  public TypeChange {
    requireNonNull(former, "former is null");
    requireNonNull(rewrite, "rewrite is null");
    requireNonNull(fit, "fit is null");
  }

  /// What the action does to a column of that table.
  public static TypeChange of(KnownSchema schema, QualifiedName table, AlterType change) {
    Optional<KnownColumn> column =
        schema.table(table).flatMap(known -> known.column(change.column()));
    Optional<TypeName> former = column.map(KnownColumn::type).map(TypeChange::withoutSerial);
    boolean collation =
        change.collation().isPresent()
            && !column.flatMap(KnownColumn::collation).equals(change.collation());
    TypeConversion conversion =
        former
            .map(from -> new TypeConversion(schema, from, change.type()))
            .orElseGet(() -> TypeConversion.fromUnknown(schema, change.type(), change.column()));
    Optional<Likelihood> rewrite =
        change.using().isEmpty() || isColumn(change.using().get(), change)
            ? conversion.rewrite()
            : conversion.remakesEnum()
                ? Optional.of(Likelihood.CERTAIN)
                : computed(change.using().get());
    return new TypeChange(
        former,
        rewrite,
        collation,
        conversion.otherOperators(),
        change.using().filter(using -> !isColumn(using, change)).isPresent()
            ? Fit.ALL
            : conversion.fit(change.using().orElse(null) instanceof Cast));
  }

  /// True where the change is between `timestamp` and `timestamptz`: then the session's TimeZone
  /// decides whether rows are rewritten, and what the values mean.
  public boolean isTimeZone() {
    return former.isPresent()
        && rewrite.isPresent()
        && rewrite.get() instanceof Likelihood.Possible possible
        && possible.condition().equals(TypeConversion.TIME_ZONE);
  }

  /// The validated CHECK constraints of the table that read the column: a type change makes them
  /// again.
  public static List<KnownConstraint> checksOn(KnownTable table, String column) {
    return table.constraints().stream()
        .filter(each -> each.kind() == Constraint.Kind.CHECK && each.validated() && each.enforced())
        .filter(
            each ->
                each.definition().expression().stream()
                    .flatMap(check -> Walk.of(check).every(ColumnReference.class).stream())
                    .anyMatch(reference -> reference.column().equals(column)))
        .toList();
  }

  private static TypeName withoutSerial(TypeName type) {
    if (!type.isSerial()) {
      return type;
    }
    return switch (type.name().name()) {
      case "smallserial", "serial2" -> TypeName.system("int2");
      case "bigserial", "serial8" -> TypeName.system("int8");
      default -> TypeName.system("int4");
    };
  }

  /// `USING a`, `USING a::newtype`: nothing that the cast would not do by itself.
  private static boolean isColumn(Expression using, AlterType change) {
    if (using instanceof Cast cast) {
      return cast.type().canonical().equals(change.type().canonical())
          && isColumn(cast.operand(), change);
    }
    return using instanceof ColumnReference column && column.column().equals(change.column());
  }

  /// Any other expression is computed for each row, but several casts in a row, or a COLLATE, may
  /// come down to a label.
  private static Optional<Likelihood> computed(Expression using) {
    boolean labels =
        Walk.of(using).every(Expression.class).stream()
            .allMatch(
                each ->
                    each instanceof ColumnReference
                        || each instanceof Cast
                        || (each instanceof OtherExpression other
                            && other.node().equals("CollateClause")));
    return Optional.of(
        labels && !Walk.of(using).every(ColumnReference.class).isEmpty()
            ? Likelihood.possible("unless USING only gives the same bytes another type")
            : Likelihood.CERTAIN);
  }
}
