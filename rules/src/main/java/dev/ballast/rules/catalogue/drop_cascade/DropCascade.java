package dev.ballast.rules.catalogue.drop_cascade;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.rules.dependents.CascadeReach;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// DROP ... CASCADE of anything but a schema.
@NullMarked
public final class DropCascade implements Rule {
  @Override
  public String id() {
    return "drop-cascade";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop)
        || !drop.cascade()
        || drop.kind() == ObjectKind.SCHEMA) {
      return;
    }
    List<ObjectName> old =
        drop.objects().stream().filter(object -> !scene.isFresh(object.name())).toList();
    if (old.isEmpty()) {
      return;
    }
    CascadeReach reach = CascadeReach.of(drop.kind(), old, scene.schema(), scene.major());
    List<QualifiedName> named = old.stream().map(ObjectName::name).toList();
    List<LockEffect> locks =
        scene.effects().locks().stream()
            .filter(lock -> lock.relation().kind() != Affected.Kind.INDEX)
            .filter(lock -> named.stream().noneMatch(lock.relation().name()::mayBe))
            .toList();
    String names = old.stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    judgement
        .hazard(
            scene,
            "With %s goes everything that needs it, unnamed: %s. Each relation it reaches is locked"
                    .formatted(names, reach)
                + " ACCESS EXCLUSIVE until the transaction ends.")
        .claims(locks, List.of())
        .about(reach.tables().toArray(QualifiedName[]::new))
        .safe(
            Stream.concat(
                    reach.first().stream(),
                    Stream.of(
                        "DROP %s %s%s RESTRICT"
                            .formatted(
                                drop.kind().sql(), drop.ifExists() ? "IF EXISTS " : "", names)))
                .toArray(String[]::new))
        .advice("Leave CASCADE out: PostgreSQL then lists what depends on it; drop that by name.")
        .report();
  }
}
