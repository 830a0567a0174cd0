package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.protect.prove.LogProof;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a proof measured of a recovery: one that restored the backup, recovered it to its target
/// and promoted it, whatever it then found in it.
///
/// @param at when the proof ended
/// @param restore files and write-ahead log, written
/// @param logCheck the write-ahead log, read before anything is started
/// @param admitted until the server took sessions, and how much of the log it had replayed by then;
///     empty in proofs that did not measure it separately
/// @param replay from the start of the server to its target
/// @param verification the levels that a recovered server need not wait for; nothing in a proof of
///     the log, which does not have all of them
public record Drill(
    Instant at,
    Measure restore,
    Measure logCheck,
    Optional<Measure> admitted,
    Measure replay,
    Duration promotion,
    Measure verification) {
  private static final Set<Level> VERIFYING = EnumSet.of(Level.L4, Level.L5, Level.L6);

  public Drill {
    requireNonNull(at, "at is null");
    requireNonNull(restore, "restore is null");
    requireNonNull(logCheck, "logCheck is null");
    requireNonNull(admitted, "admitted is null");
    requireNonNull(replay, "replay is null");
    requireNonNull(promotion, "promotion is null");
    requireNonNull(verification, "verification is null");
  }

  /// The drills of a target that the evidence log holds, oldest first: proofs of its backups, also
  /// of those that were removed since, and of its log, which replay the most of it.
  ///
  /// @param most the newest so many
  public static List<Drill> of(Vault vault, String target, int most) {
    List<Drill> all =
        vault.evidence().authentic().stream()
            .filter(EvidenceEntry::isProof)
            .map(entry -> entry.as(Proof.class))
            .filter(proof -> isOf(proof, target))
            .flatMap(proof -> of(proof).stream())
            .toList();
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /// A subject is the target's name and the backup's id.
  private static boolean isOf(Proof proof, String target) {
    if (LogProof.isOf(proof.subject(), target)) {
      return true;
    }
    int space = proof.subject().lastIndexOf(' ');
    return space >= 0 && proof.subject().substring(0, space).equals(target);
  }

  /// Empty where the proof did not come to a promoted server: then it measured no recovery.
  static Optional<Drill> of(Proof proof) {
    Optional<Measure> restore = measure(proof, Phase.RESTORE);
    Optional<Measure> promotion = measure(proof, Phase.PROMOTION);
    Optional<Measure> start = measure(proof, Phase.START);
    Optional<Measure> replay =
        start
            .flatMap(s -> measure(proof, Phase.REPLAY).map(s::plus))
            .or(() -> measure(proof, Phase.RECOVERY));
    if (restore.isEmpty() || promotion.isEmpty() || replay.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Drill(
            proof.endedAt(),
            restore.get(),
            measure(proof, Phase.WAL_CHECK).orElse(Measure.NONE),
            start,
            replay.get(),
            promotion.get().took(),
            proof.levels().stream().anyMatch(level -> level.level() == Level.L6)
                ? new Measure(restore.get().bytes(), verifying(proof))
                : Measure.NONE));
  }

  private static Duration verifying(Proof proof) {
    return proof.levels().stream()
        .filter(level -> VERIFYING.contains(level.level()))
        .map(LevelResult::took)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Optional<Measure> measure(Proof proof, String phase) {
    return proof.phases().stream()
        .filter(p -> p.name().equals(phase))
        .map(p -> new Measure(p.bytes(), p.took()))
        .reduce(Measure::plus);
  }

  /// From the vault to a server that can be written to.
  public Duration recovery() {
    return restore.took().plus(logCheck.took()).plus(replay.took()).plus(promotion);
  }

  /// What was recovered, as a forecast states it.
  Workload workload() {
    return new Workload(Math.max(0, restore.bytes() - replay.bytes()), replay.bytes());
  }
}
