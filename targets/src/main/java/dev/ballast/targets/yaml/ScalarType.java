package dev.ballast.targets.yaml;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Tag;

/// How one scalar is read.
///
/// @param expected what stands there, for the message about a wrong type
/// @param tags what YAML must see: a whole number, or text
/// @param parse from the scalar's text; throws `IllegalArgumentException` or [Fault] with the
///     reason where the text is no such value
public record ScalarType<T>(String expected, Set<Tag> tags, Function<String, T> parse) {
  public static final ScalarType<String> TEXT = text("text", Function.identity());

  public static final ScalarType<Boolean> FLAG =
      new ScalarType<>("true or false", Set.of(Tag.BOOL), text -> text.equalsIgnoreCase("true"));

  public ScalarType {
    requireNonNull(expected, "expected is null");
    tags = Set.copyOf(tags);
    requireNonNull(parse, "parse is null");
  }

  public static <T> ScalarType<T> text(String expected, Function<String, T> parse) {
    return new ScalarType<>(expected, Set.of(Tag.STR), parse);
  }

  /// A quantity, with a unit or without: `250M`, and `180`, which is a number to YAML.
  public static <T> ScalarType<T> quantity(String expected, Function<String, T> parse) {
    return new ScalarType<>(expected, Set.of(Tag.STR, Tag.INT), parse);
  }

  /// The same, or a fraction.
  public static <T> ScalarType<T> amount(String expected, Function<String, T> parse) {
    return new ScalarType<>(expected, Set.of(Tag.STR, Tag.INT, Tag.FLOAT), parse);
  }

  /// A whole number within bounds, both included.
  public static ScalarType<Integer> number(int least, int most) {
    String range = "a whole number from " + least + " to " + most;
    return new ScalarType<>(
        range,
        Set.of(Tag.INT),
        text -> {
          try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
              return value;
            }
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be " + range, e);
          }
          throw new IllegalArgumentException("must be " + range);
        });
  }
}
