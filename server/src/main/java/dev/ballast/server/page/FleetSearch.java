package dev.ballast.server.page;

import dev.ballast.pages.fleet.FleetPage.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the targets of a list have in common: words that all must fit. `env=prod` is a label,
/// `owner=bea` an owner, any other word a part of a name, an owner or a label. Capital letters are
/// as small ones. Immutable.
record FleetSearch(List<String> words) {
  private static final String OWNER = "owner=";

  FleetSearch {
    words = List.copyOf(words);
  }

  static FleetSearch of(String text) {
    return new FleetSearch(
        Arrays.stream(text.split("\\s+"))
            .filter(word -> !word.isEmpty())
            .map(FleetSearch::lower)
            .toList());
  }

  boolean fits(Row row) {
    return words.stream().allMatch(word -> fits(row, word));
  }

  private static boolean fits(Row row, String word) {
    if (word.contains("=")) {
      return marks(row).anyMatch(spaced -> spaced.equals(word));
    }
    return Stream.concat(Stream.of(row.target()), marks(row).map(FleetSearch::value))
        .anyMatch(each -> lower(each).contains(word));
  }

  /// Words have no spaces, but values may: they are searched for with the spaces left out.
  private static Stream<String> marks(Row row) {
    return Stream.concat(
            row.about().labels().stream(), row.about().owner().map(o -> OWNER + o).stream())
        .map(mark -> lower(mark).replaceAll("\\s+", ""));
  }

  private static String value(String mark) {
    return mark.substring(mark.indexOf('=') + 1);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
