package dev.ballast.rules.lint;

import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import java.util.OptionalLong;

/// What is known of a table's size and traffic, from the configuration or a database. Every answer
/// may be missing; none is guessed.
public interface Workload {

  /// Rows in the table.
  OptionalLong rows(QualifiedName table);

  /// Bytes of the table with its indexes and TOAST.
  OptionalLong bytes(QualifiedName table);

  /// Statements a second that use the table.
  OptionalLong statementsPerSecond(QualifiedName table);

  /// Where these answers come from, for the sentence that quotes them; empty where nothing is
  /// known.
  Optional<String> source();

  /// Nothing is known.
  Workload UNKNOWN =
      new Workload() {
        @Override
        public OptionalLong rows(QualifiedName table) {
          return OptionalLong.empty();
        }

        @Override
        public OptionalLong bytes(QualifiedName table) {
          return OptionalLong.empty();
        }

        @Override
        public OptionalLong statementsPerSecond(QualifiedName table) {
          return OptionalLong.empty();
        }

        @Override
        public Optional<String> source() {
          return Optional.empty();
        }
      };
}
