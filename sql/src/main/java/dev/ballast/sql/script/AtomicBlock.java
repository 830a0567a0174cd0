package dev.ballast.sql.script;

/// Whether a statement stands within `BEGIN ATOMIC ... END` of a routine, as psql finds it out: by
/// counting BEGIN, CASE and END once a statement began as CREATE [OR REPLACE] FUNCTION or
/// PROCEDURE.
/// Not thread-safe.
final class AtomicBlock {
  private enum Progress {
    START,
    CREATE,
    OR,
    REPLACE,
    ROUTINE,
    NO_ROUTINE
  }

  private Progress progress = Progress.START;
  private int depth;

  void reset() {
    progress = Progress.START;
    depth = 0;
  }

  boolean open() {
    return depth > 0;
  }

  /// A word outside parentheses.
  void word(String text, int start, int end) {
    if (progress == Progress.ROUTINE) {
      count(text, start, end);
    } else if (progress != Progress.NO_ROUTINE) {
      progress = next(text, start, end);
    }
  }

  private void count(String text, int start, int end) {
    if (Tokens.is(text, start, end, "begin")
        || (depth > 0 && Tokens.is(text, start, end, "case"))) {
      depth++;
    } else if (depth > 0 && Tokens.is(text, start, end, "end")) {
      depth--;
    }
  }

  private Progress next(String text, int start, int end) {
    if (progress == Progress.START) {
      return Tokens.is(text, start, end, "create") ? Progress.CREATE : Progress.NO_ROUTINE;
    }
    if (progress == Progress.CREATE && Tokens.is(text, start, end, "or")) {
      return Progress.OR;
    }
    if (progress == Progress.OR) {
      return Tokens.is(text, start, end, "replace") ? Progress.REPLACE : Progress.NO_ROUTINE;
    }
    boolean routine =
        Tokens.is(text, start, end, "function") || Tokens.is(text, start, end, "procedure");
    return routine ? Progress.ROUTINE : Progress.NO_ROUTINE;
  }
}
