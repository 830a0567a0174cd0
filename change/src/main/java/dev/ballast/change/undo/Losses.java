package dev.ballast.change.undo;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What no statement brings back, in words.
final class Losses {
  private Losses() {}

  /// @param counted the rows of what nobody has estimated; empty where they cannot be counted
  static String told(List<Facet> lost, Function<Facet, OptionalLong> counted) {
    return lost.stream()
        .filter(facet -> !isInherited(facet))
        .map(facet -> told(facet, counted))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /// A column that goes because the parent's does.
  private static boolean isInherited(Facet facet) {
    return facet.name().equals("column") && facet.unmake().isEmpty();
  }

  private static String told(Facet facet, Function<Facet, OptionalLong> counted) {
    String subject = facet.subject();
    return switch (facet.name()) {
      case "table" -> "dropping table %s loses %s".formatted(subject, rows(facet, counted));
      case "column" ->
          "dropping column %s loses the values of %s".formatted(subject, rows(facet, counted));
      case "inherited" ->
          "column %s became its table's own, which cannot be taken back".formatted(subject);
      case "generated" ->
          "column %s stopped being generated, which cannot be taken back".formatted(subject);
      case "values" -> "a value that enumeration %s got cannot be removed".formatted(subject);
      case "extension" -> "dropping %s loses what its tables and settings held".formatted(subject);
      default -> "the former %s of %s cannot be read back".formatted(facet.name(), subject);
    };
  }

  private static String rows(Facet facet, Function<Facet, OptionalLong> counted) {
    OptionalLong exactly = counted.apply(facet);
    if (exactly.isPresent()) {
      return RowCount.exactly(exactly);
    }
    return RowCount.about(
        facet.value().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(facet.value())));
  }
}
