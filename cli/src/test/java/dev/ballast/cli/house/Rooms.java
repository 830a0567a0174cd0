package dev.ballast.cli.house;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rooms and which others each may use; `ARCHITECTURE.md` draws the same arrows.
final class Rooms {
  static final String ROOT = "dev.ballast.";

  static final Map<String, Set<String>> USES =
      Map.ofEntries(
          entry("evidence", Set.of()),
          entry("wasm", Set.of()),
          entry("machine", Set.of("evidence")),
          entry("sql", Set.of("evidence")),
          entry("postgres", Set.of("sql", "machine", "evidence")),
          entry("targets", Set.of("postgres", "sql", "machine", "evidence")),
          entry("vault", Set.of("evidence")),
          entry("protect", Set.of("vault", "targets", "postgres", "sql", "machine", "evidence")),
          entry("lab", Set.of("protect", "vault", "postgres", "sql", "machine", "evidence")),
          entry("secure", Set.of("lab", "postgres", "sql", "evidence")),
          entry("store", Set.of("postgres", "machine", "evidence")),
          entry("observe", Set.of("store", "targets", "postgres", "sql", "evidence")),
          entry("migrations", Set.of("sql", "machine", "evidence")),
          entry("effect", Set.of("sql")),
          entry("rules", Set.of("effect", "migrations", "sql", "evidence")),
          entry(
              "change",
              Set.of(
                  "lab",
                  "protect",
                  "vault",
                  "rules",
                  "effect",
                  "migrations",
                  "postgres",
                  "sql",
                  "machine",
                  "evidence")),
          entry(
              "report",
              Set.of(
                  "change",
                  "secure",
                  "lab",
                  "rules",
                  "migrations",
                  "protect",
                  "observe",
                  "store",
                  "vault",
                  "targets",
                  "postgres",
                  "sql",
                  "evidence")),
          entry("pages", Set.of("evidence")),
          entry(
              "server",
              Set.of(
                  "pages",
                  "report",
                  "observe",
                  "change",
                  "store",
                  "protect",
                  "vault",
                  "targets",
                  "postgres",
                  "sql",
                  "machine",
                  "evidence")),
          entry("sample", Set.of("postgres", "sql", "evidence")),
          entry(
              "cli",
              Set.of(
                  "report",
                  "pages",
                  "server",
                  "observe",
                  "store",
                  "change",
                  "secure",
                  "lab",
                  "rules",
                  "migrations",
                  "protect",
                  "sample",
                  "vault",
                  "targets",
                  "postgres",
                  "sql",
                  "machine",
                  "evidence")));

  /// What tests use beyond that: programs to compare with.
  static final Map<String, Set<String>> TESTS_USE =
      Map.of("sql", Set.of("wasm"), "vault", Set.of("machine"), "observe", Set.of("machine"));

  private Rooms() {}

  /// The room a class or package of the house is in, empty for anybody else's.
  static Optional<String> roomOf(String name) {
    if (!name.startsWith(ROOT)) {
      return Optional.empty();
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
  }
}
