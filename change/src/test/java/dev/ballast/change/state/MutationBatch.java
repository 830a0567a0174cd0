package dev.ballast.change.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Cases that have no object in common, so that one transaction and one reading is enough for them.
///
/// @param names the lower-case words of their statements, and the names that they expect
record MutationBatch(List<MutationCase> cases, Set<String> names) {
  private static final Pattern WORD = Pattern.compile("\\b[a-z_][a-z_0-9.]*\\b|\\b\\d{4}\\b|=~=");
  private static final Pattern NAME = Pattern.compile("\\b(shop|other)\\.[a-z_0-9]+");

  /// What many cases say, and what none of them changes for another.
  private static final Set<String> COMMON =
      Set.of(
          "alice",
          "bob",
          "carol",
          "integer",
          "text",
          "bigint",
          "numeric",
          "btree",
          "sql",
          "plpgsql",
          "id",
          "n",
          "shop",
          "other",
          "false",
          "true",
          "on",
          "off",
          "regclass",
          "regprocedure",
          "oid",
          "indexrelid",
          "pg_index",
          "note",
          "x",
          "fast");

  /// In the order of the first of each.
  static List<MutationBatch> of(List<MutationCase> cases) {
    List<MutationBatch> batches = new ArrayList<>();
    for (MutationCase each : cases) {
      Set<String> names = names(each);
      batches.stream()
          .filter(batch -> !each.alone() && !batch.cases().getFirst().alone())
          .filter(batch -> batch.names().stream().noneMatch(names::contains))
          .findFirst()
          .ifPresentOrElse(
              batch -> {
                batch.cases().add(each);
                batch.names().addAll(names);
              },
              () ->
                  batches.add(
                      new MutationBatch(new ArrayList<>(List.of(each)), new HashSet<>(names))));
    }
    return batches;
  }

  private static Set<String> names(MutationCase each) {
    Set<String> names =
        WORD.matcher(each.statements())
            .results()
            .map(MatchResult::group)
            .filter(word -> !COMMON.contains(word))
            .collect(Collectors.toSet());
    NAME.matcher(String.join("\n", each.expected()))
        .results()
        .map(MatchResult::group)
        .forEach(names::add);
    return names;
  }

  String title() {
    return cases.stream().map(MutationCase::title).collect(Collectors.joining("; "));
  }
}
