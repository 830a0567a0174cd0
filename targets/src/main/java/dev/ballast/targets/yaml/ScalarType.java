package dev.ballast.targets.yaml;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Tag;

/// How one scalar is read.
///
/// @param expected what stands there, for the message about a wrong type
/// @param number whether YAML must see a whole number, otherwise text
/// @param parse from the scalar's text; throws `IllegalArgumentException` or [Fault] with the
///     reason where the text is no such value
public record ScalarType<T>(String expected, boolean number, Function<String, T> parse) {
  public static final ScalarType<String> TEXT = text("text", Function.identity());

  public ScalarType {
    requireNonNull(expected, "expected is null");
    requireNonNull(parse, "parse is null");
  }

  public static <T> ScalarType<T> text(String expected, Function<String, T> parse) {
    return new ScalarType<>(expected, false, parse);
  }

  /// A whole number within bounds, both included.
  public static ScalarType<Integer> number(int least, int most) {
    String range = "a whole number from " + least + " to " + most;
    return new ScalarType<>(
        range,
        true,
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

  Tag tag() {
    return number ? Tag.INT : Tag.STR;
  }
}
