package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// A statement's text and its tokens: for what the parse tree does not tell, such as where a clause
/// stands, and for texts that are rewritten with one clause changed. Safe for any thread.
///
/// A phrase is written as `CREATE [UNIQUE] INDEX`: words in any letter case, with any white space
/// and comments between them, never within a string, a quoted name or a comment. `[UNIQUE]` may be
/// missing, `INDEX|TABLE` is one of both, `[()]` something in parentheses that may be missing.
public final class SqlText {
  private static final String HIDDEN = "'***'";

  private final String text;
  private final List<Token> tokens;

  private SqlText(String text) {
    this.text = requireNonNull(text, "text is null");
    this.tokens = Lexer.tokens(text);
  }

  public static SqlText of(String text) {
    return new SqlText(text);
  }

  public String text() {
    return text;
  }

  public List<Token> tokens() {
    return tokens;
  }

  /// The text of a token as written.
  public String written(Token token) {
    return text.substring(token.span().start(), token.span().end());
  }

  /// The phrase that the text begins with.
  public Optional<Span> opening(String phrase) {
    return all(Phrase.of(phrase), first -> first == 0).stream().findFirst();
  }

  /// The first place of the phrase, in parentheses or not.
  public Optional<Span> first(String phrase) {
    return all(Phrase.of(phrase), first -> true).stream().findFirst();
  }

  /// The first place of the phrase outside of parentheses.
  public Optional<Span> firstOuter(String phrase) {
    return all(Phrase.of(phrase), this::isOuter).stream().findFirst();
  }

  /// The last place of the phrase outside of parentheses.
  public Optional<Span> lastOuter(String phrase) {
    List<Span> places = all(Phrase.of(phrase), this::isOuter);
    return places.isEmpty() ? Optional.empty() : Optional.of(places.getLast());
  }

  /// What is behind the first place of the phrase, without the space around it.
  public Optional<String> behind(String phrase) {
    return first(phrase).map(place -> text.substring(place.end()).strip());
  }

  /// The text from the first place of the phrase on.
  public Optional<String> from(String phrase) {
    return first(phrase).map(place -> text.substring(place.start()));
  }

  /// What is in parentheses, with them, where they open with the first token behind `at`.
  public Optional<Span> parentheses(int at) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).span().start() >= at) {
        int behind = Phrase.group(tokens, i);
        return behind == i
            ? Optional.empty()
            : Optional.of(
                new Span(tokens.get(i).span().start(), tokens.get(behind - 1).span().end()));
      }
    }
    return Optional.empty();
  }

  /// The text with the first place of the phrase written otherwise.
  public String replacedFirst(String phrase, String other) {
    return replaced(first(phrase).stream().toList(), other);
  }

  /// The text with every place of the phrase written otherwise.
  public String replaced(String phrase, String other) {
    return replaced(all(Phrase.of(phrase), first -> true), other);
  }

  /// The text with every name that means `name` written otherwise, quoted or not.
  public String renamed(String name, String other) {
    Predicate<Token> same = token -> token.isName() && token.value().equals(name);
    return replaced(tokens.stream().filter(same).map(Token::span).toList(), other);
  }

  /// The text without the first place of the phrase and the white space that only stood for it.
  public String without(String phrase) {
    return without(first(phrase).stream().toList());
  }

  /// The text without any place of the phrase.
  public String withoutAny(String phrase) {
    return without(all(Phrase.of(phrase), first -> true));
  }

  private String without(List<Span> places) {
    String left = text;
    for (Span place : places.reversed()) {
      int end = place.end();
      while (end < left.length() && Tokens.isSpace(left.charAt(end))) {
        end++;
      }
      boolean ends = end == left.length() || ",;)".indexOf(left.charAt(end)) >= 0;
      String before = left.substring(0, place.start());
      left =
          ends
              ? before.stripTrailing() + left.substring(place.end())
              : before + left.substring(end);
    }
    return left;
  }

  private String replaced(List<Span> places, String other) {
    StringBuilder changed = new StringBuilder();
    int from = 0;
    for (Span place : places) {
      changed.append(text, from, place.start()).append(other);
      from = place.end();
    }
    return changed.append(text, from, text.length()).toString();
  }

  /// The text with every literal behind the word PASSWORD hidden, also within the bodies of blocks
  /// and functions.
  public String withoutPasswords() {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.STRING) {
        shown.append(text, from, token.span().start());
        String written = written(token);
        boolean secret = i > 0 && tokens.get(i - 1).isWord("password");
        shown.append(secret ? HIDDEN : written.startsWith("$") ? withinBody(written) : written);
        from = token.span().end();
      }
    }
    return shown.append(text, from, text.length()).toString();
  }

  /// @param quoted by dollar signs
  private static String withinBody(String quoted) {
    int start = quoted.indexOf('$', 1) + 1;
    int end = quoted.length() - start;
    return end < start
        ? quoted
        : quoted.substring(0, start)
            + of(quoted.substring(start, end)).withoutPasswords()
            + quoted.substring(end);
  }

  /// The text with each comment, and the white space around it, as one space.
  public String uncommented() {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (Token token : tokens) {
      String between = text.substring(from, token.span().start());
      plain.append(between.isBlank() ? between : " ").append(written(token));
      from = token.span().end();
    }
    return plain.toString();
  }

  /// The text with blanks in the place of the comments between `U&"..."`, UESCAPE and its string:
  /// as many as the comment has bytes of UTF-8, so that what follows keeps its place.
  public String withPlainEscapes() {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (Token token : tokens) {
      int quote = token.span().start() + 2;
      boolean unicode = token.span().end() > quote && text.charAt(quote - 1) == '&';
      List<Token> parts =
          unicode ? Lexer.tokens(text.substring(quote, token.span().end())) : List.of();
      for (int i = 1; i < parts.size(); i++) {
        plain.append(text, from, quote + parts.get(i - 1).span().end());
        from = quote + parts.get(i).span().start();
        appendBlank(plain, text.substring(quote + parts.get(i - 1).span().end(), from));
      }
    }
    return plain.append(text, from, text.length()).toString();
  }

  private static void appendBlank(StringBuilder plain, String gap) {
    for (byte each : gap.getBytes(StandardCharsets.UTF_8)) {
      plain.append(each == '\n' ? '\n' : ' ');
    }
  }

  /// Whether the token of that number stands outside of parentheses.
  private boolean isOuter(int number) {
    int depth = 0;
    for (Token token : tokens.subList(0, number)) {
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    }
    return depth == 0;
  }

  private List<Span> all(Phrase phrase, IntPredicate where) {
    List<Span> places = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      int first = at;
      Optional<Integer> behind =
          phrase.behind(tokens, first).filter(end -> end > first && where.test(first));
      behind.ifPresent(
          end ->
              places.add(
                  new Span(tokens.get(first).span().start(), tokens.get(end - 1).span().end())));
      at = behind.orElse(at + 1);
    }
    return places;
  }
}
