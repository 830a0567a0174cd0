package dev.ballast.protect.prove;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.RehearsedPoint;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.moment.Moment;
import dev.ballast.protect.restore.RecoveryGoal;
import dev.ballast.protect.restore.RestoreLog;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.protect.wal.WalArchive;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.log.DepositLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the log that the vault has behind a backup and names all that speaks against it: what is
/// damaged, missing, of another cluster, or there with two contents. One use; for one thread.
final class LogReading {
  private final Vault vault;
  private final Backup backup;
  private final LogTerms terms;
  private final Clock clock;
  private final List<String> against = new ArrayList<>();
  private Optional<String> unclear = Optional.empty();

  LogReading(Vault vault, Backup backup, LogTerms terms, Clock clock) {
    this.vault = vault;
    this.backup = backup;
    this.terms = terms;
    this.clock = clock;
  }

  /// How far the log behind the backup reaches at present.
  Lsn end() {
    return chain().end();
  }

  private LogChain chain() {
    return log().chain();
  }

  private RestoreLog log() {
    return RestoreLog.of(vault, backup.record(), Optional.empty());
  }

  /// @param lead how far the source was ahead, measured before
  LogCourse read(SourceLead lead) {
    long began = clock.nanoTime();
    RestoreLog log = log();
    inspect(log);
    Optional<RecoveryGoal.Found> found = Optional.empty();
    try {
      found = Optional.of(goal(log.chain()).find(vault, backup));
    } catch (Fault fault) {
      if (!StoredCheck.speaksAgainstBackup(fault)) {
        throw fault;
      }
      against.addFirst(sentence(fault));
    }
    Duration took = clock.since(began);
    if (!against.isEmpty()) {
      return refused(Verdict.refuted(against.getFirst()), took);
    }
    if (unclear.isPresent()) {
      return refused(Verdict.undecided(unclear.get()), took);
    }
    return sound(found.orElseThrow(), log.chain(), lead, took);
  }

  private LogCourse refused(Verdict verdict, Duration took) {
    String why = verdict.why().orElseThrow();
    return new LogCourse(
        new LevelResult(Level.L1, verdict, took, why, against), Optional.empty(), 0);
  }

  private LogCourse sound(
      RecoveryGoal.Found found, LogChain whole, SourceLead lead, Duration took) {
    Moment moment = found.moment();
    long replayed = moment.end().minus(backup.record().span().start());
    long leftOut = cut(whole) ? whole.end().minus(moment.end()) : 0;
    RehearsedPoint point =
        new RehearsedPoint(
            found.target().timeline().value(),
            moment.end().toString(),
            moment.lastCommit(),
            leftOut == 0 ? lead.lag() : Optional.empty(),
            leftOut,
            terms.recoveryPoint(),
            leftOut == 0
                ? lead.verdict(
                    moment.end(), moment.lastCommit(), terms.recoveryPoint(), clock.now())
                : Verdict.undecided(
                    "%s of log behind it were not replayed, as log-limit says"
                        .formatted(new ByteSize(leftOut))));
    List<String> facts = new ArrayList<>();
    facts.add(
        "WAL from %s to %s, %s, on timeline %s"
            .formatted(
                backup.record().span().start(),
                moment.end(),
                new ByteSize(replayed),
                found.target().timeline()));
    if (leftOut > 0) {
      facts.add("left out: the log from %s to %s".formatted(moment.end(), whole.end()));
    }
    LevelResult level =
        new LevelResult(
            Level.L1,
            Verdict.proved(),
            took,
            "%s of log behind the backup without a gap".formatted(new ByteSize(replayed)),
            facts);
    return new LogCourse(
        level, Optional.of(new LogCourse.Course(found, point)), whole.end().minus(whole.start()));
  }

  private boolean cut(LogChain chain) {
    return terms.limit() < chain.end().minus(backup.record().span().start());
  }

  private RecoveryGoal goal(LogChain chain) {
    if (!cut(chain)) {
      return RecoveryGoal.LATEST;
    }
    Lsn limit = backup.record().span().start().plus(terms.limit());
    Lsn consistent = backup.record().span().consistentAt();
    return new RecoveryGoal(
        new LogTarget.Position(limit.isBefore(consistent) ? consistent : limit, true),
        Optional.empty());
  }

  private void inspect(RestoreLog log) {
    SystemIdentifier system = new SystemIdentifier(backup.record().source().systemIdentifier());
    WalArchive archive = WalArchive.of(vault, system);
    archive.damage().forEach(fault -> against.add(sentence(fault)));
    log.gap()
        .ifPresent(
            gap ->
                against.add(
                    "the log has a gap: %d bytes are missing from %s to %s"
                        .formatted(gap.again().minus(gap.end()), gap.end(), gap.again())));
    LogPlaces.of(vault, backup.record().target(), system).foreign().stream()
        .filter(this::isLater)
        .forEach(
            finding ->
                against.add(
                    "log of another cluster is under the target's name: " + finding.detail()));
    new LogOverlaps(vault, archive, List.of(backup))
        .findings()
        .forEach(finding -> against.add(finding.detail()));
    missing();
  }

  /// What was put there before the backup may be of the cluster that the target was before.
  private boolean isLater(LogFinding finding) {
    return finding.noted().isEmpty()
        || finding.noted().get().before().isAfter(backup.record().origin().startedAt());
  }

  /// Deposits of log that were committed since the backup began and are gone. A record says whose
  /// log it was; where the vault has the log of several clusters, nobody knows.
  private void missing() {
    Set<DepositId> there = new HashSet<>(vault.logDeposits());
    List<DepositId> gone =
        DepositLedger.of(vault.evidence().authentic()).lines().stream()
            .map(DepositLedger.Line::deposit)
            .filter(id -> id.holdsLog() && !there.contains(id))
            .filter(id -> !id.isOlderThan(backup.id()))
            .toList();
    if (gone.isEmpty()) {
      return;
    }
    boolean alone =
        BackupListing.of(vault).backups().stream()
            .allMatch(other -> other.record().target().equals(backup.record().target()));
    String what =
        "deposit %s of log is in the evidence log and not in the vault".formatted(gone.getFirst());
    if (alone) {
      against.add(what);
    } else {
      unclear = Optional.of(what + ", and nobody knows of which target it was");
    }
  }

  private static String sentence(Fault fault) {
    return fault.getMessage() + fault.detail().map(detail -> ": " + detail).orElse("");
  }
}
