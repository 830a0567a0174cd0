package dev.ballast.observe.partition;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The partitions that come after the last one of a table, as statements.
public final class NextPartitions {
  /// How many there are to be ahead of the present.
  private static final int AHEAD = 3;

  /// A gap of more steps is not filled: it is as long that nothing is written to it.
  private static final int LONGEST_GAP = 12;

  private static final int LONGEST_NAME = 63;

  private static final DateTimeFormatter BOUND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx", Locale.ROOT);

  /// How the beginning of a partition may stand in its name, the most exact first.
  private static final List<DateTimeFormatter> IN_NAMES =
      Stream.of(
              "uuuu_MM_dd_HH",
              "uuuuMMddHH",
              "uuuu_MM_dd",
              "uuuu-MM-dd",
              "uuuuMMdd",
              "YYYY_'w'ww",
              "YYYY'w'ww",
              "uuuu_MM",
              "uuuu-MM",
              "uuuuMM",
              "uuuu")
          .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.GERMANY))
          .toList();

  private static final DateTimeFormatter ELSE =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmm", Locale.ROOT);

  private final Last last;
  private final PartitionStep step;
  private final List<Part> parts;

  /// The last partition of a table.
  public record Last(QualifiedName table, String partition, Instant begin, Instant end) {
    public Last {
      requireNonNull(table, "table is null");
      requireNonNull(partition, "partition is null");
      if (!begin.isBefore(end)) {
        throw new IllegalArgumentException("a partition from " + begin + " to " + end);
      }
    }
  }

  private record Part(QualifiedName name, String bounds) {}

  private NextPartitions(Last last, PartitionStep step, List<Part> parts) {
    this.last = last;
    this.step = step;
    this.parts = parts;
  }

  /// Those up to three steps ahead of now; where the last one ended long ago, from the present on.
  /// Empty where its bounds follow no rule.
  public static Optional<NextPartitions> of(Last last, Instant now) {
    return PartitionStep.of(last.begin(), last.end()).map(step -> of(last, step, now));
  }

  private static NextPartitions of(Last last, PartitionStep step, Instant now) {
    List<OffsetDateTime> bounds = new ArrayList<>(List.of(step.at(last.end())));
    while (!bounds.getLast().toInstant().isAfter(now)) {
      bounds.add(step.after(bounds.getLast()));
    }
    if (bounds.size() - 1 > LONGEST_GAP) {
      // What ends after now is the one of the present.
      bounds.subList(0, bounds.size() - 2).clear();
    }
    for (int i = 0; i < AHEAD; i++) {
      bounds.add(step.after(bounds.getLast()));
    }
    List<String> names = names(last, step, bounds.subList(0, bounds.size() - 1));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      parts.add(
          new Part(
              new QualifiedName(last.table().schema(), names.get(i)),
              "FROM (%s) TO (%s)".formatted(literal(bounds.get(i)), literal(bounds.get(i + 1)))));
    }
    return new NextPartitions(last, step, parts);
  }

  /// As the last one is named, where its name has its beginning.
  private static List<String> names(
      Last last, PartitionStep step, List<OffsetDateTime> beginnings) {
    String name = last.partition();
    OffsetDateTime first = step.at(last.begin());
    for (DateTimeFormatter format : IN_NAMES) {
      if (name.contains(format.format(first))) {
        Set<String> names = new LinkedHashSet<>(List.of(name));
        beginnings.forEach(
            each -> names.add(name.replace(format.format(first), format.format(each))));
        if (names.size() == beginnings.size() + 1) {
          return names.stream().skip(1).toList();
        }
      }
    }
    return beginnings.stream()
        .map(each -> bounded(last.table().name()) + "_" + ELSE.format(each))
        .toList();
  }

  private static String bounded(String name) {
    String cut = name;
    while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - "_20260101_0000".length()) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  /// With its offset from UTC, which a date or a timestamp without a time zone ignores.
  private static Literal literal(OffsetDateTime bound) {
    return new Literal(BOUND.format(bound.withOffsetSameInstant(ZoneOffset.UTC)));
  }

  /// Tables that are attached: reads and writes of the table go on meanwhile.
  public String attached() {
    return each(
        part ->
            """
            CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE);
            ALTER TABLE %s ATTACH PARTITION %s FOR VALUES %s;"""
                .formatted(part.name(), last.table(), last.table(), part.name(), part.bounds()));
  }

  /// Partitions that are created as such: for a moment no session can read or write the table.
  public String created() {
    return each(
        part ->
            "CREATE TABLE %s PARTITION OF %s FOR VALUES %s;"
                .formatted(part.name(), last.table(), part.bounds()));
  }

  /// What has to be looked at before; empty where nothing has.
  public Optional<String> doubt() {
    return step.isLocal()
        ? Optional.of("their bounds are midnight at UTC" + step.offset() + " like those before")
        : Optional.empty();
  }

  private String each(Function<Part, String> statement) {
    return Stream.concat(Stream.of("SET lock_timeout = '2s';"), parts.stream().map(statement))
        .collect(Collectors.joining("\n"));
  }
}
