package dev.ballast.rules.catalogue.drop_replication_slot;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.ReplicationStatement.DropSubscription;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// DROP SUBSCRIPTION, or pg_drop_replication_slot and its kin.
@NullMarked
public final class DropReplicationSlot implements Rule {
  private static final Set<String> LOSING =
      Set.of(
          "pg_drop_replication_slot",
          "pg_replication_slot_advance",
          "pg_replication_origin_drop",
          "pg_replication_origin_advance");

  @Override
  public String id() {
    return "drop-replication-slot";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DropSubscription.class, FunctionCall.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof DropSubscription drop) {
      String name = Phrases.quoted(drop.name());
      report(
          scene,
          ("The place up to which %s has read is forgotten with its slot; its tables have"
                  + " to be copied again.")
              .formatted(name),
          judgement,
          "ALTER SUBSCRIPTION %s DISABLE".formatted(name));
      return;
    }
    for (FunctionCall call : scene.walk().calls()) {
      if (LOSING.contains(call.name().name())) {
        report(
            scene,
            call.name().name()
                + " forgets everything before its new position: the reader loses it.",
            judgement,
            "-- by hand, when the reader is gone permanently:",
            Deparser.ended(scene.sql()));
      }
    }
  }

  private static void report(Scene scene, String what, Judgement judgement, String... safe) {
    judgement
        .hazard(scene, what)
        .safe(safe)
        .advice(
            "Disable the reader instead, and drop its slot by hand when it is gone permanently.")
        .report();
  }
}
