package dev.ballast.sql.tree;

import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.ParseOutcome;
import dev.ballast.sql.grammar.Parsed;
import dev.ballast.sql.script.SqlText;
import java.util.Locale;
import java.util.Optional;

/// Reads texts with a comment between `U&"..."` and `UESCAPE`. PostgreSQL's own parser takes no
/// notice of it; the library that this one is built from keeps comments as tokens, and looks for
/// `UESCAPE` at the very next one. What it refuses for that is read again, with blanks in the
/// comment's place.
final class CommentedEscapes {
  private CommentedEscapes() {}

  static ParseOutcome parse(Grammar grammar, String sql) {
    ParseOutcome outcome = grammar.parse(sql);
    return outcome instanceof Parsed
        ? outcome
        : plain(sql).map(grammar::parse).filter(Parsed.class::isInstance).orElse(outcome);
  }

  /// Of a block; a function's body is read without its parameters then.
  ///
  /// @param statement the whole text that makes or runs the routine
  static ParseOutcome parsePlpgsql(Grammar grammar, String statement, String body) {
    ParseOutcome outcome = grammar.parsePlpgsql(statement);
    if (outcome instanceof Parsed || !(mayHold(statement) || mayHold(body))) {
      return outcome;
    }
    String plain = dollarQuoted(SqlText.of(body).withPlainEscapes());
    ParseOutcome reread = grammar.parsePlpgsql("DO LANGUAGE plpgsql " + plain);
    return reread instanceof Parsed ? reread : outcome;
  }

  private static boolean mayHold(String text) {
    return text.toLowerCase(Locale.ROOT).contains("uescape");
  }

  private static Optional<String> plain(String text) {
    return mayHold(text)
        ? Optional.of(SqlText.of(text).withPlainEscapes()).filter(plain -> !plain.equals(text))
        : Optional.empty();
  }

  static String dollarQuoted(String text) {
    String tag = "$body$";
    while (text.contains(tag)) {
      tag = "$" + tag.replace("$", "") + "_$";
    }
    return tag + text + tag;
  }
}
