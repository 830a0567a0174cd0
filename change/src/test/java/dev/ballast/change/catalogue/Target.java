package dev.ballast.change.catalogue;

import java.util.List;
import java.util.function.BiFunction;

/// What others depend on, with what a script may do to it: templates for [Names].
///
/// @param shapes the file with the ways in which something depends on it
/// @param create the statement that makes it
/// @param rename gives it the name `renamed`
/// @param move takes it into the schema `moved`
/// @param drop takes it away with all that depends on it
/// @param renamed the names once it is called so
record Target(
    String name,
    String shapes,
    String create,
    String rename,
    String move,
    String drop,
    List<Action> actions,
    BiFunction<Names, String, Names> renamed) {

  /// What is done to it at last.
  ///
  /// @param statement the only one
  record Action(String name, String statement) {}

  private static final String TABLE =
      "CREATE TABLE {t} (id bigint CONSTRAINT {k} PRIMARY KEY, {c} integer, other integer, word text)";

  static final List<Target> ALL =
      List.of(
          new Target(
              "column",
              "column.txt",
              TABLE,
              "ALTER TABLE {t} RENAME TO renamed",
              "ALTER TABLE {t} SET SCHEMA moved",
              "DROP TABLE {t} CASCADE",
              List.of(
                  new Action("drop-column", "ALTER TABLE {t} DROP COLUMN {c}"),
                  new Action("alter-type", "ALTER TABLE {t} ALTER COLUMN {c} TYPE bigint"),
                  new Action("drop-table", "DROP TABLE {t}"),
                  new Action("drop-key", "ALTER TABLE {t} DROP CONSTRAINT {k}"),
                  new Action("drop-column-cascade", "ALTER TABLE {t} DROP COLUMN {c} CASCADE"),
                  new Action("drop-column-if", "ALTER TABLE IF EXISTS {t} DROP IF EXISTS {c}"),
                  new Action("drop-with-another", "ALTER TABLE {t} DROP word, DROP {c}"),
                  new Action(
                      "alter-type-using",
                      "ALTER TABLE ONLY {t} ALTER {c} SET DATA TYPE text USING {c}::text"),
                  new Action("drop-table-cascade", "DROP TABLE IF EXISTS {t} CASCADE"),
                  new Action("drop-both-tables", "DROP TABLE {t}, {o}"),
                  new Action("drop-key-index", "DROP INDEX {kq}"),
                  new Action("drop-another-column", "ALTER TABLE {t} DROP COLUMN word"),
                  new Action("rename-column", "ALTER TABLE {t} RENAME COLUMN {c} TO c2"),
                  new Action("drop-not-null", "ALTER TABLE {t} ALTER COLUMN {c} DROP NOT NULL"),
                  new Action(
                      "add-identity",
                      "ALTER TABLE {t} ALTER COLUMN {c} ADD GENERATED ALWAYS AS IDENTITY")),
              Names::withTable),
          new Target(
              "view",
              "view.txt",
              "CREATE VIEW {v} AS SELECT id, ref FROM {o}",
              "ALTER VIEW {v} RENAME TO renamed",
              "ALTER VIEW {v} SET SCHEMA moved",
              "DROP VIEW {v} CASCADE",
              List.of(
                  new Action("drop-view", "DROP VIEW {v}"),
                  new Action("drop-view-cascade", "DROP VIEW IF EXISTS {v} CASCADE"),
                  new Action("replace-view", "CREATE OR REPLACE VIEW {v} AS SELECT id FROM {o}"),
                  new Action(
                      "extend-view", "CREATE OR REPLACE VIEW {v} AS SELECT id, ref, {c} FROM {o}")),
              (names, name) -> names.withView(name)),
          new Target(
              "type",
              "type.txt",
              "CREATE TYPE {y} AS ENUM ('a', 'b')",
              "ALTER TYPE {y} RENAME TO renamed",
              "ALTER TYPE {y} SET SCHEMA moved",
              "DROP TYPE {y} CASCADE",
              List.of(
                  new Action("drop-type", "DROP TYPE {y}"),
                  new Action("drop-type-cascade", "DROP TYPE IF EXISTS {y} CASCADE")),
              (names, name) -> names.withType(name)),
          new Target(
              "function",
              "function.txt",
              "CREATE FUNCTION {f}(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1'",
              "ALTER FUNCTION {f}(integer) RENAME TO renamed",
              "ALTER FUNCTION {f}(integer) SET SCHEMA moved",
              "DROP FUNCTION {f}(integer) CASCADE",
              List.of(
                  new Action("drop-function", "DROP FUNCTION {f}(integer)"),
                  new Action("drop-function-cascade", "DROP FUNCTION {f}(integer) CASCADE")),
              (names, name) -> names.withFunction(name)),
          new Target(
              "sequence",
              "sequence.txt",
              "CREATE SEQUENCE {q}",
              "ALTER SEQUENCE {q} RENAME TO renamed",
              "ALTER SEQUENCE {q} SET SCHEMA moved",
              "DROP SEQUENCE {q} CASCADE",
              List.of(
                  new Action("drop-sequence", "DROP SEQUENCE {q}"),
                  new Action("drop-sequence-cascade", "DROP SEQUENCE IF EXISTS {q} CASCADE")),
              (names, name) -> names.withSequence(name)));
}
