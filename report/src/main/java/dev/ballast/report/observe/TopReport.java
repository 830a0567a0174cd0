package dev.ballast.report.observe;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.Rate;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What targets do at present: the servers, their databases, who is active or waits, and who
/// receives their WAL.
public record TopReport(List<Target> targets) implements Report {
  public TopReport {
    targets = List.copyOf(targets);
  }

  /// One server. What is absent is unknown.
  public record Target(
      String target,
      Optional<String> unreachable,
      Optional<Server> server,
      List<Database> databases,
      List<Activity> activity,
      List<Receiver> receivers,
      List<TopStatement> statements,
      List<TopWait> waits,
      List<Missing> missing) {
    public Target {
      requireNonNull(target, "target is null");
      requireNonNull(unreachable, "unreachable is null");
      requireNonNull(server, "server is null");
      databases = List.copyOf(databases);
      activity = List.copyOf(activity);
      receivers = List.copyOf(receivers);
      statements = List.copyOf(statements);
      waits = List.copyOf(waits);
      missing = List.copyOf(missing);
    }
  }

  /// The server as a whole.
  public record Server(
      String version,
      boolean standby,
      Optional<Double> connections,
      Optional<Double> connectionsMax,
      Optional<Double> oldestTransactionSeconds,
      Optional<Double> walBytesPerSecond) {}

  /// A database's work, per second.
  public record Database(
      String database,
      Optional<Double> commits,
      Optional<Double> rollbacks,
      Optional<Double> rowsRead,
      Optional<Double> rowsWritten,
      Optional<Double> hitRatio) {}

  /// Backends of one state that wait for one class of events.
  public record Activity(
      String database,
      String state,
      String waits,
      double backends,
      Optional<Double> longestSeconds) {}

  /// One receiver of WAL.
  public record Receiver(
      String name,
      String address,
      String state,
      String sync,
      Optional<Double> replayLagBytes,
      Optional<Double> replayLagSeconds) {}

  /// A family of figures that could not be read.
  public record Missing(String family, String why) {}

  public static TopReport of(List<TargetState> states) {
    return new TopReport(states.stream().map(TopReport::target).toList());
  }

  private static Target target(TargetState state) {
    return new Target(
        state.target(),
        state.unreachable().map(Fault::getMessage),
        state.server().map(facts -> server(state, facts)),
        entities(state, "database").stream()
            .filter(f -> !f.labels().value("database").orElse("").isEmpty())
            .map(f -> database(state.family("database").orElseThrow(), f))
            .sorted(Comparator.comparingDouble(d -> -d.commits().orElse(0.0)))
            .toList(),
        entities(state, "activity").stream()
            .map(f -> activity(state.family("activity").orElseThrow(), f))
            .sorted(Comparator.comparingDouble(a -> -a.backends()))
            .toList(),
        entities(state, "replication").stream()
            .map(f -> receiver(state.family("replication").orElseThrow(), f))
            .toList(),
        TopStatement.of(state),
        TopWait.of(state),
        state.families().stream()
            .flatMap(
                f ->
                    f.missing().stream()
                        .map(why -> new Missing(f.family().name(), why.getMessage())))
            .toList());
  }

  private static List<Figures> entities(TargetState state, String family) {
    return state
        .family(family)
        .flatMap(FamilyState::latest)
        .map(Reading::entities)
        .orElse(List.of());
  }

  private static Server server(TargetState state, ServerFacts facts) {
    Optional<FamilyState> instance = state.family("instance");
    Optional<Figures> figures = entities(state, "instance").stream().findFirst();
    Optional<FamilyState> wal = state.family("wal");
    return new Server(
        facts.version().toString(),
        facts.inRecovery(),
        figures.flatMap(f -> known(instance.orElseThrow(), f, "connections")),
        figures.flatMap(f -> known(instance.orElseThrow(), f, "connections_max")),
        figures.flatMap(f -> known(instance.orElseThrow(), f, "oldest_transaction_seconds")),
        entities(state, "wal").stream()
            .findFirst()
            .flatMap(f -> rate(wal.orElseThrow(), f, "bytes")));
  }

  private static Database database(FamilyState family, Figures figures) {
    Optional<Double> hits = rate(family, figures, "blocks_hit");
    Optional<Double> reads = rate(family, figures, "blocks_read");
    return new Database(
        figures.labels().value("database").orElse(""),
        rate(family, figures, "commits"),
        rate(family, figures, "rollbacks"),
        rate(family, figures, "rows_returned"),
        sum(
            rate(family, figures, "rows_inserted"),
            sum(rate(family, figures, "rows_updated"), rate(family, figures, "rows_deleted"))),
        sum(hits, reads).filter(all -> all > 0).map(all -> hits.orElse(0.0) / all));
  }

