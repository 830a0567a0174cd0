package dev.ballast.sql.script;

/// A place in a text, in every unit that callers need.
///
/// @param line from 1
/// @param column from 1, in code points, as editors count
/// @param utf16 from 0, in Java `char`s
/// @param utf8 from 0, in bytes of UTF-8, as PostgreSQL's parser counts
public record Position(int line, int column, int utf16, int utf8) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
