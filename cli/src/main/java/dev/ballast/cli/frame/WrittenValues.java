package dev.ballast.cli.frame;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// How the values of options are read, so that what is wrong with one is said in words of its own.
final class WrittenValues {
  private WrittenValues() {}

  /// For a command and all below it.
  static void register(CommandLine line) {
    line.registerConverter(Path.class, WrittenValues::path);
    line.registerConverter(Integer.class, text -> number(text, Integer::valueOf));
    line.registerConverter(int.class, text -> number(text, Integer::valueOf));
    line.registerConverter(Long.class, text -> number(text, Long::valueOf));
    line.registerConverter(long.class, text -> number(text, Long::valueOf));
  }

  /// An empty one would be the working folder.
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("the path is empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is not a path: " + e.getReason());
    }
  }

  private static <T> T number(String text, Function<String, T> parse) {
    try {
      return parse.apply(text.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a whole number, or too large a one");
    }
  }
}
