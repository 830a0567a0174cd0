package dev.ballast.sql.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Cuts a script as psql cuts a file, without a server. Safe for any thread.
///
/// The rules are those of `psqlscan.l`, `psqlscanslash.l` and `copy.c` of PostgreSQL 18's psql,
/// with
/// one exception. Where a parenthesis or `BEGIN ATOMIC` is never closed, psql takes the rest of the
/// file for one statement and the server refuses it; here that statement ends at its first
/// semicolon, and the rest is cut as if such a thing never held a semicolon, so that one slip hides
/// nothing.
///
/// The time is linear in the length of the text: it is read once, and at most twice more after such
/// slips.
public final class ScriptSplitter {
  /// Parts and comments of one script; what follows is one broken part that says so.
  public static final int MAX_PIECES = 2_000_000;

  /// Variables reported for one statement.
  public static final int MAX_VARIABLES = 100;

  /// Of a name in `${...}`, with these marks.
  private static final int MAX_PLACEHOLDER_CHARS = 256;

  private static final String ROWS_END = "\\.";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Excerpt excerpt;
  private final String text;
  private final int limit;
  private final OpenStatement open;
  private final List<ScriptPart> parts = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Set<String> setHere = new HashSet<>();

  /// The first semicolon that the open statement swallowed, and the end of the token before it.
  private int swallowed;

  private int swallowedEnd;
  private boolean parenthesesGuard = true;
  private boolean bodiesGuard = true;
  private int rowsAwaited;
  private int pieces;

  /// Of the last line with a command of psql: many may stand in it.
  private int lineStart;

  private int lineEnd;

  private ScriptSplitter(Excerpt excerpt, int limit) {
    this.excerpt = excerpt;
    this.text = excerpt.shown();
    this.limit = limit;
    this.open = new OpenStatement(text);
    this.swallowed = limit;
  }

  /// The whole text in its parts.
  public static Script split(SourceText source) {
    return split(source, new Span(0, source.text().length()));
  }

  /// A stretch of the text in its parts, as if nothing stood around it; positions stay those of the
  /// whole.
  public static Script split(SourceText source, Span stretch) {
    return split(Excerpt.whole(source), stretch);
  }

  /// A stretch of an excerpt in its parts.
  public static Script split(Excerpt excerpt, Span stretch) {
    ScriptSplitter splitter = new ScriptSplitter(excerpt, stretch.end());
    splitter.run(stretch.start());
    return new Script(excerpt.source(), splitter.parts, splitter.comments);
  }

  /// Stretches of an excerpt, each in its parts as if nothing stood around it: what stands between
  /// them ends a statement, as a tool's own delimiters do.
  public static Script split(Excerpt excerpt, List<Span> stretches) {
    List<ScriptPart> parts = new ArrayList<>();
    List<Comment> comments = new ArrayList<>();
    for (Span stretch : stretches) {
      Script piece = split(excerpt, stretch);
      parts.addAll(piece.parts());
      comments.addAll(piece.comments());
    }
    return new Script(excerpt.source(), parts, comments);
  }

  private void run(int from) {
    int at = from < limit && text.charAt(from) == BYTE_ORDER_MARK ? from + 1 : from;
    while (at < limit) {
      at = pieces < MAX_PIECES ? step(at) : tooMany(at);
      if (at == limit && open.isOpen()) {
        at = atTextEnd();
      }
    }
  }

