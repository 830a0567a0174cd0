package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Verdict;
import java.util.List;
import java.util.stream.Stream;

/// What two states of a database do not have in common.
public record StateDifference(CatalogDifference catalog, ContentDifference content) {
  public StateDifference {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(content, "content is null");
  }

  public static StateDifference between(DatabaseState before, DatabaseState after) {
    return new StateDifference(
        CatalogDifference.between(before.catalog(), after.catalog()),
        ContentDifference.between(before.content(), after.content()));
  }

  /// Whether no difference was found. What was not read may still differ: see [#verdict()].
  public boolean isEmpty() {
    return catalog.isEmpty() && content.isEmpty();
  }

  /// A sentence for each difference: objects first, then rows.
  public List<String> lines() {
    return Stream.concat(catalog.lines().stream(), content.lines().stream()).toList();
  }

  /// The same without values of rows.
  List<String> withoutKeys() {
    return Stream.concat(
            catalog.lines().stream(), content.tables().stream().map(TableDifference::withoutKeys))
        .toList();
  }

  /// A sentence for each thing that differs though the database means the same.
  public List<String> unavoidable() {
    return catalog.residues().stream().map(Residue::sentence).toList();
  }

  /// A sentence for each table of which nothing is known.
  public List<String> unknown() {
    return content.unread().stream().map(UnreadTable::sentence).toList();
  }

  /// Whether both states are the same. The reason may be kept: it names no values of rows.
  public Verdict verdict() {
    if (!isEmpty()) {
      List<String> lines = withoutKeys();
      return Verdict.refuted(
          lines.size() == 1
              ? lines.getFirst()
              : "%d differences, the first: %s".formatted(lines.size(), lines.getFirst()));
    }
    return unknown().isEmpty() ? Verdict.proved() : Verdict.undecided(String.join("; ", unknown()));
  }
}
