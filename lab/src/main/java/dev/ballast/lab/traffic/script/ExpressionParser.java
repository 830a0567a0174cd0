package dev.ballast.lab.traffic.script;

import dev.ballast.lab.traffic.script.Expression.Call;
import dev.ballast.lab.traffic.script.Expression.Case;
import dev.ballast.lab.traffic.script.Expression.Constant;
import dev.ballast.lab.traffic.script.Expression.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an expression of `\set` or `\if`, with the precedence that pgbench has. For one text and
/// one thread.
final class ExpressionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:([0-9]+\\.?[0-9]*(?:[eE][-+]?[0-9]+)?|\\.[0-9]+(?:[eE][-+]?[0-9]+)?)"
              + "|:([A-Za-z0-9_\\x{80}-\\x{10FFFF}]+)"
              + "|([A-Za-z_][A-Za-z0-9_]*)"
              + "|(<<|>>|<=|>=|<>|!=|[-+*/%=<>&|#~(),]))");
  private static final Value MINIMUM = Value.of(Long.MIN_VALUE);
  private static final BigInteger PAST_MAXIMUM = BigInteger.ONE.shiftLeft(63);
  private static final int DEEPEST = 200;

  private final ScriptPosition position;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private record Token(Kind kind, String text) {
    boolean is(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(word);
    }
  }

  private enum Kind {
    NUMBER,
    VARIABLE,
    WORD,
    SYMBOL,
    END
  }

  private ExpressionParser(String text, ScriptPosition position) {
    this.position = position;
    this.tokens = tokens(text, position);
  }

  static Expression parse(String text, ScriptPosition position) {
    ExpressionParser parser = new ExpressionParser(text, position);
    Expression expression = parser.disjunction();
    if (parser.next().kind() != Kind.END) {
      throw position.invalid("an expression cannot be read at \"" + parser.next().text() + "\"");
    }
    return expression;
  }

  private static List<Token> tokens(String text, ScriptPosition position) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int from = 0;
    while (from < text.length() && !text.substring(from).isBlank()) {
      if (!matcher.find(from) || matcher.start() != from) {
        throw position.invalid(
            "an expression cannot be read at \"" + text.substring(from).strip() + "\"");
      }
      tokens.add(token(matcher));
      from = matcher.end();
    }
    tokens.add(new Token(Kind.END, "its end"));
    return List.copyOf(tokens);
  }

  private static Token token(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Token(Kind.NUMBER, matcher.group(1));
    } else if (matcher.group(2) != null) {
      return new Token(Kind.VARIABLE, matcher.group(2));
    } else if (matcher.group(3) != null) {
      return new Token(Kind.WORD, matcher.group(3));
    }
    return new Token(Kind.SYMBOL, matcher.group(4));
  }

  private Token next() {
    return tokens.get(at);
  }

  private boolean take(String symbol) {
    if (next().is(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean takeWord(String word) {
    if (next().isWord(word)) {
      at++;
      return true;
    }
    return false;
  }

  private void require(String symbol) {
    if (!take(symbol)) {
      throw position.invalid("an expression lacks \"" + symbol + "\" before " + next().text());
    }
  }

  private static Expression call(Function function, Expression... arguments) {
    return new Call(function, List.of(arguments));
  }

  private Expression disjunction() {
    if (++depth > DEEPEST) {
      throw position.invalid("an expression is nested too deeply");
    }
    Expression left = conjunction();
    while (takeWord("or")) {
      left = call(Function.OR, left, conjunction());
    }
    depth--;
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    while (takeWord("and")) {
      left = call(Function.AND, left, negation());
    }
    return left;
  }

  private Expression negation() {
    int negations = 0;
    while (takeWord("not")) {
      negations++;
    }
    Expression expression = test();
    for (int i = 0; i < negations; i++) {
      expression = call(Function.NOT, expression);
    }
    return expression;
  }

  private Expression test() {
    Expression left = comparison();
    while (true) {
      if (takeWord("isnull")) {
        left = call(Function.IS, left, new Constant(Value.nothing()));
      } else if (takeWord("notnull")) {
        left = not(call(Function.IS, left, new Constant(Value.nothing())));
      } else if (takeWord("is")) {
        boolean negated = takeWord("not");
        Expression is = call(Function.IS, left, tested());
        left = negated ? not(is) : is;
      } else {
        return left;
      }
    }
  }

  private static Expression not(Expression expression) {
    return call(Function.NOT, expression);
  }

  private Expression tested() {
    Optional<Value> constant = word(next());
    if (constant.isEmpty()) {
      throw position.invalid("IS is followed by NULL, TRUE or FALSE, not by " + next().text());
    }
    at++;
    return new Constant(constant.get());
  }

  private static Optional<Value> word(Token token) {
    if (token.isWord("null")) {
      return Optional.of(Value.nothing());
    } else if (token.isWord("true")) {
      return Optional.of(Value.of(true));
    } else if (token.isWord("false")) {
      return Optional.of(Value.of(false));
    }
    return Optional.empty();
  }

  private Expression comparison() {
    Expression left = bits();
    if (take("=")) {
      return call(Function.EQUAL, left, bits());
    } else if (take("<>") || take("!=")) {
      return call(Function.UNEQUAL, left, bits());
    } else if (take("<=")) {
      return call(Function.LESS_OR_EQUAL, left, bits());
    } else if (take("<")) {
      return call(Function.LESS, left, bits());
    } else if (take(">=")) {
      return call(Function.LESS_OR_EQUAL, bits(), left);
    } else if (take(">")) {
      return call(Function.LESS, bits(), left);
    }
    return left;
  }

  private Expression bits() {
    Expression left = sum();
    while (true) {
      if (take("|")) {
        left = call(Function.BIT_OR, left, sum());
      } else if (take("#")) {
        left = call(Function.BIT_XOR, left, sum());
      } else if (take("&")) {
        left = call(Function.BIT_AND, left, sum());
      } else if (take("<<")) {
        left = call(Function.SHIFT_LEFT, left, sum());
      } else if (take(">>")) {
        left = call(Function.SHIFT_RIGHT, left, sum());
      } else {
        return left;
      }
    }
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      if (take("+")) {
        left = call(Function.ADD, left, product());
      } else if (take("-")) {
        left = call(Function.SUBTRACT, left, product());
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = sign();
    while (true) {
      if (take("*")) {
        left = call(Function.MULTIPLY, left, sign());
      } else if (take("/")) {
        left = call(Function.DIVIDE, left, sign());
      } else if (take("%")) {
        left = call(Function.MOD, left, sign());
      } else {
        return left;
      }
    }
  }

  private Expression sign() {
    if (take("+")) {
      return sign();
    } else if (take("~")) {
      return call(Function.BIT_XOR, sign(), new Constant(Value.of(-1)));
    } else if (take("-")) {
      if (next().kind() == Kind.NUMBER && isPastMaximum(next().text())) {
        at++;
        return new Constant(MINIMUM);
      }
      return call(Function.SUBTRACT, new Constant(Value.of(0)), sign());
    }
    return primary();
  }

  private static boolean isPastMaximum(String number) {
    return number.matches("[0-9]{1,25}") && new BigInteger(number).equals(PAST_MAXIMUM);
  }

  private Expression primary() {
    Token token = next();
    at++;
    return switch (token.kind()) {
      case NUMBER -> new Constant(number(token.text()));
      case VARIABLE -> new Variable(token.text());
      case WORD -> worded(token);
      case SYMBOL -> {
        if (!token.is("(")) {
          throw position.invalid("an expression cannot be read at \"" + token.text() + "\"");
        }
        Expression inner = disjunction();
        require(")");
        yield inner;
      }
      case END -> throw position.invalid("an expression ends too early");
    };
  }

  private Value number(String text) {
    if (!text.matches("[0-9]+")) {
      double number = Double.parseDouble(text);
      if (Double.isInfinite(number)) {
        throw position.invalid("a number is out of range for a double: " + text);
      }
      return Value.of(number);
    }
    BigInteger number = new BigInteger(text);
    if (number.bitLength() > 63) {
      throw position.invalid("a number is out of range for a bigint: " + text);
    }
    return Value.of(number.longValueExact());
  }

  private Expression worded(Token token) {
    Optional<Value> constant = word(token);
    if (constant.isPresent()) {
      return new Constant(constant.get());
    }
    if (token.isWord("case")) {
      return choice();
    }
    Function function =
        Function.named(token.text())
            .orElseThrow(
                () -> position.invalid("pgbench has no function \"" + token.text() + "\""));
    require("(");
    List<Expression> arguments = new ArrayList<>();
    if (!take(")")) {
      do {
        arguments.add(disjunction());
      } while (take(","));
      require(")");
    }
    if (!function.takes(arguments.size())) {
      throw position.invalid(
          "function " + token.text() + " does not take " + arguments.size() + " arguments");
    }
    return new Call(function, arguments);
  }

  private Expression choice() {
    List<Expression> branches = new ArrayList<>();
    while (takeWord("when")) {
      branches.add(disjunction());
      if (!takeWord("then")) {
        throw position.invalid("CASE lacks THEN before " + next().text());
      }
      branches.add(disjunction());
    }
    Expression otherwise = takeWord("else") ? disjunction() : new Constant(Value.nothing());
    if (branches.isEmpty() || !takeWord("end")) {
      throw position.invalid("CASE lacks WHEN or END before " + next().text());
    }
    return new Case(branches, otherwise);
  }
}
