package dev.ballast.postgres.jdbc;

/// Takes the rows of a streamed answer, one at a time.
@FunctionalInterface
public interface RowConsumer {
  void accept(Row row);
}
