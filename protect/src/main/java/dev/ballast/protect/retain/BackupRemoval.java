package dev.ballast.protect.retain;

import dev.ballast.protect.backup.BackupNeeds;
import dev.ballast.vault.ReclaimPlan;
import dev.ballast.vault.SweepReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Removes backups, the log that no backup needs after that, and the packs that nothing needs. For
/// one thread.
public final class BackupRemoval {
  private final Vault vault;

  public BackupRemoval(Vault vault) {
    this.vault = vault;
  }

  /// What was done, or would be.
  ///
  /// @param swept what interrupted runs had left; absent where nothing was written
  public record Outcome(RetentionPlan plan, ReclaimPlan objects, Optional<SweepReport> swept) {}

  /// What [#run] would do now. Writes nothing.
  public Outcome rehearse(RetentionPlan plan) {
    return new Outcome(
        plan, vault.planRemoval(reasons(plan).keySet(), new BackupNeeds(vault)), Optional.empty());
  }

  /// Removes them. Each removal is an entry of the evidence log before it is done.
  public Outcome run(RetentionPlan plan) {
    SweepReport swept = vault.sweep();
    ReclaimPlan done = vault.remove(reasons(plan), new BackupNeeds(vault));
    return new Outcome(plan, done, Optional.of(swept));
  }

  private Map<DepositId, String> reasons(RetentionPlan plan) {
    Map<DepositId, String> reasons = new LinkedHashMap<>();
    plan.removals().forEach(removal -> reasons.put(removal.id(), removal.why()));
    reasons.putAll(UnneededLog.of(vault, plan));
    return reasons;
  }
}
