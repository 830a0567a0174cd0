package dev.ballast.protect.prove;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.wal.LogRecord;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When which log of a target was put into deposits. Immutable.
final class LogPlaces {
  private final List<LogRecord> own;
  private final List<LogRecord> others;
  private final SystemIdentifier system;

  private LogPlaces(List<LogRecord> own, List<LogRecord> others, SystemIdentifier system) {
    this.own = List.copyOf(own);
    this.others = List.copyOf(others);
    this.system = system;
  }

  /// Reads the records; one that is damaged is named by the archive.
  static LogPlaces of(Vault vault, String target, SystemIdentifier system) {
    List<LogRecord> own = new ArrayList<>();
    List<LogRecord> others = new ArrayList<>();
    for (DepositId id : vault.logDeposits()) {
      try {
        LogRecord record = LogRecord.load(vault, id);
        if (record.system().equals(system.toString())) {
          own.add(record);
        } else if (record.target().equals(target)) {
          others.add(record);
        }
      } catch (Fault fault) {
        if (fault.code().exit() != ExitCode.REFUTED) {
          throw fault;
        }
      }
    }
    return new LogPlaces(own, others, system);
  }

  /// Log under the target's name that is of another cluster.
  List<LogFinding> foreign() {
    return others.stream()
        .map(
            record ->
                new LogFinding(
                    LogFinding.Kind.OTHER_SYSTEM,
                    Optional.of(new TimelineId(record.timeline())),
                    Optional.of(record.start()),
                    Optional.of(record.end()),
                    Optional.of(new LogFinding.Span(record.depositedAt(), record.depositedAt())),
                    List.of(),
                    "its system identifier is %s, and the backups are of %s"
                        .formatted(record.system(), system)))
        .toList();
  }

  /// When what is before and behind a place was put into deposits.
  Optional<LogFinding.Span> around(TimelineId timeline, Lsn from, Optional<Lsn> to) {
    Optional<Instant> before =
        own.stream()
            .filter(r -> r.timeline() == timeline.value() && !from.isBefore(r.start()))
            .max(Comparator.comparing(LogRecord::start))
            .map(LogRecord::depositedAt);
    Optional<Instant> behind =
        own.stream()
            .filter(r -> to.isPresent() && !r.start().isBefore(to.get()))
            .min(Comparator.comparing(LogRecord::start))
            .map(LogRecord::depositedAt);
    return before.map(at -> new LogFinding.Span(at, behind.orElse(at)));
  }
}
