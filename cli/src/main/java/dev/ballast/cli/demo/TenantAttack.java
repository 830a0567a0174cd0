package dev.ballast.cli.demo;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.report.secure.IsolationDrill;
import dev.ballast.sample.Shop;
import dev.ballast.secure.isolation.Fix;
import dev.ballast.secure.isolation.IsolationProof;
import dev.ballast.secure.world.CloneStage;
import dev.ballast.sql.Identifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// One tenant of the shop attacks another, on a copy of a clone: with the policy that leaks, and
/// without it.
final class TenantAttack {
  private static final String FIX = "DROP POLICY payments_export ON shop.payments";
  private static final String MAINTENANCE = "template1";

  private final Path folder;
  private final Clock clock;
  private final Progress progress;

  /// @param folder has the lab
  TenantAttack(Path folder, Clock clock, Progress progress) {
    this.folder = folder;
    this.clock = clock;
    this.progress = progress;
  }

  /// Attacks twice.
  ///
  /// @param name of the clone
  IsolationDrill attack(String name) {
    Lab lab = Lab.in(folder.resolve("lab"), clock);
    try (RunningClone running = lab.clone(name).start(Confinement.PREFERRED, progress)) {
      progress.begin("attacking a tenant", 0);
      IsolationProof.Request request =
          new IsolationProof.Request(
              Shop.DATABASE,
              MAINTENANCE,
              new Identifier(Shop.APPLICATION_ROLE),
              List.of(),
              Set.of());
      Identifier owner = new Identifier(running.owner(Shop.DATABASE).orElseThrow());
      return IsolationDrill.of(
          FIX, IsolationProof.runWith(new CloneStage(running), request, new Fix(owner, FIX)));
    }
  }
}
