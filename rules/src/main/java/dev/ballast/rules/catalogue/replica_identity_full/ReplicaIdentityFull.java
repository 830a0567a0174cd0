package dev.ballast.rules.catalogue.replica_identity_full;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.TableAction.ReplicaIdentity;
import org.jspecify.annotations.NullMarked;

/// REPLICA IDENTITY FULL.
@NullMarked
public final class ReplicaIdentityFull implements Rule {
  @Override
  public String id() {
    return "replica-identity-full";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ReplicaIdentity.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var altered : ActionOnTable.any(scene, ReplicaIdentity.class)) {
      if (altered.action().kind() == ReplicaIdentity.Kind.FULL) {
        judgement
            .hazard(
                scene,
                ("Each UPDATE and DELETE of %s writes the whole old row to the log, and a"
                            + " subscriber looks for it by every column. ")
                        .formatted(altered.table())
                    + Phrases.briefly(altered.table()))
            .claims(scene.effects())
            .about(altered.table())
            .insteadOf(altered.action())
            .safe(
                "CREATE UNIQUE INDEX CONCURRENTLY <name> ON %s (<NOT NULL columns>)"
                    .formatted(altered.table()),
                "ALTER TABLE %s REPLICA IDENTITY USING INDEX <name>".formatted(altered.table()))
            .advice("Use the primary key or a unique index over NOT NULL columns.")
            .report();
      }
    }
  }
}
