package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// One part of a script, in the order they stand.
public sealed interface ScriptPart {
  Span span();

  /// One SQL statement, from its first to its last token, without what ends it.
  ///
  /// @param variables what psql or a tool would fill in outside strings, the first
  ///     [ScriptSplitter#MAX_VARIABLES]; a statement that has any cannot be analysed as it is
  /// @param holes what stands within the span and is no part of the statement, in order:
  ///     commands of psql and data of COPY, which follow as parts of their own, the backslash of
  ///     `\:` and of `\;` in parentheses, and what an
  ///     [Excerpt] leaves out; [Script#text] leaves all of them out
  record Sql(Span span, Ending ending, List<Variable> variables, List<Span> holes)
      implements ScriptPart {
    public Sql {
      requireNonNull(span, "span is null");
      requireNonNull(ending, "ending is null");
      variables = List.copyOf(variables);
      holes = List.copyOf(holes);
    }

    /// A statement without variables or holes.
    public Sql(Span span, Ending ending) {
      this(span, ending, List.of(), List.of());
    }

    /// False where the text ended before the statement did.
    public boolean terminated() {
      return ending != Ending.TEXT_END;
    }
  }

  /// How a statement came to its end.
  enum Ending {
    SEMICOLON,
    /// `\;`: psql sends this statement and the next as one query.
    COMBINED,
    /// A command of psql that sends what was read, such as `\g` or `\gset`: it follows as a part,
    /// behind those that stand within the statement.
    META,
    /// The text's end: psql and all tools run such a statement too.
    TEXT_END
  }

  /// A command of psql such as `\i other.sql` or `\set x 1`.
  ///
  /// With `\r`, which throws away what was read of a statement, the span starts at what is thrown
  /// away.
  ///
  /// @param name without the backslash
  /// @param runsShell whether psql has a shell run what stands in backquotes in it
  record Meta(Span span, String name, List<String> arguments, boolean runsShell)
      implements ScriptPart {
    /// Commands that set and show what psql itself does, those that only look, and those that
    /// divide what `\if` began; see the manual, psql, "Meta-Commands".
    private static final Pattern QUIET =
        Pattern.compile(
            "a|C|conninfo|copyright|echo|elif|else|encoding|endif|errverbose|f|h|H|help|html|o|out"
                + "|p|print|prompt|pset|qecho|r|reset|s|set|setenv|getenv|t|T|timing|unset|warn|x"
                + "|\\?"
                + "|(?:d[A-Za-z]*|l|list|z|sf|sv)[+SAx]*");

    /// Variables of psql that decide about transactions.
    private static final Set<String> DECIDING = Set.of("AUTOCOMMIT", "ON_ERROR_ROLLBACK");

    /// A command without backquotes.
    public Meta(Span span, String name, List<String> arguments) {
      this(span, name, arguments, false);
    }

    public Meta {
      requireNonNull(span, "span is null");
      requireNonNull(name, "name is null");
      arguments = List.copyOf(arguments);
    }

    /// Whether the command may change what the server holds, or what it gets to run.
    public boolean touchesServer() {
      boolean decides =
          name.equals("set") && !arguments.isEmpty() && DECIDING.contains(arguments.getFirst());
      return decides || runsShell || !QUIET.matcher(name).matches();
    }
  }

  /// The rows after `COPY ... FROM STDIN;` up to and with `\.`.
  ///
  /// @param rows how many lines of data there are
  /// @param terminated false where the text ended without a line `\.`: psql takes all of it as data
  record CopyData(Span span, long rows, boolean terminated) implements ScriptPart {
    public CopyData {
      requireNonNull(span, "span is null");
    }
  }

  /// What cannot be cut: a string, comment or block without its end. It reaches to the text's end.
  ///
  /// @param at the `char` where that string, comment or block begins
  record Broken(Span span, int at, String reason) implements ScriptPart {
    public Broken {
      requireNonNull(span, "span is null");
      requireNonNull(reason, "reason is null");
    }
  }
}
