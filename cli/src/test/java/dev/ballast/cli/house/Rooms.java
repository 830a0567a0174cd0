package dev.ballast.cli.house;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rooms and which others each may use; `ARCHITECTURE.md` draws the same arrows.
final class Rooms {
  static final String ROOT = "dev.ballast.";

  static final Map<String, Set<String>> USES =
      Map.of(
          "evidence", Set.of(),
          "wasm", Set.of(),
          "postgres", Set.of("wasm", "evidence"),
          "targets", Set.of("postgres", "evidence"),
          "vault", Set.of("targets", "postgres", "evidence"),
          "protect", Set.of("vault", "targets", "postgres", "evidence"),
          "change", Set.of("targets", "postgres", "evidence"),
          "sample", Set.of("postgres", "evidence"),
          "cli", Set.of("change", "protect", "sample", "vault", "targets", "postgres", "evidence"));

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
