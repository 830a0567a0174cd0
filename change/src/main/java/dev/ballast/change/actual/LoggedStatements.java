package dev.ballast.change.actual;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ChangePrediction;
import dev.ballast.lab.traffic.recorded.LoggedRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a server's log says of how long statements took.
///
/// @param since runs that ended earlier do not count; one whose time is not known does
/// @param database whose statements count; empty for all
public record LoggedStatements(List<Run> runs, Instant since, Optional<String> database)
    implements ActualTimes {
  public LoggedStatements {
    runs = List.copyOf(runs);
    requireNonNull(since, "since is null");
    requireNonNull(database, "database is null");
  }

  /// A run of a statement.
  record Run(String fingerprint, String database, Duration took, Optional<Instant> ended) {}

  /// Reads a csvlog or a jsonlog. Throws what [LoggedRuns#read] throws.
  ///
  /// @param sought whose statements are kept
  public static LoggedStatements read(
      Path log, ChangePrediction sought, Instant since, Optional<String> database) {
    Set<String> prints =
        sought.statements().stream()
            .flatMap(each -> each.fingerprint().stream())
            .collect(Collectors.toUnmodifiableSet());
    List<Run> runs = new ArrayList<>();
    LoggedRuns.read(
        log,
        run ->
            StatementPrint.of(run.text())
                .filter(prints::contains)
                .ifPresent(
                    print -> runs.add(new Run(print, run.database(), run.took(), run.ended()))));
    return new LoggedStatements(runs, since, database);
  }

  @Override
  public String source() {
    return "log";
  }

  @Override
  public Actual of(ChangePrediction.Statement statement, String fingerprint) {
    List<Run> all =
        runs.stream()
            .filter(run -> run.fingerprint().equals(fingerprint))
            .filter(run -> database.map(run.database()::equals).orElse(true))
            .toList();
    List<Run> late = all.stream().filter(this::isLate).toList();
    if (late.size() == 1) {
      return new Actual.Took(late.getFirst().took());
    }
    return new Actual.Unknown(
        late.isEmpty()
            ? "the log says of no run of it how long it took"
                + (all.isEmpty() ? "" : " since " + since)
            : "it ran %d times, by the log".formatted(late.size()));
  }

  private boolean isLate(Run run) {
    return run.ended().map(moment -> !moment.isBefore(since)).orElse(true);
  }
}
