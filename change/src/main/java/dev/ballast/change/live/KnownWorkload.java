package dev.ballast.change.live;

import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sizes and traffic from a configuration.
record KnownWorkload(Map<String, TableFigures> byName, String origin) implements Workload {
  static KnownWorkload of(List<TableFigures> tables, String origin) {
    return new KnownWorkload(
        tables.stream()
            .collect(
                Collectors.toMap(
                    TableFigures::qualifiedName, Function.identity(), (one, other) -> one)),
        origin);
  }

  @Override
  public OptionalLong rows(QualifiedName table) {
    return known(table).map(TableFigures::rows).orElse(OptionalLong.empty());
  }

  @Override
  public OptionalLong bytes(QualifiedName table) {
    return known(table).map(TableFigures::bytes).orElse(OptionalLong.empty());
  }

  @Override
  public OptionalLong statementsPerSecond(QualifiedName table) {
    return known(table).map(TableFigures::statementsPerSecond).orElse(OptionalLong.empty());
  }

  @Override
  public Optional<String> source() {
    return Optional.of(origin);
  }

  private Optional<TableFigures> known(QualifiedName table) {
    String schema = table.schema().orElse("public");
    return Optional.ofNullable(byName.get(schema + "." + table.name()));
  }
}
