package dev.ballast.rules.catalogue.alter_column_refused;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownColumn.Generation;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.AddIdentity;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ColumnAction.DropNotNull;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN actions that PostgreSQL refuses for what the column is: the `ATExec` functions of
/// identities, defaults and generated columns in `src/backend/commands/tablecmds.c`.
@NullMarked
public final class AlterColumnRefused implements Rule {
  private static final String NO_PREREQUISITE = "55000";
  private static final String SYNTAX = "42601";
  private static final String WRONG_OBJECT = "42809";
  private static final String TABLE_DEFINITION = "42P16";

  @Override
  public String id() {
    return "alter-column-refused";
  }

  /// @param reason what the column is, or is not
  /// @param before the statements that make the column fit; none where the action has no use
  private record Unfit(String sqlState, String reason, List<String> before, String advice) {}

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnAction.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter)) {
      return;
    }
    Optional<KnownTable> table = scene.schema().table(alter.name()).filter(KnownTable::whole);
    for (ActionOnTable<ColumnAction> each : ActionOnTable.any(scene, ColumnAction.class)) {
      table
          .flatMap(known -> refusal(scene, alter, known, each.action()))
          .ifPresent(refusal -> report(scene, each, refusal, judgement));
    }
  }

  private static Optional<Unfit> refusal(
      Scene scene, AlterTable alter, KnownTable table, ColumnAction action) {
    if (action instanceof AddColumn && table.partitionOf().isPresent()) {
      return Optional.of(
          new Unfit(
              WRONG_OBJECT,
              "cannot be added to a partition alone",
              List.of(),
              "Add it to " + table.partitionOf().get() + ", and with it to each partition."));
    }
    Optional<KnownColumn> column = table.column(action.column());
    if (column.isEmpty()) {
      return Optional.empty();
    }
    Optional<QualifiedName> demanding =
        action instanceof DropNotNull ? demanding(scene, table, action) : Optional.empty();
    if (demanding.isPresent()) {
      return Optional.of(
          new Unfit(
              TABLE_DEFINITION,
              "is NOT NULL in " + demanding.get() + ", of which the table is a partition",
              List.of(),
              "Drop NOT NULL of " + demanding.get() + ", and with it that of each partition."));
    }
    if (action instanceof DropColumn || action instanceof AlterType) {
      return shared(scene, alter, table, action);
    }
    // An identity and a default may come from the parent; other actions may change them first.
    boolean certain =
        table.partitionOf().isEmpty() && table.inherits().isEmpty() && isAlone(alter, action);
    return action instanceof AddIdentity
        ? identity(alter, column.get())
        : Optional.of(column.get())
            .filter(known -> certain)
            .flatMap(known -> other(table, known, action));
  }

  /// The partitioned table that demands NOT NULL of its partitions' column.
  private static Optional<QualifiedName> demanding(
      Scene scene, KnownTable table, ColumnAction action) {
    return table
        .partitionOf()
        .flatMap(scene.schema()::table)
        .filter(KnownTable::whole)
        .filter(parent -> parent.column(action.column()).filter(KnownColumn::notNull).isPresent())
        .map(KnownTable::name);
  }

  /// A column that partitions or parents need as it is.
  private static Optional<Unfit> shared(
      Scene scene, AlterTable alter, KnownTable table, ColumnAction action) {
    if (table.partitionKey().contains(action.column())) {
      return Optional.of(
          new Unfit(
              TABLE_DEFINITION,
              "is in the partition key",
              List.of(),
              "Make a new partitioned table with another key, and move the rows."));
    }
    Optional<QualifiedName> parent =
        Stream.concat(table.partitionOf().stream(), table.inherits().stream())
            .flatMap(name -> scene.schema().table(name).stream())
            .filter(known -> known.whole() && known.column(action.column()).isPresent())
            .map(KnownTable::name)
            .findFirst();
    if (parent.isPresent()) {
      return Optional.of(
          new Unfit(
              TABLE_DEFINITION,
              "is inherited from " + parent.get(),
              List.of(),
              "Change the column of " + parent.get() + ", and with it that of every table below."));
    }
    List<KnownTable> heirs = scene.schema().heirs(alter.name());
    boolean required = action instanceof AlterType || table.partitioned();
    return alter.only() && required && !heirs.isEmpty()
        ? Optional.of(
            new Unfit(
                TABLE_DEFINITION,
                "is inherited by " + heirs.getFirst().name(),
                List.of(),
                "Leave ONLY out: the column is changed in every table below too."))
        : Optional.empty();
  }

  /// No other action of the statement changes the column or a constraint.
  private static boolean isAlone(AlterTable alter, ColumnAction action) {
    return alter.actions().stream()
        .filter(each -> !each.equals(action))
        .noneMatch(
            each ->
                each instanceof DropConstraint
                    || (each instanceof ColumnAction other
                        && other.column().equals(action.column())));
  }

  /// Within one statement, DROP DEFAULT and SET NOT NULL run before ADD GENERATED, in whatever
  /// order they are written.
  private static Optional<Unfit> identity(AlterTable alter, KnownColumn column) {
    String name = QualifiedName.of(column.name()).toString();
    String table = alter.name().toString();
    List<AlterAction> actions = alter.actions();
    if (column.generation() == Generation.IDENTITY) {
      boolean dropped =
          onColumn(actions, column.name()).anyMatch(ColumnAction.DropIdentity.class::isInstance);
      return dropped
          ? Optional.empty()
          : Optional.of(
              new Unfit(
                  NO_PREREQUISITE,
                  "is an identity column already",
                  List.of(),
                  "Leave it out, or use SET GENERATED to change the identity that is there."));
    }
    boolean required =
        column.notNull()
            || onColumn(actions, column.name()).anyMatch(ColumnAction.SetNotNull.class::isInstance)
            || actions.stream().anyMatch(each -> demandsNotNull(each, column.name()));
    if (!required) {
      return Optional.of(
          new Unfit(
              NO_PREREQUISITE,
              "is not declared NOT NULL",
              List.of("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(table, name)),
              "Make the column NOT NULL before, by way of a validated constraint where the table"
                  + " is large."));
    }
    boolean withoutDefault =
        onColumn(actions, column.name()).anyMatch(ColumnAction.DropDefault.class::isInstance);
    if (withoutDefault || !hasDefault(column)) {
      return Optional.empty();
    }
    return Optional.of(
        new Unfit(
            NO_PREREQUISITE,
            "already has a default value",
            List.of("ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT".formatted(table, name)),
            "Drop the default in the same transaction, and set the new sequence to a value above"
                + " the largest one in use: it begins at 1."));
  }

  private static Stream<ColumnAction> onColumn(List<AlterAction> actions, String column) {
    return actions.stream()
        .filter(ColumnAction.class::isInstance)
        .map(ColumnAction.class::cast)
        .filter(each -> each.column().equals(column));
  }

  private static boolean demandsNotNull(AlterAction action, String column) {
    return action instanceof AddConstraint(int at, Constraint constraint)
        && (constraint.kind() == Constraint.Kind.PRIMARY_KEY
            || constraint.kind() == Constraint.Kind.NOT_NULL)
        && (constraint.columns().contains(column) || constraint.usingIndex().isPresent());
  }

  /// `DEFAULT NULL` is none.
  private static boolean hasDefault(KnownColumn column) {
    Optional<Expression> value = column.defaultValue();
    return column.generation() != Generation.NONE
        || value
            .filter(
                each ->
                    !(each instanceof Literal(int at, Literal.Kind kind, String text)
                        && kind == Literal.Kind.NULL))
            .isPresent();
  }

  private static Optional<Unfit> other(KnownTable table, KnownColumn column, ColumnAction action) {
    boolean identity = column.generation() == Generation.IDENTITY;
    boolean generated =
        column.generation() == Generation.STORED || column.generation() == Generation.VIRTUAL;
    return switch (action) {
      case ColumnAction.SetIdentity _ -> notIdentity(identity);
      case ColumnAction.DropIdentity drop ->
          drop.ifExists() ? Optional.empty() : notIdentity(identity);
      case ColumnAction.SetDefault _, ColumnAction.DropDefault _ ->
          withoutDefault(identity, generated);
      case ColumnAction.DropNotNull _ -> keptNotNull(table, column, identity);
      case ColumnAction.SetExpression _ -> notGenerated(generated);
      case ColumnAction.DropExpression drop ->
          drop.ifExists() ? Optional.empty() : notGenerated(generated);
      case ColumnAction.AddColumn _, ColumnAction.DropColumn _, ColumnAction.AlterType _ ->
          Optional.empty();
      case ColumnAction.SetNotNull _, ColumnAction.AddIdentity _, ColumnAction.SetStatistics _ ->
          Optional.empty();
      case ColumnAction.SetStorage _,
          ColumnAction.SetCompression _,
          ColumnAction.SetColumnOptions _ ->
          Optional.empty();
    };
  }

  private static Optional<Unfit> withoutDefault(boolean identity, boolean generated) {
    if (identity) {
      return Optional.of(
          new Unfit(
              SYNTAX,
              "is an identity column, which has no default",
              List.of(),
              "Use SET GENERATED or DROP IDENTITY."));
    }
    return generated
        ? Optional.of(
            new Unfit(
                SYNTAX,
                "is a generated column, which has no default",
                List.of(),
                "Use SET EXPRESSION (from PostgreSQL 17 on) or DROP EXPRESSION."))
        : Optional.empty();
  }

  private static Optional<Unfit> notIdentity(boolean identity) {
    return identity
        ? Optional.empty()
        : Optional.of(
            new Unfit(
                NO_PREREQUISITE,
                "is not an identity column",
                List.of(),
                "Leave it out; a serial column has a default and a sequence of its own, which"
                    + " DROP DEFAULT and ALTER SEQUENCE change."));
  }

  private static Optional<Unfit> notGenerated(boolean generated) {
    return generated
        ? Optional.empty()
        : Optional.of(
            new Unfit(
                NO_PREREQUISITE,
                "is not a generated column",
                List.of(),
                "Leave it out; a column becomes a generated one only by being added again."));
  }

  private static Optional<Unfit> keptNotNull(
      KnownTable table, KnownColumn column, boolean identity) {
    if (identity) {
      return Optional.of(
          new Unfit(
              SYNTAX,
              "is an identity column, which is always NOT NULL",
              List.of(
                  "ALTER TABLE %s ALTER COLUMN %s DROP IDENTITY"
                      .formatted(table.name(), QualifiedName.of(column.name()))),
              "Drop the identity first, if null is really to be allowed."));
    }
    boolean key =
        table.constraints().stream()
            .anyMatch(
                each ->
                    each.kind() == Constraint.Kind.PRIMARY_KEY
                        && each.columns().contains(column.name()));
    return key
        ? Optional.of(
            new Unfit(
                TABLE_DEFINITION,
                "is in the primary key",
                List.of(),
                "A column of the primary key is always NOT NULL; drop the key first, if null is"
                    + " really to be allowed."))
        : Optional.empty();
  }

  private static void report(
      Scene scene, ActionOnTable<ColumnAction> each, Unfit refusal, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses this statement (SQLSTATE %s): %s of %s %s."
                .formatted(
                    refusal.sqlState(),
                    QualifiedName.of(each.action().column()),
                    each.table(),
                    refusal.reason()))
        .refused(scene, refusal.sqlState())
        .safe(
            refusal.before().isEmpty()
                ? new String[0]
                : Stream.concat(refusal.before().stream(), Stream.of(scene.sql()))
                    .toArray(String[]::new))
        .advice(refusal.advice())
        .report();
  }
}
