package dev.ballast.cli.command.change;

import dev.ballast.change.claim.TrafficOrigin;
import dev.ballast.change.rehearse.TrafficPlan;
import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficSettings;
import dev.ballast.targets.config.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/// The traffic that a change is rehearsed under.
final class TrafficOptions {
  private static final String STATEMENTS = "statements";
  private static final String SCRIPT = "script:";
  private static final String RECORDING = "recording:";
  private static final String CHOICES =
      "Write --traffic statements, --traffic script:FILE, or --traffic recording:FILE.";
  private static final Duration LEAST_IDLE = Duration.ofSeconds(1);

  @Option(
      names = "--traffic",
      paramLabel = "statements|script:<file>|recording:<file>",
      order = 22,
      description =
          "Rehearse the change a second time under traffic. statements: what the server of --target"
              + " has counted in pg_stat_statements, with values from the clone's own rows; the"
              + " server is only read. script: a script of pgbench, given several times perhaps, with"
              + " weights as in buy.sql@3. recording: a csvlog, a jsonlog or a file of pgreplay.")
  private List<String> sources = List.of();

  @Option(
      names = "--traffic-rate",
      paramLabel = "<n>",
      order = 23,
      description =
          "How many statements are due in a second; with a recording, how many times as fast as it"
              + " was recorded. Default: as many as on the server, 50 with scripts, 1 with a"
              + " recording.")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--traffic-sessions",
      paramLabel = "<n>",
      order = 24,
      description =
          "How many statements of the traffic run at the same time. Default: ${DEFAULT-VALUE}.")
  private int sessions = TrafficPlan.DEFAULT_SESSIONS;

  @Option(
      names = "--traffic-role",
      paramLabel = "<name>",
      order = 25,
      description = "The role that the traffic runs as. Default: the role of the change.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--traffic-idle",
      paramLabel = "<duration>",
      order = 26,
      defaultValue = "3s",
      description =
          "How long the traffic is measured without the change, and again after it. Default:"
              + " ${DEFAULT-VALUE}.")
  private String idle = "3s";

  /// Reads what has to be read of the source; empty where none is wanted.
  ///
  /// @param database that the change runs in, where that is known
  Optional<TrafficPlan> plan(Optional<Target> target, Optional<String> database, Clock clock) {
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    TrafficOrigin origin = origin(target, database);
    int atOnce = sessions();
    Duration length = idle();
    return Optional.of(new TrafficPlan(origin.title(), origin.open(clock), role, atOnce, length));
  }

  private TrafficOrigin origin(Optional<Target> target, Optional<String> database) {
    List<String> scripts = new ArrayList<>();
    for (String source : sources) {
      if (source.startsWith(SCRIPT) && source.length() > SCRIPT.length()) {
        scripts.add(source.substring(SCRIPT.length()));
      }
    }
    if (scripts.size() == sources.size()) {
      return new TrafficOrigin.Scripts(Path.of("").toAbsolutePath(), scripts, rate());
    }
    if (sources.size() > 1) {
      throw Fault.of(CommandError.OPTION_INVALID, "only scripts can be mixed")
          .detail("--traffic was given as " + String.join(", ", sources))
          .hint(CHOICES);
    }
    String source = sources.getFirst();
    if (source.startsWith(RECORDING) && source.length() > RECORDING.length()) {
      return new TrafficOrigin.Recorded(
          Path.of(source.substring(RECORDING.length())), database, rate().orElse(1));
    }
    if (!source.equals(STATEMENTS)) {
      throw Fault.of(CommandError.OPTION_INVALID, "there is no traffic " + source).hint(CHOICES);
    }
    Target server =
        target.orElseThrow(
            () ->
                Fault.of(CommandError.OPTION_INVALID, "--traffic statements needs --target")
                    .hint("Name the server whose statements are repeated."));
    return new TrafficOrigin.Statements(server.name(), server.connection(), rate());
  }

  private OptionalDouble rate() {
    if (rate.isEmpty()) {
      return OptionalDouble.empty();
    }
    double perSecond = rate.get();
    if (!(perSecond > 0) || perSecond > TrafficSettings.HIGHEST_RATE) {
      throw Fault.of(CommandError.OPTION_INVALID, "--traffic-rate " + perSecond + " cannot be used")
          .detail("it must be above 0 and at most %.0f".formatted(TrafficSettings.HIGHEST_RATE));
    }
    return OptionalDouble.of(perSecond);
  }

  private int sessions() {
    if (sessions < 1 || sessions > TrafficSettings.MOST_SESSIONS) {
      throw Fault.of(
              CommandError.OPTION_INVALID, "--traffic-sessions " + sessions + " cannot be used")
          .detail("it must be from 1 to " + TrafficSettings.MOST_SESSIONS);
    }
    return sessions;
  }

  private Duration idle() {
    Duration length = PolicyOptions.duration("--traffic-idle", Optional.of(idle)).orElseThrow();
    if (length.compareTo(LEAST_IDLE) < 0) {
      throw Fault.of(CommandError.OPTION_INVALID, "--traffic-idle must be at least 1s");
    }
    return length;
  }
}
