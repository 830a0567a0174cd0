package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// What a routine's body does at one place that matters outside of it: it runs SQL, computes a
/// value, ends a transaction.
public sealed interface BodyPart {

  /// Where it is.
  Place place();

  /// Where a part is, and what decides whether it runs.
  ///
  /// @param line in the body's text, from 1; 0 where the parser does not report it
  /// @param offset bytes of UTF-8 from the start of the body's text to the part's own text;
  ///     [Located#UNKNOWN] where it could not be found again
  /// @param conditional whether it is below `IF` or `CASE`
  /// @param looped whether it is in a loop
  /// @param guarded whether it is in a block with an `EXCEPTION` clause, which is a
  ///     subtransaction
  /// @param handler whether it is in the `EXCEPTION` clause itself
  record Place(
      int line,
      int offset,
      boolean conditional,
      boolean looped,
      boolean guarded,
      boolean handler) {}

  /// A statement written out: of SQL, or what PL/pgSQL makes one of, as `PERFORM f(1)`, which is
  /// here `SELECT f(1)`, or the query of a loop.
  ///
  /// @param text the statement; positions in `parsed` are its
  record Sql(Place place, String text, ParsedStatement parsed) implements BodyPart {}

  /// An expression that PL/pgSQL evaluates: a condition, what is assigned, what is returned.
  ///
  /// @param text the expression; `parsed` is that of `SELECT` before it, so that positions are
  ///     [#PREFIX] bytes on
  record Evaluation(Place place, String text, ParsedStatement parsed) implements BodyPart {
    /// What stands before the expression when it is parsed.
    public static final String PREFIX = "SELECT ";
  }

  /// `EXECUTE`: SQL that is put together when the routine runs.
  ///
  /// @param text the expression; `parsed` is as in [Evaluation]
  /// @param literal the SQL itself, where the expression is constant: one text, texts joined by
  ///     `||`, or `format`, `quote_ident` and `quote_literal` of constants
  /// @param statements those in the literal, which may be several; none where there is no literal.
  ///     Their place is that of the `EXECUTE`, with an unknown offset
  /// @param outline where there is no literal, the statements with a made-up name
  ///     (`named_at_run_time`) in place of each value that only the run decides: `GRANT SELECT ON
  ///     named_at_run_time TO app`; none where that is no SQL
  record DynamicSql(
      Place place,
      String text,
      ParsedStatement parsed,
      Optional<String> literal,
      List<Sql> statements,
      List<Sql> outline)
      implements BodyPart {
    public DynamicSql {
      statements = List.copyOf(statements);
      outline = List.copyOf(outline);
    }
  }

  /// `COMMIT` or `ROLLBACK` inside a procedure or a `DO` block.
  record TransactionEnd(Place place, boolean commit, boolean chain) implements BodyPart {}

  /// The named unknown: a statement of PL/pgSQL that this reader does not know.
  ///
  /// @param node its name in the parser's answer
  record OtherPart(Place place, String node) implements BodyPart {}
}
