package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.RehearsalResult;
import dev.ballast.evidence.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// On what a change was rehearsed.
///
/// @param base the clone, by its name in the lab
/// @param backup of which the clone was made; of a twin what stands for it
/// @param rows whether the clone has rows, which a twin has not
/// @param dataAsOf the last transaction that the clone has; empty where its log told none
/// @param server the version of PostgreSQL
/// @param isolation what stood between the change and this machine
/// @param role whom the statements ran as
public record RehearsalPlace(
    String base,
    String target,
    String backup,
    boolean rows,
    Optional<Instant> dataAsOf,
    String server,
    String isolation,
    String database,
    String role,
    Instant startedAt,
    Instant endedAt) {
  public RehearsalPlace {
    requireNonNull(base, "base is null");
    requireNonNull(target, "target is null");
    requireNonNull(backup, "backup is null");
    requireNonNull(dataAsOf, "dataAsOf is null");
    requireNonNull(server, "server is null");
    requireNonNull(isolation, "isolation is null");
    requireNonNull(database, "database is null");
    requireNonNull(role, "role is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(endedAt, "endedAt is null");
  }

  static RehearsalPlace of(RehearsalResult.Setting setting) {
    return new RehearsalPlace(
        setting.base().name(),
        setting.base().target(),
        setting.base().backup(),
        setting.base().hasRows(),
        setting.base().lastCommit(),
        setting.server(),
        setting.isolation(),
        setting.database(),
        setting.role(),
        setting.startedAt(),
        setting.endedAt());
  }

  /// Label and value of each line.
  List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "clone",
            rows
                ? "%s, of backup %s of target %s".formatted(base, backup, target)
                : "%s, a twin of target %s: schema and statistics, no rows"
                    .formatted(base, target)));
    lines.add(List.of("data", rows ? data() : "none"));
    lines.add(
        List.of("server", "PostgreSQL %s, database %s, as %s".formatted(server, database, role)));
    lines.add(List.of("isolation", isolation));
    lines.add(
        List.of(
            "ran",
            "%s to %s, %s"
                .formatted(
                    startedAt, endedAt, Durations.text(Duration.between(startedAt, endedAt)))));
    return lines;
  }

  private String data() {
    return dataAsOf
        .map(at -> "as of %s, %s before the rehearsal".formatted(at, Durations.text(age(at))))
        .orElse("of an unknown time: the log of the backup has no transaction");
  }

  private Duration age(Instant data) {
    Duration age = Duration.between(data, startedAt);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
