package dev.ballast.lab.traffic.script;

import java.util.List;
import java.util.stream.Stream;

/// An expression of `\set` and `\if`.
sealed interface Expression {
  /// A constant.
  record Constant(Value value) implements Expression {}

  /// `:name`.
  record Variable(String name) implements Expression {}

  /// A call of a function; operators are functions, too.
  record Call(Function function, List<Expression> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `CASE WHEN condition THEN result ... ELSE otherwise END`: conditions and results by turns.
  record Case(List<Expression> branches, Expression otherwise) implements Expression {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /// The variables that it reads.
  default Stream<String> variables() {
    return switch (this) {
      case Constant constant -> Stream.empty();
      case Variable variable -> Stream.of(variable.name());
      case Call call -> call.arguments().stream().flatMap(Expression::variables);
      case Case choice ->
          Stream.concat(
              choice.branches().stream().flatMap(Expression::variables),
              choice.otherwise().variables());
    };
  }
}
