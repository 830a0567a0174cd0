package dev.ballast.change.undo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One statement of the corpus and how it is to be undone.
///
/// @param from the first major it is for
/// @param before the first major it is not for
/// @param expected lines; `*` stands for any text
record UndoCase(String statement, int from, int before, List<String> expected) {
  private static final Pattern VERSION = Pattern.compile("@(<?)([0-9]+) (?s)(.*)");
  private static final String MARK = "=> ";

  UndoCase {
    expected = List.copyOf(expected);
  }

  static List<UndoCase> all(String corpus) {
    return Stream.of(corpus.split("\n\n", -1))
        .filter(block -> !block.startsWith("#"))
        .map(UndoCase::parse)
        .toList();
  }

  private static UndoCase parse(String block) {
    List<String> lines = block.strip().lines().toList();
    List<String> expected =
        lines.stream()
            .filter(line -> line.startsWith(MARK))
            .map(line -> line.substring(MARK.length()))
            .toList();
    Matcher version = VERSION.matcher(lines.getFirst());
    if (!version.matches()) {
      return new UndoCase(lines.getFirst(), 0, Integer.MAX_VALUE, expected);
    }
    int major = Integer.parseInt(version.group(2));
    return version.group(1).isEmpty()
        ? new UndoCase(version.group(3), major, Integer.MAX_VALUE, expected)
        : new UndoCase(version.group(3), 0, major, expected);
  }

  boolean isFor(int major) {
    return from <= major && major < before;
  }

  boolean isExpected(StatementUndo undo) {
    List<String> lines = told(undo);
    return lines.size() == expected.size()
        && Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
            .allMatch(i -> pattern(expected.get(i)).matcher(lines.get(i)).matches());
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Stream.of(plain(line).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  static List<String> told(StatementUndo undo) {
    return switch (undo) {
      case StatementUndo.Undoable undoable ->
          undoable.statements().stream().map(UndoCase::plain).toList();
      case StatementUndo.Nothing nothing -> List.of("nothing: " + nothing.remains());
      case StatementUndo.OneWay oneWay -> List.of("one-way: " + oneWay.reason());
      case StatementUndo.Undecided undecided -> List.of("undecided: " + undecided.reason());
    };
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
