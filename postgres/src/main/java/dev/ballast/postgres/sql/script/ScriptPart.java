package dev.ballast.postgres.sql.script;

import java.util.List;

/// One part of a script, in the order they stand.
public sealed interface ScriptPart {

  Span span();

  /// One SQL statement, from its first word to the character before its semicolon.
  ///
  /// @param terminated false where the text ended without a semicolon
  record Sql(Span span, boolean terminated) implements ScriptPart {}

  /// A command of psql such as `\i other.sql` or `\set x 1`.
  ///
  /// @param name without the backslash
  record Meta(Span span, String name, List<String> arguments) implements ScriptPart {
    public Meta {
      arguments = List.copyOf(arguments);
    }
  }

  /// The rows after `COPY ... FROM STDIN;` up to and with `\.`.
  ///
  /// @param rows how many lines of data there are
  record CopyData(Span span, long rows) implements ScriptPart {}

  /// What cannot be cut: a string, comment or block without its end. It reaches to the text's end.
  record Broken(Span span, String reason) implements ScriptPart {}
}
