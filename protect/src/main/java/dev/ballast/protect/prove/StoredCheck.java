package dev.ballast.protect.prove;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.restore.RecoveryTarget;
import dev.ballast.protect.restore.StoredLog;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.CheckReport;
import dev.ballast.vault.ObjectFinding;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Levels L0 and L1: what can be said of a backup where it is, without a server. For one thread.
public final class StoredCheck {
  private final Vault vault;
  private final Backup backup;
  private final int threads;
  private final Clock clock;
  private final Progress progress;

  public StoredCheck(Vault vault, Backup backup, int threads, Clock clock, Progress progress) {
    this.vault = vault;
    this.backup = backup;
    this.threads = threads;
    this.clock = clock;
    this.progress = progress;
  }

  /// Both levels; L1 is undecided where L0 is refuted.
  public List<LevelResult> run() {
    progress.begin("reading every chunk", 0);
    LevelResult objects = objects(CheckDepth.CONTENT);
    if (objects.verdict().isRefuted()) {
      String why = "not reached, because L0 was not proved";
      return List.of(
          objects,
          new LevelResult(Level.L1, Verdict.undecided(why), Duration.ZERO, why, List.of()));
    }
    progress.begin("reading manifest and WAL", 0);
    return List.of(objects, chain(CheckDepth.CONTENT).result());
  }

  /// L0, as far as this depth can tell.
  LevelResult objects(CheckDepth depth) {
    long began = clock.nanoTime();
    CheckReport report = vault.check(depth, threads, backup.id());
    List<String> findings = report.findings().stream().map(StoredCheck::line).toList();
    if (!report.clean()) {
      String reason = findings.size() + " damaged objects";
      return new LevelResult(
          Level.L0, Verdict.refuted(reason), clock.since(began), reason, findings);
    }
    String summary =
        "%d objects, %s, %d chunks decrypted and hashed"
            .formatted(report.objects(), new ByteSize(report.bytes()), report.chunks());
    return new LevelResult(Level.L0, Verdict.proved(), clock.since(began), summary, findings);
  }

  private static String line(ObjectFinding finding) {
    return finding.object()
        + ": "
        + finding.detail()
        + finding.remedy().map(command -> "; to make it again: " + command).orElse("");
  }

  /// L1's result, and where replay has to stop; no target where it is refuted.
  record Chain(LevelResult result, List<RecoveryTarget> targets, long bytes) {
    /// The log behind the backup, too, where the backup's own is whole.
    Chain and(LogCourse log) {
      if (targets.isEmpty()) {
        return this;
      }
      List<String> facts = new ArrayList<>(result.facts());
      facts.addAll(log.level().facts());
      return new Chain(
          new LevelResult(
              Level.L1,
              log.level().verdict(),
              result.took().plus(log.level().took()),
              log.level().summary(),
              facts),
          log.course().map(LogCourse.Course::target).stream().toList(),
          log.bytes());
    }
  }

  /// L1.
  ///
  /// @param depth whether files in layers are read; a restore has done so
  Chain chain(CheckDepth depth) {
    long began = clock.nanoTime();
    try {
      long files = backup.requireManifest(vault);
      long layered = backup.requireLayers(vault, threads, depth == CheckDepth.CONTENT);
      List<Lsn> positions = backup.reading(vault).map(SourceReading::targets).orElse(List.of());
      StoredLog.Reading log = new StoredLog(vault, backup.record(), positions).read();
      LevelResult result =
          new LevelResult(
              Level.L1,
              Verdict.proved(),
              clock.since(began),
              "%d files as in the manifest, %d WAL records without a gap"
                  .formatted(files, log.records()),
              List.of(
                  "WAL from "
                      + backup.record().span().start()
                      + " to "
                      + log.targets().getLast().end(),
                  log.segments() + " segments, " + new ByteSize(log.bytes()),
                  layered + " files in layers, with the checksums they were backed up with"));
      return new Chain(result, log.targets(), log.bytes());
    } catch (Fault e) {
      if (!speaksAgainstBackup(e)) {
        throw e;
      }
      LevelResult result =
          new LevelResult(
              Level.L1,
              Verdict.refuted(e.getMessage()),
              clock.since(began),
              e.getMessage(),
              e.detail().stream().toList());
      return new Chain(result, List.of(), 0);
    }
  }

  /// Whether a fault is the backup's and not the machine's.
  static boolean speaksAgainstBackup(Fault fault) {
    return fault.code().exit() == ExitCode.REFUTED;
  }
}
