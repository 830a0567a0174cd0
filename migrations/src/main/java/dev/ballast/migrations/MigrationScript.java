package dev.ballast.migrations;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Position;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import java.util.List;

/// One text that a tool runs in one go.
///
/// @param file as a reader would name it: relative to where the command was started, `-` for
///     standard input
/// @param script the whole file, cut into parts; where a file holds several migrations or both
///     directions, only the parts of this one
/// @param running what is known of whether and how it is run
/// @param generated whether the tool makes the script of something else that the file holds; the
///     lines are those of the file, the text is not
/// @param stretches where the text holds that of other files, all of it in order; empty: all of it
///     is of this file
public record MigrationScript(
    String file,
    Script script,
    TransactionMode transaction,
    Running running,
    boolean generated,
    List<Stretch> stretches) {
  /// Lines that stand in a file, up to the next stretch.
  ///
  /// @param from the first of them in the script's text, from 1
  /// @param line the same line in the file
  public record Stretch(int from, String file, int line) {}

  /// Where something stands.
  public record Place(String file, int line, int column) {}

  public MigrationScript {
    requireNonNull(file, "file is null");
    requireNonNull(running, "running is null");
    requireNonNull(script, "script is null");
    requireNonNull(transaction, "transaction is null");
    stretches = List.copyOf(stretches);
  }

  /// The text of a file, as it is.
  public MigrationScript(String file, Script script, TransactionMode transaction) {
    this(file, script, transaction, Running.DECLARED, false, List.of());
  }

  /// A script that the tool makes of what the file holds.
  public static MigrationScript generated(String file, Script script, TransactionMode transaction) {
    return new MigrationScript(file, script, transaction, Running.DECLARED, true, List.of());
  }

  /// What is left of the script where only some of its parts run.
  public MigrationScript of(List<ScriptPart> parts) {
    Script left = new Script(script.source(), parts, script.comments());
    return new MigrationScript(file, left, transaction, running, generated, stretches);
  }

  /// The same script in other transactions.
  public MigrationScript withTransaction(TransactionMode mode) {
    return new MigrationScript(file, script, mode, running, generated, stretches);
  }

  /// The same script, of which this is known.
  public MigrationScript running(Running known) {
    return new MigrationScript(file, script, transaction, known, generated, stretches);
  }

  /// The file and line of a `char` of the script's text.
  public Place place(int utf16) {
    Position position = script.source().position(utf16);
    Stretch in = new Stretch(1, file, 1);
    for (Stretch stretch : stretches) {
      in = stretch.from() <= position.line() ? stretch : in;
    }
    return new Place(in.file(), position.line() - in.from() + in.line(), position.column());
  }
}
