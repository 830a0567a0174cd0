package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings of one rule and one cause, which a report shows as one.
///
/// @param first the one that is shown
/// @param others what else has the same cause, in the order of the result
public record RepeatedFinding(MigrationFinding first, List<MigrationFinding> others) {
  public RepeatedFinding {
    requireNonNull(first, "first is null");
    others = List.copyOf(others);
  }

  /// What makes two findings one.
  private record Key(String rule, Severity severity, Cause cause) {
    static Key of(MigrationFinding finding) {
      return new Key(finding.rule(), finding.severity(), finding.cause());
    }
  }

  /// The findings by their causes, each where the first of its kind is.
  static List<RepeatedFinding> of(List<MigrationFinding> findings) {
    Map<Key, List<MigrationFinding>> alike = new LinkedHashMap<>();
    for (MigrationFinding finding : findings) {
      alike.computeIfAbsent(Key.of(finding), key -> new ArrayList<>(1)).add(finding);
    }
    return alike.values().stream()
        .map(group -> new RepeatedFinding(group.getFirst(), group.subList(1, group.size())))
        .toList();
  }

  /// How many there are.
  public int count() {
    return 1 + others.size();
  }

  /// All of them.
  public List<MigrationFinding> all() {
    List<MigrationFinding> all = new ArrayList<>(count());
    all.add(first);
    all.addAll(others);
    return all;
  }

  public String rule() {
    return first.rule();
  }

  public Severity severity() {
    return first.severity();
  }
}
