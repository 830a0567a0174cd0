package dev.ballast.sql.tree;

import dev.ballast.sql.tree.AlterAction.OtherAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.AddIdentity;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ColumnAction.DropDefault;
import dev.ballast.sql.tree.ColumnAction.DropExpression;
import dev.ballast.sql.tree.ColumnAction.DropIdentity;
import dev.ballast.sql.tree.ColumnAction.DropNotNull;
import dev.ballast.sql.tree.ColumnAction.SetColumnOptions;
import dev.ballast.sql.tree.ColumnAction.SetCompression;
import dev.ballast.sql.tree.ColumnAction.SetDefault;
import dev.ballast.sql.tree.ColumnAction.SetExpression;
import dev.ballast.sql.tree.ColumnAction.SetIdentity;
import dev.ballast.sql.tree.ColumnAction.SetNotNull;
import dev.ballast.sql.tree.ColumnAction.SetStatistics;
import dev.ballast.sql.tree.ColumnAction.SetStorage;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.ConstraintAction.AlterConstraint;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.sql.tree.TableAction.AttachPartition;
import dev.ballast.sql.tree.TableAction.ClusterOn;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableAction.Inherit;
import dev.ballast.sql.tree.TableAction.NoInherit;
import dev.ballast.sql.tree.TableAction.NotOfType;
import dev.ballast.sql.tree.TableAction.OfType;
import dev.ballast.sql.tree.TableAction.ReplicaIdentity;
import dev.ballast.sql.tree.TableAction.RowSecurity;
import dev.ballast.sql.tree.TableAction.SetAccessMethod;
import dev.ballast.sql.tree.TableAction.SetLogged;
import dev.ballast.sql.tree.TableAction.SetOptions;
import dev.ballast.sql.tree.TableAction.SetOwner;
import dev.ballast.sql.tree.TableAction.SetTablespace;
import dev.ballast.sql.tree.TableAction.SetWithoutCluster;
import dev.ballast.sql.tree.TableAction.SetWithoutOids;
import dev.ballast.sql.tree.TableAction.ToggleRule;
import dev.ballast.sql.tree.TableAction.ToggleTrigger;
import java.util.List;
import java.util.Optional;

/// Reads the actions of `ALTER TABLE`, in the order of `AlterTableType` in
/// `src/include/nodes/parsenodes.h`. For one text, not safe for more than one thread.
final class AlterActionReader {
  private final ElementReader elements;
  private final ExpressionReader expressions;

  AlterActionReader(ElementReader elements, ExpressionReader expressions) {
    this.elements = elements;
    this.expressions = expressions;
  }

  /// An `AlterTableCmd`. The grammar keeps no position of it, so that the caller passes one.
  AlterAction action(RawNode raw, int offset) {
    String subtype = raw.text("subtype");
    return columnAction(subtype, raw, offset)
        .or(() -> constraintAction(subtype, raw, offset))
        .or(() -> storageAction(subtype, raw, offset))
        .or(() -> toggle(subtype, raw, offset))
        .or(() -> relativeAction(subtype, raw, offset))
        .orElseGet(
            () -> new OtherAction(offset, subtype, raw.someText("name"), expressions.parts(raw)));
  }

  private Optional<AlterAction> columnAction(String subtype, RawNode raw, int offset) {
    String column = raw.text("name");
    RawNode definition = raw.some("def");
    return switch (subtype) {
      case "AT_AddColumn" ->
          Optional.of(
              new AddColumn(
                  offset, elements.column(definition), raw.flag("missing_ok"), cascade(raw)));
      case "AT_DropColumn" ->
          Optional.of(new DropColumn(offset, column, cascade(raw), raw.flag("missing_ok")));
      case "AT_ColumnDefault" ->
          Optional.of(
              raw.has("def")
                  ? new SetDefault(offset, column, expressions.expression(definition))
                  : new DropDefault(offset, column));
      case "AT_SetNotNull" -> Optional.of(new SetNotNull(offset, column));
      case "AT_DropNotNull" -> Optional.of(new DropNotNull(offset, column));
      case "AT_SetExpression" ->
          Optional.of(new SetExpression(offset, column, expressions.expression(definition)));
      case "AT_DropExpression" ->
          Optional.of(new DropExpression(offset, column, raw.flag("missing_ok")));
      case "AT_AlterColumnType" -> Optional.of(alterType(raw, offset));
      default -> columnProperty(subtype, raw, offset);
    };
  }

