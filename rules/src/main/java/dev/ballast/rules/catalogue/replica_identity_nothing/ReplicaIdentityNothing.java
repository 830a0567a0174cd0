package dev.ballast.rules.catalogue.replica_identity_nothing;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.TableAction.ReplicaIdentity;
import org.jspecify.annotations.NullMarked;

/// REPLICA IDENTITY NOTHING.
@NullMarked
public final class ReplicaIdentityNothing implements Rule {
  @Override
  public String id() {
    return "replica-identity-nothing";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ReplicaIdentity.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var altered : ActionOnTable.any(scene, ReplicaIdentity.class)) {
      if (altered.action().kind() == ReplicaIdentity.Kind.NOTHING) {
        judgement
            .hazard(
                scene,
                "UPDATE and DELETE of %s fail (SQLSTATE 55000) as soon as a publication holds it. "
                        .formatted(altered.table())
                    + Phrases.briefly(altered.table()))
            .claims(scene.effects())
            .about(altered.table())
            .insteadOf(altered.action())
            .safe("ALTER TABLE %s REPLICA IDENTITY DEFAULT".formatted(altered.table()))
            .advice("Use the primary key (DEFAULT) or a unique index over NOT NULL columns.")
            .report();
      }
    }
  }
}
