package dev.ballast.change.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Cases of which none changes what another one does, so that one transaction and one reading is
/// enough for them: they expect different attributes, and none removes what another one names.
final class MutationBatch {
  private static final int LARGEST = 40;

  private static final Pattern WORD = Pattern.compile("\\b[a-z_][a-z_0-9.]*\\b|\\b\\d{4}\\b|=~=");

  private static final Pattern NAME = Pattern.compile("\\b(?:shop|other)\\.[a-z_0-9]+");

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
          "x",
          "fast");

  private final List<MutationCase> cases = new ArrayList<>();
  private final Set<String> expected = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private final Set<String> removed = new HashSet<>();

  static List<MutationBatch> of(List<MutationCase> cases) {
    List<MutationBatch> batches = new ArrayList<>();
    for (MutationCase each : cases) {
      MutationBatch batch =
          batches.stream().filter(has -> has.hasRoomFor(each)).findFirst().orElse(null);
      if (batch == null) {
        batch = new MutationBatch();
        batches.add(batch);
      }
      batch.add(each);
    }
    return batches;
  }

  private boolean hasRoomFor(MutationCase each) {
    return cases.size() < LARGEST
        && !each.alone()
        && !cases.getFirst().alone()
        && Collections.disjoint(expected, prefixes(each))
        && Collections.disjoint(each.removes() ? named : removed, names(each));
  }

  private void add(MutationCase each) {
    cases.add(each);
    expected.addAll(prefixes(each));
    named.addAll(names(each));
    if (each.removes()) {
      removed.addAll(names(each));
    }
  }

  /// The objects and attributes, without their values.
  private static Set<String> prefixes(MutationCase each) {
    return each.expected().stream()
        .map(line -> line.replaceAll("^(.*: (?:[a-z]+ ?){1,6}).*", "$1").strip())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(MutationCase each) {
    return Stream.concat(
            WORD.matcher(each.statements()).results(),
            each.expected().stream().flatMap(line -> NAME.matcher(line).results()))
        .map(MatchResult::group)
        .filter(word -> !COMMON.contains(word))
        .collect(Collectors.toSet());
  }

  List<MutationCase> cases() {
    return cases;
  }

  String title() {
    return cases.stream().map(MutationCase::title).collect(Collectors.joining("; "));
  }
}
