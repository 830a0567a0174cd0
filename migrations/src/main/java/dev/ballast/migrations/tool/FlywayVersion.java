package dev.ballast.migrations.tool;

import dev.ballast.migrations.file.NaturalOrder;
import java.util.Comparator;
import java.util.List;

/// A version as Flyway compares it: numbers between dots or underscores; missing ones are zero.
///
/// @param text with dots
record FlywayVersion(String text, List<String> numbers) implements Comparable<FlywayVersion> {
  private static final Comparator<String> NUMBERS = NaturalOrder::numbers;

  FlywayVersion {
    numbers = List.copyOf(numbers);
  }

  static FlywayVersion of(String written) {
    String text = written.replace('_', '.');
    return new FlywayVersion(text, List.of(text.split("\\.", -1)));
  }

  @Override
  public int compareTo(FlywayVersion other) {
    int order = 0;
    for (int i = 0; order == 0 && i < Math.max(numbers.size(), other.numbers.size()); i++) {
      order = NUMBERS.compare(part(i), other.part(i));
    }
    return order;
  }

  private String part(int index) {
    return index < numbers.size() ? numbers.get(index) : "0";
  }
}
