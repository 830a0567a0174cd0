package dev.ballast.lab.traffic.production;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Values that no row of a column has yet, for what is inserted under a unique index. Safe for any
/// number of threads.
final class FreshValues {
  private static final int RADIX = 36;

  private final String type;
  private final int length;
  private final BigDecimal greatest;
  private final AtomicLong next = new AtomicLong();

  private FreshValues(String type, int length, BigDecimal greatest) {
    this.type = type;
    this.length = length;
    this.greatest = greatest;
  }

  /// Empty where the type has no such values.
  ///
  /// @param greatest of a number's column
  static Optional<FreshValues> of(CloneTable.Column column, Optional<String> greatest) {
    return switch (column.type()) {
      case "smallint", "integer", "bigint", "numeric" ->
          Optional.of(
              new FreshValues(
                  column.type(),
                  column.length(),
                  greatest.map(BigDecimal::new).orElse(BigDecimal.ZERO)));
      case "text", "character varying", "character", "citext", "uuid" ->
          Optional.of(new FreshValues(column.type(), column.length(), BigDecimal.ZERO));
      default -> Optional.empty();
    };
  }

  static boolean isNumber(CloneTable.Column column) {
    return switch (column.type()) {
      case "smallint", "integer", "bigint", "numeric" -> true;
      default -> false;
    };
  }

  /// The next one. Of texts, those of an earlier run are avoided by chance only.
  String next(RandomGenerator random) {
    long number = next.incrementAndGet();
    return switch (type) {
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      case "smallint", "integer", "bigint", "numeric" ->
          greatest.add(BigDecimal.valueOf(number)).toPlainString();
      default -> text(number, random);
    };
  }

  private String text(long number, RandomGenerator random) {
    String digits = Long.toString(number, RADIX);
    String spread = digits + "-" + Long.toString(random.nextLong(Long.MAX_VALUE), RADIX);
    return length < 0 || spread.length() <= length ? spread : spread.substring(0, length);
  }
}
