package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.restore.RestoreLog;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The recovery time of a target as it is expected today, beside its objective.
///
/// @param objective at most this long
/// @param backup the id of the one that would be restored; empty where there is none
/// @param size of the cluster; empty where there is no backup
/// @param measured how long the newest drill took; empty where there is none
/// @param drills how many the forecast is made of
/// @param verdict whether the objective is met by the forecast
/// @param remedy what to do where it is not
public record RecoveryOutlook(
    Duration objective,
    Optional<String> backup,
    Optional<ClusterSize> size,
    Optional<Duration> measured,
    int drills,
    RecoveryForecast forecast,
    Verdict verdict,
    Remedy remedy) {
  public RecoveryOutlook {
    requireNonNull(objective, "objective is null");
    requireNonNull(backup, "backup is null");
    requireNonNull(size, "size is null");
    requireNonNull(measured, "measured is null");
    requireNonNull(forecast, "forecast is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(remedy, "remedy is null");
  }

  /// Asks the target's server for the size of the cluster.
  public static RecoveryOutlook of(
      Vault vault, String target, Duration objective, Supplier<ConnectionSettings> connection) {
    return sized(vault, target, objective, backup -> ClusterSize.ask(connection, backup));
  }

  /// The same, with the size from elsewhere.
  ///
  /// @param size of the cluster that this backup is of
  public static RecoveryOutlook sized(
      Vault vault, String target, Duration objective, Function<Backup, ClusterSize> size) {
    List<Drill> drills = Drill.of(vault, target, RecoveryForecast.MOST_DRILLS);
    Optional<Duration> measured =
        drills.isEmpty() ? Optional.empty() : Optional.of(drills.getLast().recovery());
    Optional<Backup> latest = latest(vault, target);
    if (latest.isEmpty()) {
      String why = "no backup of the target is in the vault";
      return new RecoveryOutlook(
          objective,
          Optional.empty(),
          Optional.empty(),
          measured,
          drills.size(),
          new RecoveryForecast.Unknown(why, drills.size()),
          Verdict.undecided(why),
          new Remedy.None());
    }
    ClusterSize cluster = size.apply(latest.get());
    Workload workload = new Workload(cluster.bytes(), log(vault, latest.get()));
    RecoveryForecast forecast = RecoveryForecast.of(drills, workload);
    Remedy remedy =
        isAbove(forecast, objective)
            ? remedy(
                RecoveryModel.fit(drills),
                BackupListing.of(vault).ofTarget(target).backups(),
                cluster,
                objective)
            : new Remedy.None();
    return new RecoveryOutlook(
        objective,
        Optional.of(latest.get().id().text()),
        Optional.of(cluster),
        measured,
        drills.size(),
        forecast,
        verdict(forecast, objective),
        remedy);
  }

  private static Optional<Backup> latest(Vault vault, String target) {
    try {
      return Optional.of(
          ChosenBackup.find(vault, ChosenBackup.LATEST, Optional.of(target)).backup());
    } catch (Fault fault) {
      if (fault.code() != ProtectError.BACKUP_UNKNOWN) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  /// What a recovery from this backup replays at present: all that the vault has after it.
  private static long log(Vault vault, Backup backup) {
    Lsn end = RestoreLog.of(vault, backup.record(), Optional.empty()).chain().end();
    Lsn start = backup.record().span().start();
    return end.isBefore(start) ? ownLog(backup) : end.minus(start);
  }

  /// What was written while it was taken.
  private static long ownLog(Backup backup) {
    return backup.record().span().end().minus(backup.record().span().start());
  }

  private static boolean isAbove(RecoveryForecast forecast, Duration objective) {
    return forecast.expectation().filter(e -> e.compareTo(objective) > 0).isPresent();
  }

  private static Verdict verdict(RecoveryForecast forecast, Duration objective) {
    return switch (forecast) {
      case RecoveryForecast.Unknown(String reason, int drills) -> Verdict.undecided(reason);
      case RecoveryForecast.Known known ->
          known.expected().compareTo(objective) <= 0
              ? Verdict.proved()
              : Verdict.refuted("the forecast is above the objective");
    };
  }

  /// What a new backup leaves to be replayed is what was written while earlier ones were taken.
  ///
  /// @param backups of the target, oldest first
  static Remedy remedy(
      RecoveryModel model, List<Backup> backups, ClusterSize cluster, Duration objective) {
    long log = (long) RobustLine.median(backups.stream().map(b -> (double) ownLog(b)).toList());
    Duration after = model.recovery(new Workload(cluster.bytes(), log));
    if (after.compareTo(objective) > 0) {
      return new Remedy.Beyond(after);
    }
    List<Measure> taken =
        backups.stream()
            .flatMap(backup -> backup.record().phases().stream())
            .filter(phase -> phase.name().equals(Phase.BACKUP))
            .map(phase -> new Measure(phase.bytes(), phase.took()))
            .toList();
    return new Remedy.NewBackup(
        after,
        taken.isEmpty()
            ? Optional.empty()
            : Optional.of(
                RecoveryModel.duration(RobustLine.through(taken).at((double) cluster.bytes()))));
  }
}
