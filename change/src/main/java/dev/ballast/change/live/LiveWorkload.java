package dev.ballast.change.live;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sizes and traffic of a target's tables at the moment it was asked. Immutable.
///
/// Rows are the planner's estimates and traffic the average since the server's statistics were
/// reset: good for an order of magnitude, which is all that severities need. A statement that
/// inserts is counted by pg_stat_statements. Where that is not there or does not name the table,
/// each inserted row counts as a statement, but no more than there were transactions.
public final class LiveWorkload implements Workload {
  private static final String DEFAULT_SCHEMA = "public";

  /// Of statistics that are younger, rates are chance.
  private static final Duration YOUNGEST = Duration.ofMinutes(1);

  private static final double NANOS = 1e9;

  /// @param calls statements per second
  private record Table(QualifiedName name, long rows, long bytes, OptionalLong calls) {}

  /// What was counted of a table.
  ///
  /// @param age in seconds; negative where it is not known
  private record Counts(long scans, long inserted, long commits, double age) {
    static Counts of(Row row) {
      return new Counts(
          row.number("scans"), row.number("inserted"), row.number("commits"), row.decimal("age"));
    }

    OptionalLong perSecond(Duration youngest, OptionalDouble inserting) {
      if (scans < 0 || inserted < 0 || age < youngest.toNanos() / NANOS) {
        return OptionalLong.empty();
      }
      double inserts = inserting.orElse(Math.min(inserted, commits) / age);
      return OptionalLong.of(Math.round(scans / age + inserts));
    }
  }

  private final String source;
  private final Map<QualifiedName, Table> tables;

  private LiveWorkload(String source, Map<QualifiedName, Table> tables) {
    this.source = source;
    this.tables = tables;
  }

  /// Asks the target. Faults: those of connecting and of a refused query.
  ///
  /// @param source how the target is named in what is reported
  public static LiveWorkload of(ConnectionSettings target, String source) {
    return of(target, source, YOUNGEST);
  }

  /// @param youngest statistics that rates are taken of
  static LiveWorkload of(ConnectionSettings target, String source, Duration youngest) {
    try (Session session = Session.open(target, SessionOptions.of("ballast"))) {
      String sql = SqlResource.load(LiveWorkload.class, "tables", session.version());
      InsertCalls inserts = InsertCalls.of(session);
      return new LiveWorkload(
          source,
          session.query(sql, row -> table(row, inserts, youngest)).stream()
              .collect(Collectors.toUnmodifiableMap(Table::name, Function.identity())));
    }
  }

  private static Table table(Row row, InsertCalls inserts, Duration youngest) {
    QualifiedName name = QualifiedName.of(row.text("schema"), row.text("name"));
    return new Table(
        name,
        row.number("rows"),
        row.number("bytes"),
        Counts.of(row).perSecond(youngest, inserts.perSecond(name)));
  }

  @Override
  public OptionalLong rows(QualifiedName table) {
    return find(table).map(each -> known(each.rows())).orElse(OptionalLong.empty());
  }

  @Override
  public OptionalLong bytes(QualifiedName table) {
    return find(table).map(each -> known(each.bytes())).orElse(OptionalLong.empty());
  }

  @Override
  public OptionalLong statementsPerSecond(QualifiedName table) {
    return find(table).map(Table::calls).orElse(OptionalLong.empty());
  }

  @Override
  public Optional<String> source() {
    return Optional.of(source);
  }

  private Optional<Table> find(QualifiedName name) {
    return Optional.ofNullable(
        tables.get(QualifiedName.of(name.schema().orElse(DEFAULT_SCHEMA), name.name())));
  }

  private static OptionalLong known(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
