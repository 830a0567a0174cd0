package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.SequenceOptions;
import dev.ballast.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// CREATE of relations and routines: `DefineRelation` in `src/backend/commands/tablecmds.c`,
/// `createas.c`, `sequence.c` and `view.c` beside it. For one statement.
///
/// What is created is visible to no other session; what counts is what it depends on.
final class CreateEffects {
  private final EffectModel model;
  private final Collector out = new Collector();

  CreateEffects(EffectModel model) {
    this.model = model;
  }

  /// Not for a partition.
  Effects of(CreateTable create) {
    if (create.ifNotExists() && model.schema().table(create.name()).isPresent()) {
      return Effects.NONE;
    }
    made(create.name(), Affected.Kind.TABLE);
    foreignKeys(create)
        .map(Reference::table)
        .filter(referenced -> !referenced.mayBe(create.name()))
        .forEach(new KeyLocks(model, out)::made);
    create
        .origins()
        .likes()
        .forEach(like -> out.lock(model.table(like.source()), LockMode.ACCESS_SHARE));
    create
        .origins()
        .inherits()
        .forEach(parent -> out.lock(model.table(parent), LockMode.SHARE_UPDATE_EXCLUSIVE));
    create
        .origins()
        .ofType()
        .ifPresent(
            type ->
                out.lock(model.affected(type.name(), Affected.Kind.OTHER), LockMode.ACCESS_SHARE));
    return out.effects();
  }

  private static Stream<Reference> foreignKeys(CreateTable create) {
    Stream<Constraint> beside =
        create.columns().stream().map(ColumnDefinition::constraints).flatMap(List::stream);
    return Stream.concat(beside, create.constraints().stream())
        .flatMap(constraint -> constraint.reference().stream());
  }

  Effects of(CreateTableAs create) {
    boolean there =
        model.schema().table(create.name()).isPresent()
            || model.schema().view(create.name()).isPresent();
    if (create.ifNotExists() && there) {
      return Effects.NONE;
    }
    boolean view = create.kind() == ObjectKind.MATERIALIZED_VIEW;
    made(create.name(), view ? Affected.Kind.MATERIALIZED_VIEW : Affected.Kind.TABLE);
    if (create.withData()) {
      out.add(model.effects(create.source()));
    } else {
      reads(create.source());
    }
    return out.effects();
  }

  Effects of(CreateView create) {
    if (create.replace() && model.schema().view(create.name()).isPresent()) {
      out.lock(model.affected(create.name(), Affected.Kind.VIEW), LockMode.ACCESS_EXCLUSIVE);
    } else if (create.replace()) {
      out.lock(
          model.affected(create.name(), Affected.Kind.VIEW),
          LockMode.ACCESS_EXCLUSIVE,
          Likelihood.possible("unless there is no view " + create.name() + " yet"));
    } else {
      made(create.name(), Affected.Kind.VIEW);
    }
    Walk.of(create.query())
        .relations()
        .forEach(relation -> out.lock(model.table(relation), LockMode.ACCESS_SHARE));
    return out.effects();
  }

  /// The relations that a statement names are opened, not read.
  private void reads(Statement statement) {
    Walk.of(statement)
        .relations()
        .forEach(relation -> out.lock(model.table(relation), LockMode.ACCESS_SHARE));
  }

  Effects of(CreateSequence create) {
    if (create.ifNotExists() && model.schema().sequence(create.name()).isPresent()) {
      return Effects.NONE;
    }
    made(create.name(), Affected.Kind.SEQUENCE);
    owner(create.options());
    return out.effects();
  }

  Effects of(AlterSequence alter) {
    out.lock(model.affected(alter.name(), Affected.Kind.SEQUENCE), LockMode.SHARE_ROW_EXCLUSIVE);
    owner(alter.options());
    return out.effects();
  }

  private void owner(SequenceOptions options) {
    List<String> owner = options.ownedBy();
    if (owner.size() >= 2) {
      QualifiedName table =
          owner.size() == 2
              ? QualifiedName.of(owner.getFirst())
              : new QualifiedName(
                  Optional.of(owner.get(owner.size() - 3)), owner.get(owner.size() - 2));
      out.lock(model.table(table), LockMode.ACCESS_SHARE);
    }
  }

  /// The body of an SQL function is analysed when it is made, which opens what it names.
  Effects of(CreateFunction create) {
    create.atomicBody().forEach(this::reads);
    return out.effects();
  }

  Effects of(CreateSchema create) {
    create.elements().forEach(element -> out.add(model.effects(element)));
    return out.effects();
  }

  private void made(QualifiedName name, Affected.Kind kind) {
    out.lock(new Affected(name, kind, true), LockMode.ACCESS_EXCLUSIVE);
  }
}
