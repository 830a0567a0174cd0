package dev.ballast.sql.tree;

import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.ParseOutcome;
import dev.ballast.sql.grammar.Parsed;
import dev.ballast.sql.grammar.Rejected;
import dev.ballast.sql.grammar.SyntaxError;
import dev.ballast.sql.tree.ParsedStatement.Refused;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads statements into trees. Safe for any number of threads.
///
/// What it has read lately it knows by its text: a rule asks for a statement again when it looks
/// into a body, and migrations repeat themselves.
public final class Parser {
  /// How many statements are remembered.
  static final int REMEMBERED = 2_000;

  /// The longest text that is remembered, in characters: a longer one holds data and comes once.
  static final int REMEMBERED_CHARS = 8_000;

  private static final Parser POSTGRES_18 = new Parser(Grammar.postgres18());

  private final Grammar grammar;
  private final BodyReader bodies;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ParsedStatement> remembered = new Recent();

  private Parser(Grammar grammar) {
    this.grammar = grammar;
    bodies = new BodyReader(this, grammar);
  }

  /// The grammar of PostgreSQL 18, which accepts what 14 to 17 accept. One for the process.
  public static Parser postgres18() {
    return POSTGRES_18;
  }

  /// Reads a text that is exactly one statement, with or without its semicolon. Positions count
  /// from the start of the text, comments before the statement included.
  public ParsedStatement parse(String statementText) {
    Optional<ParsedStatement> known = recall(statementText);
    if (known.isPresent()) {
      return known.get();
    }
    ParsedStatement read = read(CommentedEscapes.parse(grammar, statementText), statementText);
    remember(statementText, read);
    return read;
  }

  /// Reads what is inside a routine: of `CREATE FUNCTION`, `CREATE PROCEDURE` and `DO`. Empty where
  /// the text is no such statement, or one whose body is part of the statement itself
  /// (`BEGIN ATOMIC`).
  public Optional<RoutineBody> body(String statementText) {
    return switch (parse(statementText)) {
      case Refused refused -> Optional.empty();
      case Understood understood ->
          switch (understood.statement()) {
            case RoutineStatement.Do block -> Optional.of(body(block));
            case RoutineStatement.CreateFunction routine ->
                routine.body().map(text -> body(routine));
            case Statement other -> Optional.empty();
          };
    };
  }

  /// Reads what is inside a block that is known by its tree alone.
  public RoutineBody body(RoutineStatement.Do block) {
    return bodies.read(block);
  }

  /// Reads what is inside a routine that is known by its tree alone.
  ///
  /// @param routine one that has a text as its body
  public RoutineBody body(RoutineStatement.CreateFunction routine) {
    return bodies.read(routine, routine.body().orElseThrow().text());
  }

  private static ParsedStatement read(ParseOutcome outcome, String text) {
    return switch (outcome) {
      case Rejected rejected -> new Refused(rejected.error());
      case Parsed parsed ->
          RawReader.read(parsed.json()).map(top -> read(top, text)).orElseGet(Parser::tooDeep);
    };
  }

  private static ParsedStatement read(RawNode top, String text) {
    List<RawNode> statements = top.list("stmts");
    if (statements.size() != 1) {
      return refused(
          SyntaxError.Kind.SYNTAX, "the text holds " + statements.size() + " statements, not one");
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      return new Understood(
          new StatementReader(utf8).statement(statements.getFirst().some("stmt")));
    } catch (Nesting.TooDeep e) {
      return tooDeep();
    }
  }

  private static Refused tooDeep() {
    return refused(SyntaxError.Kind.TOO_DEEP, "the statement is nested too deeply to be read");
  }

  private static Refused refused(SyntaxError.Kind kind, String message) {
    return new Refused(new SyntaxError(kind, message, SyntaxError.UNKNOWN));
  }

  private Optional<ParsedStatement> recall(String text) {
    lock.lock();
    try {
      return Optional.ofNullable(remembered.get(text));
    } finally {
      lock.unlock();
    }
  }

  private void remember(String text, ParsedStatement statement) {
    if (text.length() > REMEMBERED_CHARS) {
      return;
    }
    lock.lock();
    try {
      remembered.put(text, statement);
    } finally {
      lock.unlock();
    }
  }

  /// Forgets what was requested longest ago.
  private static final class Recent extends LinkedHashMap<String, ParsedStatement> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.@Nullable Entry<String, ParsedStatement> eldest) {
      return size() > REMEMBERED;
    }
  }
}
