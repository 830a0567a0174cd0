package dev.ballast.protect.prove;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.postgres.wal.WalStatus;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.prove.LogFinding.Kind;
import dev.ballast.protect.restore.RestoreLog;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.protect.wal.Stretch;
import dev.ballast.protect.wal.WalArchive;
import dev.ballast.vault.Vault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Proves the stored log of a target from its oldest backup on: every record is read and checked as
/// recovery would, and what is missing, doubled, foreign or damaged is named, with the backups that
/// cannot be recovered beyond it. One use; for one thread.
public final class LogCheck {
  private final Vault vault;
  private final String target;
  private final Progress progress;
  private final List<LogFinding> findings = new ArrayList<>();
  private final List<Walk> walks = new ArrayList<>();
  private long records;
  private long bytes;

  public LogCheck(Vault vault, String target, Progress progress) {
    this.vault = vault;
    this.target = target;
    this.progress = progress;
  }

  /// A chain that was read.
  ///
  /// @param through up to where it is sound
  private record Walk(LogChain chain, Lsn through, boolean broken) {
    boolean covers(Backup backup) {
      Lsn start = backup.record().span().start();
      return !start.isBefore(chain.start())
          && start.isBefore(through)
          && chain.timelineAt(start).equals(backup.record().span().timeline());
    }
  }

  /// What was found.
  ///
  /// @param from where the oldest backup begins; empty where there is none
  /// @param through up to where the newest chain is sound, and on which timeline
  public record Result(
      Verdict verdict,
      int backups,
      Optional<Lsn> from,
      Optional<WalArchive.Standing> through,
      long records,
      long bytes,
      List<LogFinding> findings) {
    public Result {
      requireNonNull(verdict, "verdict is null");
      requireNonNull(from, "from is null");
      requireNonNull(through, "through is null");
      findings = List.copyOf(findings);
    }
  }

  /// Reads all of it.
  public Result run() {
    BackupListing listing = BackupListing.of(vault).ofTarget(target);
    if (listing.backups().isEmpty()) {
      String why = "no backup of the target can be read, so no log is needed by one";
      return result(Verdict.undecided(why), List.of());
    }
    SystemIdentifier system =
        new SystemIdentifier(listing.backups().getLast().record().source().systemIdentifier());
    List<Backup> backups =
        listing.backups().stream()
            .filter(b -> b.record().source().systemIdentifier() == system.value())
            .sorted(
                Comparator.comparingInt((Backup b) -> b.record().span().timeline().value())
                    .thenComparing(b -> b.record().span().start()))
            .toList();
    WalArchive archive = WalArchive.checked(vault, system);
    LogPlaces places = LogPlaces.of(vault, target, system);
    archive.damage().forEach(fault -> findings.add(damage(fault)));
    findings.addAll(places.foreign());
    for (Backup backup : backups) {
      if (walks.stream().noneMatch(walk -> walk.covers(backup))) {
        walk(backup, backups, archive, places);
      }
    }
    findings.addAll(new LogOverlaps(vault, archive, backups).findings());
    findings.addAll(rivals(archive));
    findings.addAll(givenUp(archive));
    return result(verdict(listing), backups);
  }

  private Verdict verdict(BackupListing listing) {
    List<LogFinding> against =
        findings.stream().filter(finding -> finding.kind().isRefuting()).toList();
    if (!against.isEmpty()) {
      return Verdict.refuted(
          "%d finding%s, the first: %s"
              .formatted(
                  against.size(), against.size() == 1 ? "" : "s", against.getFirst().detail()));
    }
    return listing.unreadable().isEmpty()
        ? Verdict.proved()
        : Verdict.undecided(
            "backup %s cannot be read, and it may be the oldest"
                .formatted(listing.unreadable().getFirst().id()));
  }

