package dev.ballast.protect.forecast;

import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Proofs of a machine that restores 200 MB/s, checks 400 MB/s and replays 50 MB/s of log, needs
/// 1 s to start a server and 0.5 s to promote it, and verifies 100 MB/s.
public final class DrillBuilder {
  public static final long MB = 1 << 20;
  private static final Instant EPOCH = Instant.parse("2026-11-01T00:00:00Z");

  private DrillBuilder() {}

  /// A proof on that machine, slower by a factor.
  static Proof proof(int day, long clusterMegabytes, long logMegabytes, double slower) {
    long written = clusterMegabytes + logMegabytes;
    Instant at = EPOCH.plus(Duration.ofDays(day));
    return new Proof(
        "it restores",
        "shop 20261101t000000z-%08x".formatted(day),
        at.minusSeconds(60),
        at,
        List.of(
            new LevelResult(
                Level.L6, Verdict.proved(), seconds(written / 100.0), "content", List.of())),
        List.of(
            phase(Phase.BACKUP, clusterMegabytes / 100.0, clusterMegabytes),
            phase(Phase.RESTORE, slower * written / 200.0, written),
            phase(Phase.WAL_CHECK, slower * logMegabytes / 400.0, logMegabytes),
            phase(Phase.START, slower, 0),
            phase(Phase.REPLAY, slower * logMegabytes / 50.0, logMegabytes),
            phase(Phase.PROMOTION, slower * 0.5, 0)),
        Duration.ZERO,
        List.of(),
        "none",
        "ballast prove");
  }

  /// The same, as the evidence log gives it back.
  public static Drill drill(int day, long clusterMegabytes, long logMegabytes, double slower) {
    return Drill.of(proof(day, clusterMegabytes, logMegabytes, slower)).orElseThrow();
  }

  private static Phase phase(String name, double seconds, long megabytes) {
    return new Phase(name, seconds(seconds), megabytes * MB);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
