package dev.ballast.change.catalogue;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.ArrayList;
import java.util.List;

/// What a script leaves in the catalog, a line for each relation, column, constraint and index.
final class EndState {
  private EndState() {}

  static List<String> of(Session session) {
    return session.query(
        SqlResource.load(EndState.class, "objects", session.version()), row -> row.text("line"));
  }

  /// Lines that only one of the two has.
  static List<String> differences(List<String> before, List<String> after) {
    List<String> differences = new ArrayList<>();
    before.stream()
        .filter(line -> !after.contains(line))
        .forEach(each -> differences.add("- " + each));
    after.stream()
        .filter(line -> !before.contains(line))
        .forEach(each -> differences.add("+ " + each));
    return differences;
  }
}
