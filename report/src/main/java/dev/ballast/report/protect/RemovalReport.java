package dev.ballast.report.protect;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Finding;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.retain.BackupRemoval;
import dev.ballast.protect.retain.RetentionPlan;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.vault.FindingTable;
import dev.ballast.vault.ObjectFinding;
import dev.ballast.vault.ReclaimPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which backups and objects were removed, or would be.
///
/// @param dryRun nothing was written
/// @param losses what is lost permanently, one sentence for each target
/// @param objects what goes: records, indexes, packs
/// @param rewritten those of the packs of which a part was written again before
/// @param waiting why packs stay for now, where they do
/// @param swept objects of interrupted runs that were removed before
public record RemovalReport(
    boolean dryRun,
    List<Gone> removed,
    List<Stays> kept,
    List<String> losses,
    List<ReclaimPlan.Item> objects,
    List<String> rewritten,
    long freedBytes,
    Optional<String> waiting,
    long swept,
    List<Finding> findings)
    implements Report {

  /// A backup that goes. Target and time are absent where its record cannot be read.
  public record Gone(String id, Optional<String> target, Optional<Instant> startedAt, String why) {}

  /// A backup that stays.
  public record Stays(String id, String target, Instant startedAt, List<String> rules) {}

  public static RemovalReport of(BackupRemoval.Outcome outcome) {
    RetentionPlan plan = outcome.plan();
    ReclaimPlan objects = outcome.objects();
    List<Finding> findings =
        new ArrayList<>(objects.findings().stream().map(ObjectFinding::finding).toList());
    outcome.swept().ifPresent(swept -> swept.findings().forEach(f -> findings.add(f.finding())));
    return new RemovalReport(
        outcome.swept().isEmpty(),
        plan.removals().stream().map(RemovalReport::gone).toList(),
        plan.kept().stream().map(RemovalReport::stays).toList(),
        plan.losses(),
        objects.items(),
        objects.rewritten().stream().map(ReclaimPlan.Item::name).toList(),
        objects.freedBytes(),
        objects.deferred(),
        outcome.swept().map(swept -> (long) swept.objects()).orElse(0L),
        findings);
  }

  private static Gone gone(RetentionPlan.Removal removal) {
    return new Gone(
        removal.id().text(),
        removal.backup().map(backup -> backup.record().target()),
        removal.backup().map(backup -> backup.record().origin().startedAt()),
        removal.why());
  }

  private static Stays stays(RetentionPlan.Kept kept) {
    Backup backup = kept.backup();
    return new Stays(
        backup.id().text(),
        backup.record().target(),
        backup.record().origin().startedAt(),
        kept.rules());
  }

  @Override
  public String schema() {
    return "backup-removal/1";
  }

  @Override
  public ExitCode exit() {
    return findings.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    losses.forEach(loss -> page.line(page.style().red("LAST") + ": " + loss));
    if (swept > 0) {
      page.line("removed " + swept + " objects that interrupted runs had left");
    }
    String verb = dryRun ? "would remove" : "removed";
    for (Gone gone : removed) {
      page.line(
          verb
              + " backup "
              + gone.id()
              + gone.target().map(target -> " of " + target).orElse("")
              + gone.startedAt()
                  .map(at -> ", taken " + at)
                  .orElse(", whose record is not readable"));
    }
    for (Stays stays : kept) {
      if (!stays.rules().isEmpty()) {
        page.line(
            (dryRun ? "would keep" : "kept")
                + " backup "
                + stays.id()
                + " of "
                + stays.target()
                + ": "
                + String.join(", ", stays.rules()));
      }
    }
    for (ReclaimPlan.Item item : objects) {
      page.line(
          verb
              + " "
              + item.name()
              + ", "
              + new ByteSize(item.length())
              + (rewritten.contains(item.name())
                  ? ", of which " + new ByteSize(item.needed()) + " are written again"
                  : ""));
    }
    waiting.ifPresent(why -> page.line("packs stay for now, for " + why + "; run it again then"));
    FindingTable.print(page, findings);
    page.line(
        "%s: %d backups, %d objects, %s %s"
            .formatted(
                dryRun ? "nothing was removed" : "done",
                removed.size(),
                objects.size(),
                new ByteSize(freedBytes),
                dryRun ? "would be freed" : "freed"));
  }
}
