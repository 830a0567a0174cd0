package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.forecast.RecoveryForecast;
import dev.ballast.protect.restore.RestorePlan;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a restore would do.
///
/// @param bytes all that would be written
/// @param logBytes what would be replayed
/// @param target where replay would stop; empty where no server would be started
/// @param forecastSeconds empty where it is undecided, or no server would be started
/// @param undecided why
/// @param obstacles what it would be refused for
public record RestorePlanReport(
    String backup,
    List<Folder> folders,
    long bytes,
    long segments,
    long logBytes,
    Optional<String> target,
    long leftOutFiles,
    long leftOutBytes,
    List<Room> room,
    Optional<String> server,
    Optional<Double> forecastSeconds,
    Optional<Double> forecastFromSeconds,
    Optional<Double> forecastToSeconds,
    Optional<String> undecided,
    List<Obstacle> obstacles,
    List<String> notes)
    implements Report {
  private static final double NANOS = 1e9;

  public RestorePlanReport {
    requireNonNull(backup, "backup is null");
    folders = List.copyOf(folders);
    room = List.copyOf(room);
    obstacles = List.copyOf(obstacles);
    notes = List.copyOf(notes);
  }

  /// A folder that would be written.
  ///
  /// @param tablespace where it was on the source; empty for the data directory
  public record Folder(Optional<String> tablespace, String into, long files, long bytes) {}

  /// A file system that would be written to, in bytes.
  public record Room(String fileSystem, long needed, long free) {}

  /// A reason to refuse the restore.
  public record Obstacle(String code, String message, Optional<String> detail) {
    static Obstacle of(Fault fault) {
      return new Obstacle(fault.code().id(), fault.getMessage(), fault.detail());
    }
  }

  /// The plan, and how long it is expected to take.
  ///
  /// @param forecast empty where no server would be started
  public static RestorePlanReport of(
      Backup backup, RestorePlan plan, Optional<RecoveryForecast> forecast) {
    Optional<RecoveryForecast.Known> known =
        forecast
            .filter(RecoveryForecast.Known.class::isInstance)
            .map(RecoveryForecast.Known.class::cast);
    Optional<String> undecided =
        forecast
            .filter(RecoveryForecast.Unknown.class::isInstance)
            .map(RecoveryForecast.Unknown.class::cast)
            .map(RecoveryForecast.Unknown::reason);
    return new RestorePlanReport(
        backup.id().text(),
        plan.folders().stream()
            .map(f -> new Folder(f.location(), f.into().toString(), f.files(), f.bytes()))
            .toList(),
        plan.bytes(),
        plan.log().segments(),
        plan.log().bytes(),
        plan.log().target().map(target -> target.end().toString()),
        plan.leftOut().files(),
        plan.leftOut().bytes(),
        plan.room().stream().map(r -> new Room(r.fileSystem(), r.needed(), r.free())).toList(),
        plan.server(),
        known.map(k -> seconds(k.expected())),
        known.map(k -> seconds(k.interval().from())),
        known.map(k -> seconds(k.interval().to())),
        undecided,
        plan.obstacles().stream().map(Obstacle::of).toList(),
        plan.notes());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  private static String text(double seconds) {
    return Durations.text(Duration.ofNanos(Math.round(seconds * NANOS)));
  }

  @Override
  public String schema() {
    return "restore-plan/1";
  }

  /// Found, where the restore would be refused.
  @Override
  public ExitCode exit() {
    return obstacles.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    page.line("would restore backup " + backup + "; nothing was written");
    page.blank();
    List<List<String>> rows = new ArrayList<>();
    for (Folder folder : folders) {
      rows.add(
          List.of(
              folder.tablespace().map(from -> "tablespace " + from).orElse("data directory"),
              folder.into(),
              Long.toString(folder.files()),
              new ByteSize(folder.bytes()).toString()));
    }
    page.table(List.of("WHAT", "INTO", "FILES", "BYTES"), rows);
    page.blank();
    page.table(
        List.of("FILE SYSTEM", "NEEDED", "FREE"),
        room.stream()
            .map(
                r ->
                    List.of(
                        r.fileSystem(),
                        new ByteSize(Math.max(0, r.needed())).toString(),
                        new ByteSize(r.free()).toString()))
            .toList());
    page.blank();
    if (leftOutFiles > 0) {
      page.line(
          "left out         %d files of other databases, %s"
              .formatted(leftOutFiles, new ByteSize(leftOutBytes)));
    }
    page.line(
        "WAL              "
            + segments
            + " segments; "
            + target
                .map(end -> new ByteSize(logBytes) + " to be replayed, to exactly " + end)
                .orElse("replayed when the cluster is first started"));
    server.ifPresent(sentence -> page.line("server           " + sentence));
    forecastSeconds.ifPresent(
        expected ->
            page.line(
                "recovery time    %s expected, from %s to %s"
                    .formatted(
                        text(expected),
                        text(forecastFromSeconds.orElse(expected)),
                        text(forecastToSeconds.orElse(expected)))));
    undecided.ifPresent(why -> page.line("recovery time    undecided because " + why));
    notes.forEach(page::line);
    for (Obstacle obstacle : obstacles) {
      page.line(
          page.style().red("REFUSED")
              + ": "
              + obstacle.message()
              + obstacle.detail().map(d -> ": " + d).orElse("")
              + " ("
              + obstacle.code()
              + ")");
    }
  }
}