  private AlterType alterType(RawNode raw, int offset) {
    RawNode definition = raw.some("def");
    return new AlterType(
        offset,
        raw.text("name"),
        Names.type(definition.some("typeName")),
        ElementReader.collation(definition),
        expressions.some(definition, "raw_default"),
        cascade(raw));
  }

  private Optional<AlterAction> columnProperty(String subtype, RawNode raw, int offset) {
    String column = raw.someText("name").orElseGet(() -> Integer.toString(raw.number("num")));
    RawNode definition = raw.some("def");
    return switch (subtype) {
      case "AT_SetStatistics" ->
          Optional.of(
              new SetStatistics(
                  offset, column, raw.node("def").map(target -> target.number("ival"))));
      case "AT_SetStorage" -> Optional.of(new SetStorage(offset, column, Names.string(definition)));
      case "AT_SetCompression" ->
          Optional.of(new SetCompression(offset, column, Names.string(definition)));
      case "AT_SetOptions", "AT_ResetOptions", "AT_AlterColumnGenericOptions" ->
          Optional.of(
              new SetColumnOptions(
                  offset,
                  column,
                  ElementReader.options(definition.items()),
                  "AT_ResetOptions".equals(subtype)));
      case "AT_AddIdentity" ->
          Optional.of(
              new AddIdentity(
                  offset, column, elements.constraints(List.of(definition)).getFirst()));
      case "AT_SetIdentity" -> Optional.of(setIdentity(column, definition.items(), offset));
      case "AT_DropIdentity" ->
          Optional.of(new DropIdentity(offset, column, raw.flag("missing_ok")));
      default -> Optional.empty();
    };
  }

  /// The kind of the identity is the code of its letter: `a` or `d`.
  private static SetIdentity setIdentity(String column, List<RawNode> options, int offset) {
    return new SetIdentity(
        offset,
        column,
        ElementReader.argument(options, "generated").map(kind -> kind.number("ival") == 'd'),
        ElementReader.sequence(options));
  }

  private Optional<AlterAction> constraintAction(String subtype, RawNode raw, int offset) {
    RawNode definition = raw.some("def");
    return switch (subtype) {
      case "AT_AddConstraint" ->
          elements.constraints(List.of(definition)).stream()
              .findFirst()
              .map(constraint -> new AddConstraint(offset, constraint));
      case "AT_ValidateConstraint" -> Optional.of(new ValidateConstraint(offset, raw.text("name")));
      case "AT_DropConstraint" ->
          Optional.of(
              new DropConstraint(offset, raw.text("name"), cascade(raw), raw.flag("missing_ok")));
      case "AT_AlterConstraint" -> Optional.of(alterConstraint(definition, offset));
      default -> Optional.empty();
    };
  }

  private static AlterConstraint alterConstraint(RawNode raw, int offset) {
    boolean deferrability = raw.flag("alterDeferrability");
    return new AlterConstraint(
        offset,
        raw.text("conname"),
        when(deferrability, raw.flag("deferrable")),
        when(deferrability, raw.flag("initdeferred")),
        when(raw.flag("alterEnforceability"), raw.flag("is_enforced")),
        when(raw.flag("alterInheritability"), !raw.flag("noinherit")));
  }

  private static Optional<Boolean> when(boolean said, boolean value) {
    return said ? Optional.of(value) : Optional.empty();
  }

  private Optional<AlterAction> storageAction(String subtype, RawNode raw, int offset) {
    String name = raw.text("name");
    RawNode definition = raw.some("def");
    return switch (subtype) {
      case "AT_SetRelOptions", "AT_ReplaceRelOptions", "AT_GenericOptions" ->
          Optional.of(new SetOptions(offset, ElementReader.options(definition.items()), false));
      case "AT_ResetRelOptions" ->
          Optional.of(new SetOptions(offset, ElementReader.options(definition.items()), true));
      case "AT_SetLogged" -> Optional.of(new SetLogged(offset, true));
      case "AT_SetUnLogged" -> Optional.of(new SetLogged(offset, false));
      case "AT_SetTableSpace" -> Optional.of(new SetTablespace(offset, name));
      case "AT_SetAccessMethod" -> Optional.of(new SetAccessMethod(offset, raw.someText("name")));
      case "AT_ClusterOn" -> Optional.of(new ClusterOn(offset, name));
      case "AT_DropCluster" -> Optional.of(new SetWithoutCluster(offset));
      case "AT_DropOids" -> Optional.of(new SetWithoutOids(offset));
      case "AT_ChangeOwner" -> Optional.of(new SetOwner(offset, Names.role(raw.some("newowner"))));
      case "AT_ReplicaIdentity" ->
          Optional.of(
              new ReplicaIdentity(
                  offset,
                  replicaIdentity(definition.text("identity_type")),
                  definition.someText("name")));
      default -> Optional.empty();
    };
  }

