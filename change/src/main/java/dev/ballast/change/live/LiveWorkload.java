package dev.ballast.change.live;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Sizes and traffic of a target's tables at the moment it was asked. Immutable.
///
/// Rows are the planner's estimates and traffic the average since the server's statistics were
/// reset: good for an order of magnitude, which is all that severities need.
public final class LiveWorkload implements Workload {
  private static final String DEFAULT_SCHEMA = "public";

  private record Table(String schema, String name, long rows, long bytes, long calls) {}

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
    try (Session session = Session.open(target, SessionOptions.of("ballast"))) {
      String sql = SqlResource.load(LiveWorkload.class, "tables", session.version());
      return new LiveWorkload(
          source,
          session
              .query(
                  sql,
                  row ->
                      new Table(
                          row.text("schema"),
                          row.text("name"),
                          row.number("rows"),
                          row.number("bytes"),
                          row.number("calls")))
              .stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      table -> QualifiedName.of(table.schema(), table.name()), table -> table)));
    }
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
    return find(table).map(each -> known(each.calls())).orElse(OptionalLong.empty());
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
