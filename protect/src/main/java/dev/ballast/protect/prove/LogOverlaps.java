package dev.ballast.protect.prove;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.prove.LogFinding.Kind;
import dev.ballast.protect.restore.RestoreLog;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.protect.wal.Stretch;
import dev.ballast.protect.wal.WalArchive;
import dev.ballast.vault.Vault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Compares what is stored twice of one timeline: two servers that write the same timeline leave
/// two contents for one position, and recovery would take either. For one thread.
final class LogOverlaps {
  private static final int COMPARED = 1 << 20;

  private final Vault vault;
  private final List<Backup> backups;
  private final List<Part> parts = new ArrayList<>();
  private final int segmentSize;

  /// A part of a timeline, with what it can be read by.
  private record Part(TimelineId timeline, Lsn start, Lsn end, LogChain chain) {}

  LogOverlaps(Vault vault, WalArchive archive, List<Backup> backups) {
    this.vault = vault;
    this.backups = backups;
    this.segmentSize = backups.getLast().record().source().walSegmentSize();
    for (Stretch stretch : archive.stretches()) {
      LogChain chain = alone(stretch);
      parts.add(new Part(stretch.timeline(), stretch.start(), stretch.end(), chain));
    }
    for (Backup backup : backups) {
      LogChain chain = RestoreLog.ofBackup(vault, backup.record()).chain();
      parts.add(new Part(chain.timeline(), chain.start(), chain.end(), chain));
    }
    parts.sort(
        Comparator.comparingInt((Part p) -> p.timeline().value()).thenComparing(Part::start));
  }

  private LogChain alone(Stretch stretch) {
    return LogChain.along(
        new LogChain.Path(stretch.start(), List.of(), stretch.timeline()),
        List.of(stretch),
        segmentSize,
        vault);
  }

  /// Each part is compared with the one before it that reaches furthest.
  List<LogFinding> findings() {
    List<LogFinding> found = new ArrayList<>();
    Optional<Part> furthest = Optional.empty();
    for (Part part : parts) {
      Optional<Part> before = furthest.filter(f -> f.timeline().equals(part.timeline()));
      if (before.isPresent() && part.start().isBefore(before.get().end())) {
        fork(before.get(), part).ifPresent(found::add);
      }
      if (before.isEmpty() || before.get().end().isBefore(part.end())) {
        furthest = Optional.of(part);
      }
    }
    return found;
  }

  private Optional<LogFinding> fork(Part one, Part other) {
    Lsn end = one.end().isBefore(other.end()) ? one.end() : other.end();
    for (Lsn at = other.start(); at.isBefore(end); ) {
      Lsn to = end.minus(at) > COMPARED ? at.plus(COMPARED) : end;
      Optional<byte[]> left = bytes(one.chain(), at, to);
      Optional<byte[]> right = bytes(other.chain(), at, to);
      if (left.isEmpty() || right.isEmpty()) {
        return Optional.empty();
      }
      int differs = Arrays.mismatch(left.get(), right.get());
      if (differs >= 0) {
        return Optional.of(finding(one.timeline(), at.plus(differs), end));
      }
      at = to;
    }
    return Optional.empty();
  }

  /// Empty where it cannot be read: that is a finding of the walk along the chain.
  private static Optional<byte[]> bytes(LogChain chain, Lsn from, Lsn to) {
    byte[] bytes = new byte[Math.toIntExact(to.minus(from))];
    int[] at = {0};
    try {
      chain.read(
          from,
          to,
          (content, offset, length) -> {
            System.arraycopy(content, offset, bytes, at[0], length);
            at[0] += length;
          });
      return Optional.of(bytes);
    } catch (Fault fault) {
      if (fault.code().exit() != ExitCode.REFUTED) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  private LogFinding finding(TimelineId timeline, Lsn from, Lsn to) {
    return new LogFinding(
        Kind.FORK,
        Optional.of(timeline),
        Optional.of(from),
        Optional.of(to),
        Optional.empty(),
        backups.stream()
            .filter(b -> b.record().span().timeline().value() <= timeline.value())
            .filter(b -> !from.isBefore(b.record().span().start()))
            .map(b -> b.id().text())
            .toList(),
        "timeline %s has two contents from %s to %s: two servers wrote it"
            .formatted(timeline, from, to));
  }
}
