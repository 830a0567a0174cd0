package dev.ballast.migrations.tool;

import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines by which a tool tells the two directions of a file apart, where the file says no more
/// than that.
enum Marks {
  /// As `sqlMigration` of node-pg-migrate finds them; without them the file has one direction.
  NODE_PG_MIGRATE(
      Tool.NODE_PG_MIGRATE,
      "\\s*--[\\s-]*up\\s+migration(.*)",
      "\\s*--[\\s-]*down\\s+migration(.*)",
      TransactionMode.WRAPPED),
  /// MyBatis Migrations: all before the mark goes forwards.
  MYBATIS(Tool.MYBATIS, "(?!)()", "\\s*--\\s*//.*@undo\\b(.*)", TransactionMode.WRAPPED),
  /// Evolutions of Play, which by default commits each statement.
  EVOLUTIONS(
      Tool.EVOLUTIONS, "(?:#|--).*!ups(.*)", "(?:#|--).*!downs(.*)", TransactionMode.PER_STATEMENT),
  /// tern: all before the mark goes forwards.
  TERN(Tool.TERN, "(?!)()", "---- create above / drop below ----(.*)", TransactionMode.WRAPPED);

  private static final Pattern TIMED = Pattern.compile("[0-9]{10,}[-_].*(?<![.](?:up|down))\\.sql");
  private static final Pattern COUNTED = Pattern.compile("[0-9]+\\.sql");

  private final Tool tool;
  private final Pattern up;
  private final Pattern down;
  private final TransactionMode usual;

  Marks(Tool tool, String up, String down, TransactionMode usual) {
    this.tool = tool;
    this.up = Pattern.compile(up, Pattern.CASE_INSENSITIVE);
    this.down = Pattern.compile(down, Pattern.CASE_INSENSITIVE);
    this.usual = usual;
  }

  static Marks of(Tool tool) {
    return Arrays.stream(values()).filter(marks -> marks.tool == tool).findFirst().orElseThrow();
  }

  /// The tool whose mark is in the text, and whose files have such names.
  static Optional<Tool> in(SourceFile file, String text) {
    return text.lines()
        .filter(line -> line.startsWith("#") || line.stripLeading().startsWith("--"))
        .flatMap(line -> Arrays.stream(values()).filter(marks -> marks.shows(line)))
        .filter(marks -> file.isStandardInput() || marks.mayBeNamed(file.fileName()))
        .map(marks -> marks.tool)
        .findFirst();
  }

  /// Whether a line is there for the tool, and not for a reader.
  private boolean shows(String line) {
    return mark(line).filter(mark -> this != NODE_PG_MIGRATE || mark.rest().isBlank()).isPresent();
  }

  private boolean mayBeNamed(String fileName) {
    return switch (this) {
      case NODE_PG_MIGRATE -> TIMED.matcher(fileName).matches();
      case EVOLUTIONS -> COUNTED.matcher(fileName).matches();
      case MYBATIS, TERN -> true;
    };
  }

  Tool tool() {
    return tool;
  }

  /// Whether a file has no way forward where nothing marks it.
  boolean needsUp() {
    return this == EVOLUTIONS;
  }

  /// What a line begins.
  ///
  /// @param rest what follows in the line
  record Mark(boolean up, String rest) {}

  /// The mark that a line is, if it is one.
  Optional<Mark> mark(String line) {
    Matcher forwards = up.matcher(line);
    if (forwards.matches()) {
      return Optional.of(new Mark(true, forwards.group(1)));
    }
    Matcher back = down.matcher(line);
    return back.matches() ? Optional.of(new Mark(false, back.group(1))) : Optional.empty();
  }

  TransactionMode usual() {
    return usual;
  }
}
