package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements that make, change or run routines.
public sealed interface RoutineStatement extends Statement {

  /// `CREATE FUNCTION` or `CREATE PROCEDURE`. [Parser#body(String)] reads what is inside.
  ///
  /// @param returns empty for a procedure, and where `OUT` parameters define it
  record CreateFunction(
      QualifiedName name,
      List<RoutineParameter> parameters,
      Optional<TypeName> returns,
      Code code,
      Attributes attributes,
      boolean replace,
      boolean procedure)
      implements RoutineStatement {
    public CreateFunction {
      parameters = List.copyOf(parameters);
    }

    /// What runs when it is called.
    ///
    /// @param language in lower case; `sql` where the statement has none, which PostgreSQL accepts
    ///     for a body of SQL statements only
    /// @param body the text after `AS`; of a routine in C the file
    /// @param atomicBody the statements of `BEGIN ATOMIC ... END`, or of `RETURN expression`
    public record Code(String language, Optional<BodyText> body, List<Statement> atomicBody) {
      public Code {
        atomicBody = List.copyOf(atomicBody);
      }
    }

    /// What holds for every call.
    ///
    /// @param settings `SET parameter` clauses
    public record Attributes(
        Volatility volatility,
        boolean securityDefiner,
        List<Setting> settings,
        List<Option> options) {
      public Attributes {
        settings = List.copyOf(settings);
        options = List.copyOf(options);
      }
    }

    public String language() {
      return code.language();
    }

    public Optional<BodyText> body() {
      return code.body();
    }

    public List<Statement> atomicBody() {
      return code.atomicBody();
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(parameters).and(atomicBody()).list();
    }
  }

  /// `ALTER FUNCTION f(integer) STABLE`; what the statement leaves as it is, is empty.
  record AlterFunction(
      ObjectKind kind,
      ObjectName function,
      Optional<Volatility> volatility,
      Optional<Boolean> securityDefiner,
      List<Setting> settings,
      List<Option> options)
      implements RoutineStatement {
    public AlterFunction {
      settings = List.copyOf(settings);
      options = List.copyOf(options);
    }
  }

  /// `DO $$ ... $$`. [Parser#body(String)] reads what is inside.
  record Do(String language, BodyText body) implements RoutineStatement {}

  /// `CALL p(1)`.
  record Call(Expression.FunctionCall call) implements RoutineStatement {
    @Override
    public List<Node> parts() {
      return List.of(call);
    }
  }
}