  private Result result(Verdict verdict, List<Backup> backups) {
    return new Result(
        verdict,
        backups.size(),
        backups.stream().findFirst().map(b -> b.record().span().start()),
        walks.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new WalArchive.Standing(
                    walks.getLast().chain().timeline(), walks.getLast().through())),
        records,
        bytes,
        findings);
  }

  private static LogFinding damage(Fault fault) {
    return new LogFinding(
        Kind.DAMAGE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        fault.getMessage() + fault.detail().map(d -> ": " + d).orElse(""));
  }

  /// Reads the log of a backup to its end, or to what breaks it.
  private void walk(Backup backup, List<Backup> all, WalArchive archive, LogPlaces places) {
    LogChain chain = RestoreLog.of(vault, backup.record(), Optional.empty()).chain();
    progress.begin("reading WAL from " + chain.start(), chain.end().minus(chain.start()));
    WalDecoder decoder =
        new WalDecoder(
            backup.record().version().major(),
            chain.segmentSize(),
            chain.timeline(),
            chain.start(),
            read -> records++);
    Optional<Fault> damaged = Optional.empty();
    try {
      chain.read(
          chain.start(),
          chain.end(),
          (content, offset, length) -> {
            decoder.feed(content, offset, length);
            bytes += length;
            progress.advance(bytes);
          });
    } catch (Fault fault) {
      if (fault.code().exit() != ExitCode.REFUTED) {
        throw fault;
      }
      damaged = Optional.of(fault);
    }
    Lsn begin = backup.record().span().start();
    Lsn decoded = decoder.status().decodedThrough();
    Lsn through = decoded.isBefore(begin) ? begin : decoded;
    if (damaged.isPresent()) {
      Fault fault = damaged.get();
      found(chain, Kind.DAMAGE, through, Optional.empty(), damage(fault).detail(), all, places);
    } else if (decoder.status() instanceof WalStatus.Ended ended) {
      Optional<Lsn> end = Optional.of(chain.end());
      found(chain, Kind.INVALID, ended.at(), end, ended.detail(), all, places);
    } else {
      Optional<Lsn> next = next(chain, archive, all);
      next.ifPresent(
          lsn ->
              found(
                  chain,
                  Kind.GAP,
                  chain.end(),
                  Optional.of(lsn),
                  "%d bytes are missing from %s to %s"
                      .formatted(lsn.minus(chain.end()), chain.end(), lsn),
                  all,
                  places));
    }
    boolean whole = damaged.isEmpty() && decoder.status() instanceof WalStatus.Reading;
    walks.add(new Walk(chain, whole ? chain.end() : through, !whole));
  }

  /// Where log continues behind the end of a chain; empty where nothing is stored behind it.
  private static Optional<Lsn> next(LogChain chain, WalArchive archive, List<Backup> backups) {
    List<Lsn> later = new ArrayList<>();
    for (Stretch stretch : archive.stretches()) {
      if (stretch.timeline().value() >= chain.timeline().value()) {
        later.add(stretch.start());
      }
    }
    for (Backup backup : backups) {
      if (backup.record().span().timeline().value() >= chain.timeline().value()) {
        later.add(backup.record().span().start());
      }
    }
    return later.stream().filter(lsn -> chain.end().isBefore(lsn)).min(Lsn::compareTo);
  }

  private void found(
      LogChain chain,
      Kind kind,
      Lsn from,
      Optional<Lsn> to,
      String detail,
      List<Backup> all,
      LogPlaces places) {
    TimelineId timeline = chain.timelineAt(from);
    List<String> affected =
        all.stream()
            .filter(b -> !from.isBefore(b.record().span().start()))
            .filter(b -> !b.record().span().start().isBefore(chain.start()))
            .map(b -> b.id().text())
            .toList();
    findings.add(
        new LogFinding(
            kind,
            Optional.of(timeline),
            Optional.of(from),
            to,
            places.around(timeline, from, to),
            affected,
            detail));
  }

  /// Log of a timeline behind where another one left it.
  private static List<LogFinding> rivals(WalArchive archive) {
    List<LogFinding> rivals = new ArrayList<>();
    for (TimelineId child : archive.timelines()) {
      archive.history(child).stream()
          .flatMap(history -> history.entries().stream())
          .forEach(
              entry ->
                  archive.stretches().stream()
                      .filter(s -> s.timeline().equals(entry.timeline()))
                      .map(Stretch::end)
                      .max(Lsn::compareTo)
                      .filter(end -> entry.switchPoint().isBefore(end))
                      .ifPresent(
                          end ->
                              rivals.add(
                                  rival(child, entry.timeline(), entry.switchPoint(), end))));
    }
    return rivals;
  }

  /// Timelines that the newest one does not descend from: nothing recovers along them unless it is
  /// requested.
  private static List<LogFinding> givenUp(WalArchive archive) {
    List<TimelineId> timelines = archive.timelines();
    if (timelines.isEmpty()) {
      return List.of();
    }
    TimelineId newest = timelines.getLast();
    List<TimelineId> line =
        archive.history(newest).stream()
            .flatMap(history -> history.entries().stream())
            .map(TimelineHistory.Entry::timeline)
            .toList();
    List<LogFinding> found = new ArrayList<>();
    for (TimelineId other : timelines) {
      if (!other.equals(newest) && !line.isEmpty() && !line.contains(other)) {
        List<Stretch> stored =
            archive.stretches().stream().filter(s -> s.timeline().equals(other)).toList();
        found.add(
            new LogFinding(
                Kind.RIVAL,
                Optional.of(other),
                stored.stream().map(Stretch::start).min(Lsn::compareTo),
                stored.stream().map(Stretch::end).max(Lsn::compareTo),
                Optional.empty(),
                List.of(),
                "timeline %s is not in the history of timeline %s, the newest: its log was not checked, and is on no path there"
                    .formatted(other, newest)));
      }
    }
    return found;
  }

  private static LogFinding rival(TimelineId child, TimelineId left, Lsn at, Lsn end) {
    return new LogFinding(
        Kind.RIVAL,
        Optional.of(left),
        Optional.of(at),
        Optional.of(end),
        Optional.empty(),
        List.of(),
        "timeline %s left timeline %s at %s, of which log is stored up to %s: what is behind is on no path to timeline %s"
            .formatted(child, left, at, end, child));
  }
}