  private static ReplicaIdentity.Kind replicaIdentity(String code) {
    return switch (code) {
      case "f" -> ReplicaIdentity.Kind.FULL;
      case "n" -> ReplicaIdentity.Kind.NOTHING;
      case "i" -> ReplicaIdentity.Kind.INDEX;
      default -> ReplicaIdentity.Kind.DEFAULT;
    };
  }

  private static Optional<AlterAction> toggle(String subtype, RawNode raw, int offset) {
    Optional<String> name = raw.someText("name");
    return switch (subtype) {
      case "AT_EnableTrig" -> trigger(offset, Firing.ENABLE, ToggleTrigger.Scope.NAMED, name);
      case "AT_EnableAlwaysTrig" -> trigger(offset, Firing.ALWAYS, ToggleTrigger.Scope.NAMED, name);
      case "AT_EnableReplicaTrig" ->
          trigger(offset, Firing.REPLICA, ToggleTrigger.Scope.NAMED, name);
      case "AT_DisableTrig" -> trigger(offset, Firing.DISABLE, ToggleTrigger.Scope.NAMED, name);
      case "AT_EnableTrigAll" -> trigger(offset, Firing.ENABLE, ToggleTrigger.Scope.ALL, name);
      case "AT_DisableTrigAll" -> trigger(offset, Firing.DISABLE, ToggleTrigger.Scope.ALL, name);
      case "AT_EnableTrigUser" -> trigger(offset, Firing.ENABLE, ToggleTrigger.Scope.USER, name);
      case "AT_DisableTrigUser" -> trigger(offset, Firing.DISABLE, ToggleTrigger.Scope.USER, name);
      case "AT_EnableRule" -> rule(offset, Firing.ENABLE, raw);
      case "AT_EnableAlwaysRule" -> rule(offset, Firing.ALWAYS, raw);
      case "AT_EnableReplicaRule" -> rule(offset, Firing.REPLICA, raw);
      case "AT_DisableRule" -> rule(offset, Firing.DISABLE, raw);
      case "AT_EnableRowSecurity" -> rowSecurity(offset, RowSecurity.Change.ENABLE);
      case "AT_DisableRowSecurity" -> rowSecurity(offset, RowSecurity.Change.DISABLE);
      case "AT_ForceRowSecurity" -> rowSecurity(offset, RowSecurity.Change.FORCE);
      case "AT_NoForceRowSecurity" -> rowSecurity(offset, RowSecurity.Change.NO_FORCE);
      default -> Optional.empty();
    };
  }

  private static Optional<AlterAction> trigger(
      int offset, Firing state, ToggleTrigger.Scope scope, Optional<String> name) {
    return Optional.of(new ToggleTrigger(offset, state, scope, name));
  }

  private static Optional<AlterAction> rule(int offset, Firing state, RawNode raw) {
    return Optional.of(new ToggleRule(offset, state, raw.text("name")));
  }

  private static Optional<AlterAction> rowSecurity(int offset, RowSecurity.Change change) {
    return Optional.of(new RowSecurity(offset, change));
  }

  private Optional<AlterAction> relativeAction(String subtype, RawNode raw, int offset) {
    RawNode definition = raw.some("def");
    return switch (subtype) {
      case "AT_AddInherit" -> Optional.of(new Inherit(offset, Names.ofRange(definition)));
      case "AT_DropInherit" -> Optional.of(new NoInherit(offset, Names.ofRange(definition)));
      case "AT_AddOf" -> Optional.of(new OfType(offset, Names.type(definition)));
      case "AT_DropOf" -> Optional.of(new NotOfType(offset));
      case "AT_AttachPartition" ->
          Optional.of(
              new AttachPartition(
                  offset,
                  Names.ofRange(definition.some("name")),
                  definition.node("bound").map(elements::bound)));
      case "AT_DetachPartition" ->
          Optional.of(
              new DetachPartition(
                  offset,
                  Names.ofRange(definition.some("name")),
                  definition.flag("concurrent"),
                  false));
      case "AT_DetachPartitionFinalize" ->
          Optional.of(
              new DetachPartition(offset, Names.ofRange(definition.some("name")), false, true));
      default -> Optional.empty();
    };
  }

  private static boolean cascade(RawNode raw) {
    return "DROP_CASCADE".equals(raw.text("behavior"));
  }
}
