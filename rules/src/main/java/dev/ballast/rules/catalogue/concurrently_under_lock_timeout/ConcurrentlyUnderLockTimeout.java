package dev.ballast.rules.catalogue.concurrently_under_lock_timeout;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.Concurrently;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.Statement;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// CONCURRENTLY under a bound on waiting for locks.
@NullMarked
public final class ConcurrentlyUnderLockTimeout implements Rule {
  @Override
  public String id() {
    return "concurrently-under-lock-timeout";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class, Reindex.class, Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    Optional<String> remains = remains(scene.statement());
    if (remains.isEmpty() || !LockTimeout.isSet(scene) || scene.script().inTransaction()) {
      return;
    }
    String bound =
        scene
            .script()
            .lockTimeout()
            .map(each -> each.toMillis() + " ms")
            .orElse("which the connection sets");
    judgement
        .hazard(
            scene,
            "%s waits for each transaction that is older than it; where one is open for longer than"
                    .formatted(Concurrently.concurrent(scene.statement()).orElse("CONCURRENTLY"))
                + " lock_timeout, "
                + bound
                + ", it fails and leaves "
                + remains.get()
                + ".")
        .safe("SET lock_timeout = 0;", scene.sql())
        .advice(
            "Set lock_timeout to 0 before it: it takes no lock that others queue behind. Bound the"
                + " statements around it only.")
        .report();
  }

  /// What a half of it is; empty where it is none of these.
  private static Optional<String> remains(Statement statement) {
    if (statement instanceof CreateIndex create && create.concurrently()) {
      return Optional.of("an invalid index that every write keeps up to date");
    }
    if (statement instanceof Reindex reindex && reindex.concurrently()) {
      return Optional.of("an invalid index beside the old one");
    }
    return statement instanceof Drop drop && drop.concurrently()
        ? Optional.of("the index invalid: no query uses it, and every write still may")
        : Optional.empty();
  }
}
