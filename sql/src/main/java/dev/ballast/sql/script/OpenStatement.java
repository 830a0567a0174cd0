package dev.ballast.sql.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The statement that is being read: where it began, and all that decides whether a semicolon ends
/// it. Used again for the next one. Not thread-safe.
final class OpenStatement {
  private enum Copy {
    UNDECIDED,
    NONE,
    COPY,
    FROM,
    FROM_STDIN
  }

  private static final int NONE = -1;

  private final String text;
  private final AtomicBlock routine = new AtomicBlock();
  private final List<Variable> variables = new ArrayList<>();
  private final List<ScriptPart> inside = new ArrayList<>();
  private final List<Span> escapes = new ArrayList<>();
  private int start = NONE;
  private int end;
  private int parentheses;
  private int brackets;
  private Copy copy = Copy.UNDECIDED;

  OpenStatement(String text) {
    this.text = text;
  }

  boolean isOpen() {
    return start != NONE;
  }

  int start() {
    return start;
  }

  /// The end of the last token.
  int end() {
    return end;
  }

  void token(int tokenStart, int tokenEnd) {
    if (start == NONE) {
      start = tokenStart;
    }
    end = tokenEnd;
  }

  void word(int wordStart, int wordEnd) {
    token(wordStart, wordEnd);
    if (parentheses > 0) {
      return;
    }
    routine.word(text, wordStart, wordEnd);
    if (copy != Copy.NONE) {
      copy = copyAfter(wordStart, wordEnd);
    }
  }

  private Copy copyAfter(int wordStart, int wordEnd) {
    if (copy == Copy.UNDECIDED) {
      return Tokens.is(text, wordStart, wordEnd, "copy") ? Copy.COPY : Copy.NONE;
    }
    if (copy == Copy.FROM_STDIN || Tokens.is(text, wordStart, wordEnd, "from")) {
      return copy == Copy.FROM_STDIN ? copy : Copy.FROM;
    }
    boolean stdin = copy == Copy.FROM && Tokens.is(text, wordStart, wordEnd, "stdin");
    return stdin ? Copy.FROM_STDIN : Copy.COPY;
  }

  void parenthesis(int by) {
    parentheses = Math.max(0, parentheses + by);
  }

  void bracket(int by) {
    brackets = Math.max(0, brackets + by);
  }

  boolean inParentheses() {
    return parentheses > 0;
  }

  boolean inBrackets() {
    return brackets > 0;
  }

  boolean inRoutineBody() {
    return routine.open();
  }

  boolean readsRows() {
    return copy == Copy.FROM_STDIN;
  }

  void variable(Variable variable) {
    if (variables.size() < ScriptSplitter.MAX_VARIABLES) {
      variables.add(variable);
    }
  }

  void within(ScriptPart part) {
    inside.add(part);
  }

  void hole(Span span) {
    escapes.add(span);
  }

  /// Takes back all that was read from `semicolon` on; the last token before it ended at
  /// `tokenEnd`.
  void cutBack(int tokenEnd, int semicolon) {
    end = tokenEnd;
    variables.removeIf(variable -> variable.span().start() >= semicolon);
    inside.removeIf(part -> part.span().start() >= semicolon);
    escapes.removeIf(span -> span.start() >= semicolon);
  }

  /// Ends the statement and hands its parts on: itself, then what stood within and behind it.
  void close(ScriptPart.Ending ending, Excerpt excerpt, List<ScriptPart> parts) {
    List<Span> holes = new ArrayList<>(escapes);
    for (ScriptPart part : inside) {
      if (part.span().start() < end) {
        holes.add(part.span());
      }
    }
    holes.addAll(excerpt.gapsWithin(start, end));
    holes.sort(Comparator.comparingInt(Span::start));
    parts.add(new ScriptPart.Sql(new Span(start, end), ending, variables, holes));
    parts.addAll(inside);
    forget();
  }

  void forget() {
    start = NONE;
    parentheses = 0;
    brackets = 0;
    copy = Copy.UNDECIDED;
    routine.reset();
    variables.clear();
    inside.clear();
    escapes.clear();
  }
}