  private static Activity activity(FamilyState family, Figures figures) {
    Labels labels = figures.labels();
    return new Activity(
        labels.value("database").orElse(""),
        labels.value("state").orElse(""),
        labels.value("wait_class").orElse(""),
        known(family, figures, "backends").orElse(0.0),
        known(family, figures, "longest_seconds"));
  }

  private static Receiver receiver(FamilyState family, Figures figures) {
    Labels labels = figures.labels();
    return new Receiver(
        labels.value("standby").orElse(""),
        labels.value("address").orElse(""),
        labels.value("state").orElse(""),
        labels.value("sync").orElse(""),
        known(family, figures, "replay_lag_bytes"),
        known(family, figures, "replay_lag_seconds"));
  }

  private static Optional<Double> known(FamilyState family, Figures figures, String metric) {
    double value = figures.value(family.family().layout().indexOf(metric));
    return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
  }

  private static Optional<Double> rate(FamilyState family, Figures figures, String metric) {
    OptionalDouble rate = Rate.of(family, figures, metric);
    return rate.isPresent() ? Optional.of(rate.getAsDouble()) : Optional.empty();
  }

  private static Optional<Double> sum(Optional<Double> some, Optional<Double> others) {
    return some.flatMap(s -> others.map(o -> s + o));
  }

  @Override
  public String schema() {
    return "top/1";
  }

  /// Found, where a target cannot be reached.
  @Override
  public ExitCode exit() {
    return targets.stream().allMatch(t -> t.unreachable().isEmpty())
        ? ExitCode.DONE
        : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    targets.forEach(target -> print(page, target));
  }

  private static void print(Page page, Target target) {
    page.heading(target.target());
    if (target.unreachable().isPresent()) {
      page.line("not reachable: " + target.unreachable().get());
      return;
    }
    target.server().ifPresent(server -> page.line(line(server)));
    List<List<String>> databases = new ArrayList<>();
    for (Database each : target.databases()) {
      databases.add(
          List.of(
              each.database(),
              number(each.commits()),
              number(each.rollbacks()),
              number(each.rowsRead()),
              number(each.rowsWritten()),
              each.hitRatio()
                  .map(r -> String.format(Locale.ROOT, "%.1f %%", r * 100))
                  .orElse("-")));
    }
    page.table(
        List.of("DATABASE", "COMMITS/s", "ROLLBACKS/s", "ROWS READ/s", "ROWS WRITTEN/s", "HITS"),
        databases);
    List<List<String>> activity = new ArrayList<>();
    for (Activity each : target.activity()) {
      activity.add(
          List.of(
              each.database(),
              each.state(),
              each.waits().isEmpty() ? "-" : each.waits(),
              String.format(Locale.ROOT, "%.0f", each.backends()),
              seconds(each.longestSeconds())));
    }
    if (!activity.isEmpty()) {
      page.table(List.of("DATABASE", "STATE", "WAITS FOR", "BACKENDS", "LONGEST"), activity);
    }
    List<List<String>> receivers = new ArrayList<>();
    for (Receiver each : target.receivers()) {
      receivers.add(
          List.of(
              each.name(),
              each.address(),
              each.state(),
              each.sync(),
              bytes(each.replayLagBytes()),
              seconds(each.replayLagSeconds())));
    }
    if (!receivers.isEmpty()) {
      page.table(
          List.of("RECEIVER", "ADDRESS", "STATE", "SYNC", "REPLAY LAG", "REPLAY LAG TIME"),
          receivers);
    }
    TopStatement.print(page, target.statements());
    TopWait.print(page, target.waits());
    target.missing().forEach(m -> page.line(m.family() + " is not known: " + m.why()));
  }

  private static String line(Server server) {
    return "PostgreSQL %s, %s, connections %s of %s, oldest transaction %s, WAL %s/s"
        .formatted(
            server.version(),
            server.standby() ? "standby" : "primary",
            number(server.connections()),
            number(server.connectionsMax()),
            seconds(server.oldestTransactionSeconds()),
            bytes(server.walBytesPerSecond()));
  }

  private static String number(Optional<Double> figure) {
    return figure
        .map(f -> String.format(Locale.ROOT, f < 10 && f != Math.rint(f) ? "%.1f" : "%.0f", f))
        .orElse("-");
  }

  private static String seconds(Optional<Double> figure) {
    return figure.map(f -> Durations.text(Duration.ofMillis((long) (f * 1000)))).orElse("-");
  }

  private static String bytes(Optional<Double> figure) {
    return figure.map(f -> new ByteSize(Math.round(Math.max(0, f))).toString()).orElse("-");
  }
}
