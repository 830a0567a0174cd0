package dev.ballast.protect.prove;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// How far a source was ahead of what the vault has of its log: asks the source how far it has
/// written, and waits until the vault has that, no longer than the objective allows.
///
/// @param asked when the source was asked; empty where it was not
/// @param written how far it had written then
/// @param lag how long after that the vault had all of it; empty where it had not in time
/// @param silent why the source was not asked
record SourceLead(
    Optional<Instant> asked, Optional<Lsn> written, Optional<Duration> lag, String silent) {
  private static final Duration POLL = Duration.ofMillis(500);

  /// What has reached the disk: a server that crashes keeps no more itself.
  private static final String FLUSHED =
      """
      SELECT CASE WHEN pg_catalog.pg_is_in_recovery()
                  THEN coalesce(pg_catalog.pg_last_wal_receive_lsn(), pg_catalog.pg_last_wal_replay_lsn())
                  ELSE pg_catalog.pg_current_wal_flush_lsn() END AS lsn
      """;

  static SourceLead notAsked(String why) {
    return new SourceLead(Optional.empty(), Optional.empty(), Optional.empty(), why);
  }

  /// @param vault how far the log in the vault reaches at present
  static SourceLead measure(
      Supplier<ConnectionSettings> source, Supplier<Lsn> vault, Duration limit, Clock clock) {
    Lsn written;
    try (Session session = Session.open(source.get(), SessionOptions.of("ballast log proof"))) {
      written = session.one(FLUSHED, row -> row.lsn("lsn"));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return notAsked("its server could not be asked: " + fault.getMessage());
    }
    Instant asked = clock.now();
    long began = clock.nanoTime();
    while (vault.get().isBefore(written)) {
      if (clock.since(began).compareTo(limit) >= 0) {
        return new SourceLead(Optional.of(asked), Optional.of(written), Optional.empty(), "");
      }
      clock.pause(POLL);
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("waiting for the log of a source");
      }
    }
    return new SourceLead(
        Optional.of(asked), Optional.of(written), Optional.of(clock.since(began)), "");
  }

  /// Whether no more than the objective allows would be lost by a recovery to `end`.
  ///
  /// @param lastCommit that is replayed by then
  Verdict verdict(Lsn end, Optional<Instant> lastCommit, Duration objective, Instant now) {
    if (lag.isPresent()) {
      return lag.get().compareTo(objective) <= 0
          ? Verdict.proved()
          : Verdict.refuted(
              "what the server had written came into the vault only after %d s"
                  .formatted(lag.get().toSeconds()));
    }
    if (written.isPresent()) {
      return Verdict.refuted(
          "the server had written up to %s, and after %d s the vault has its log up to %s"
              .formatted(written.get(), objective.toSeconds(), end));
    }
    boolean recent =
        lastCommit.filter(at -> Duration.between(at, now).compareTo(objective) <= 0).isPresent();
    return recent
        ? Verdict.proved()
        : Verdict.undecided(
            silent
                + lastCommit
                    .map(at -> ", and the last transaction in the log committed at " + at)
                    .orElse(", and no transaction committed in the log"));
  }
}
