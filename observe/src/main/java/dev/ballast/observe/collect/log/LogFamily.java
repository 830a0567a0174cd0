package dev.ballast.observe.collect.log;

import static dev.ballast.observe.family.Metric.counter;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.log.follow.LogTotals;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Messages of the server's own log by class. They are read where the log is, and no query is run
/// for them.
public final class LogFamily extends Family<LogRow> {
  public LogFamily() {
    super(
        "log",
        Duration.ofSeconds(10),
        List.of(
            counter(
                "messages",
                Unit.NUMBER,
                "Messages of the class since the node began; of class unreadable, lines that are part of none",
                LogRow::messages)));
  }

  @Override
  public String help() {
    return "Messages of the server's own log by class, where the configuration says where it is";
  }

  @Override
  public boolean isAsked() {
    return false;
  }

  @Override
  protected List<LogRow> ask(Session session, ServerFacts server) {
    return List.of();
  }

  /// What was read so far.
  ///
  /// @param unreadable lines that are no part of a message
  public List<Figures> of(LogTotals totals, long unreadable) {
    List<LogRow> rows = new ArrayList<>();
    for (LogClass type : LogClass.values()) {
      rows.add(new LogRow(type.key(), totals.of(type)));
    }
    rows.add(new LogRow("unreadable", unreadable));
    return figures(rows);
  }

  @Override
  protected Labels labels(LogRow row) {
    return Labels.of("class", row.type());
  }
}