  private int step(int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '\n' -> rowsAwaited > 0 ? rows(at + 1) : at + 1;
      case ' ', '\t', '\r', '\f', '\u000B' -> at + 1;
      case '-' -> Tokens.starts(text, "--", at, limit) ? lineComment(at) : token(at, at + 1);
      case '/' -> Tokens.starts(text, "/*", at, limit) ? blockComment(at) : token(at, at + 1);
      case '\'' -> closed(at, Tokens.quoted(text, at, limit), "string");
      case '"' -> closed(at, Tokens.quoted(text, at, limit), "quoted identifier");
      case '$' -> dollar(at);
      case ':' -> colon(at);
      case ';' -> semicolon(at, at + 1, ScriptPart.Ending.SEMICOLON);
      case '\\' -> backslash(at);
      case '(', ')', '[', ']' -> bracket(at, c);
      default -> word(at, c);
    };
  }

  private int token(int at, int end) {
    open.token(at, end);
    return end;
  }

  private int bracket(int at, char c) {
    switch (c) {
      case '(' -> open.parenthesis(1);
      case ')' -> open.parenthesis(-1);
      case '[' -> open.bracket(1);
      default -> open.bracket(-1);
    }
    return token(at, at + 1);
  }

  private int word(int at, char c) {
    if (Tokens.isDigit(c)) {
      return token(at, Tokens.number(text, at, limit));
    }
    if (!Tokens.isWordStart(c)) {
      return token(at, at + 1);
    }
    int end = Tokens.word(text, at, limit);
    boolean escapes = Tokens.is(text, at, end, "e") && end < limit && text.charAt(end) == '\'';
    if (escapes) {
      return closed(at, Tokens.escaped(text, end, limit), "string");
    }
    open.word(at, end);
    return end;
  }

  private int lineComment(int at) {
    int end = Tokens.lineComment(text, at, limit);
    return comment(at, end, false);
  }

  private int blockComment(int at) {
    int end = Tokens.blockComment(text, at, limit);
    if (end == Tokens.UNCLOSED) {
      return unclosed(at, "comment");
    }
    return comment(at, end, true);
  }

  private int comment(int at, int end, boolean block) {
    comments.add(new Comment(new Span(at, end), block));
    pieces++;
    return end;
  }

  private int closed(int at, int end, String what) {
    return end == Tokens.UNCLOSED ? unclosed(at, what) : token(at, end);
  }

  private int dollar(int at) {
    String tag = Tokens.dollarTag(text, at, limit);
    if (!tag.isEmpty()) {
      return closed(at, Tokens.dollarQuoted(text, at, tag, limit), "string quoted with " + tag);
    }
    if (Tokens.starts(text, "${", at, limit)) {
      int close = text.indexOf('}', at, Math.min(limit, at + MAX_PLACEHOLDER_CHARS));
      if (close > at + 2 && Tokens.lineComment(text, at, close) == close) {
        return variable(at, close + 1, text.substring(at + 2, close), Variable.Form.PLACEHOLDER);
      }
    }
    return token(at, Tokens.number(text, at + 1, limit));
  }

  private int colon(int at) {
    if (Tokens.starts(text, "::", at, limit) || Tokens.starts(text, ":=", at, limit)) {
      return token(at, at + 2);
    }
    int prefix = Tokens.starts(text, ":{?", at, limit) ? 3 : quoteFollows(at + 1) ? 2 : 1;
    int nameEnd = Tokens.variable(text, at + prefix, limit);
    if (nameEnd == at + prefix) {
      return token(at, at + 1);
    }
    if (prefix > 1) {
      char close = prefix == 3 ? '}' : text.charAt(at + 1);
      if (nameEnd >= limit || text.charAt(nameEnd) != close) {
        return token(at, at + 1);
      }
    }
    String name = text.substring(at + prefix, nameEnd);
    // In [1:n] psql leaves the name alone unless it knows a variable that is called so.
    if (prefix < 3 && open.inBrackets() && !setHere.contains(name)) {
      return token(at, at + 1);
    }
    return variable(at, prefix > 1 ? nameEnd + 1 : nameEnd, name, Variable.Form.PSQL);
  }

  private boolean quoteFollows(int at) {
    return at < limit && (text.charAt(at) == '\'' || text.charAt(at) == '"');
  }

  private int variable(int at, int end, String name, Variable.Form form) {
    open.variable(new Variable(new Span(at, end), name, form));
    return token(at, end);
  }

  private int semicolon(int at, int next, ScriptPart.Ending ending) {
    if (!open.isOpen()) {
      return next;
    }
    if (!guarded()) {
      close(ending);
    } else {
      if (swallowed == limit) {
        swallowed = at;
        swallowedEnd = open.end();
      }
      literal(at, next);
    }
    return next;
  }

  /// A semicolon or colon that psql sends without the backslash before it, if there is one.
  private void literal(int at, int end) {
    open.token(at, end);
    if (end - at > 1) {
      open.hole(new Span(at, at + 1));
    }
  }

  private void close(ScriptPart.Ending ending) {
    rowsAwaited += open.readsRows() ? 1 : 0;
    open.close(ending, excerpt, parts);
    pieces++;
    swallowed = limit;
  }

  private int backslash(int at) {
    if (Tokens.starts(text, "\\;", at, limit)) {
      return semicolon(at, at + 2, ScriptPart.Ending.COMBINED);
    }
    if (Tokens.starts(text, "\\:", at, limit)) {
      literal(at, at + 2);
      return at + 2;
    }
    if (at < lineStart || at >= lineEnd) {
      lineStart = at;
      lineEnd = Tokens.lineComment(text, at, limit);
    }
    MetaCommand command = MetaCommand.read(text, at, lineEnd);
    ScriptPart.Meta meta = command.meta();
    if (meta.name().equals("set") && !meta.arguments().isEmpty()) {
      setHere.add(meta.arguments().getFirst());
    }
    if (open.isOpen() && command.sends()) {
      close(ScriptPart.Ending.META);
      parts.add(meta);
    } else if (open.isOpen() && command.forgets()) {
      Span span = new Span(open.start(), meta.span().end());
      parts.add(new ScriptPart.Meta(span, meta.name(), meta.arguments(), meta.runsShell()));
      open.forget();
      swallowed = limit;
    } else {
      add(meta);
    }
    rowsAwaited += command.readsRows() ? 1 : 0;
    return command.next();
  }

  private void add(ScriptPart part) {
    pieces++;
    if (open.isOpen()) {
      open.within(part);
    } else {
      parts.add(part);
    }
  }

  /// The data that follow the line of `COPY ... FROM STDIN`.
  private int rows(int at) {
    rowsAwaited--;
    long rows = 0;
    int line = at;
    while (line < limit) {
      int end = text.indexOf('\n', line, limit);
      int next = end < 0 ? limit : end + 1;
      if (isRowsEnd(line, end < 0 ? limit : end)) {
        add(new ScriptPart.CopyData(new Span(at, line + ROWS_END.length()), rows, true));
        // The new line stays: rows of a second COPY on the same line may follow it.
        return line + (text.startsWith(ROWS_END + "\r", line) ? 3 : 2);
      }
      rows++;
      line = next;
    }
    if (at < limit) {
      add(new ScriptPart.CopyData(new Span(at, limit), rows, false));
    }
    return limit;
  }

  private boolean isRowsEnd(int line, int end) {
    int length = end > line && text.charAt(end - 1) == '\r' ? end - 1 - line : end - line;
    return length == ROWS_END.length() && text.startsWith(ROWS_END, line);
  }

  private int atTextEnd() {
    if (slipped()) {
      return backToSwallowed();
    }
    close(ScriptPart.Ending.TEXT_END);
    return limit;
  }

  private boolean slipped() {
    return swallowed < limit && guarded();
  }

  private boolean guarded() {
    return (parenthesesGuard && open.inParentheses()) || (bodiesGuard && open.inRoutineBody());
  }

  /// Ends the open statement at the first semicolon it swallowed, and continues behind it.
  private int backToSwallowed() {
    if (parenthesesGuard && open.inParentheses()) {
      parenthesesGuard = false;
    } else {
      bodiesGuard = false;
    }
    int semicolon = swallowed;
    open.cutBack(swallowedEnd, semicolon);
    comments.removeIf(comment -> comment.span().start() >= semicolon);
    rowsAwaited = 0;
    close(ScriptPart.Ending.SEMICOLON);
    return semicolon + (text.charAt(semicolon) == ';' ? 1 : 2);
  }

  private int unclosed(int at, String what) {
    return slipped() ? backToSwallowed() : broken(at, "this " + what + " is never closed");
  }

  private int tooMany(int at) {
    return broken(at, "there are more than " + MAX_PIECES + " parts and comments");
  }

  private int broken(int at, String reason) {
    int from = open.isOpen() ? open.start() : at;
    parts.add(new ScriptPart.Broken(new Span(from, limit), at, reason));
    open.forget();
    return limit;
  }
}
