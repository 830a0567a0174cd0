package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.Moment;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.Optional;

/// All that a rule is shown of one statement.
///
/// @param statement what PostgreSQL's parser made of it
/// @param span where it is in the script
/// @param sql its text as written
/// @param schema what is known of the schema before it runs
/// @param effects what it will lock, rewrite and read
/// @param script the script so far
/// @param within the routine or DO block that holds the statement, where it is in one
/// @param walk all that is in the statement
public record Scene(
    Statement statement,
    Span span,
    String sql,
    KnownSchema schema,
    Effects effects,
    ScriptScene script,
    Optional<Body> within,
    Walk walk) {
  /// A statement inside a body.
  ///
  /// @param described `DO block`, `function app.settle`
  /// @param runsNow it runs with this script: a DO block, or a routine called by it; a body that is
  ///     only stored runs later
  /// @param conditional it stands under IF, LOOP or an exception handler, so it may not run
  public record Body(String described, boolean runsNow, boolean conditional) {
    public Body {
      requireNonNull(described, "described is null");
    }
  }

  public Scene {
    requireNonNull(statement, "statement is null");
    requireNonNull(span, "span is null");
    requireNonNull(sql, "sql is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(effects, "effects is null");
    requireNonNull(script, "script is null");
    requireNonNull(within, "within is null");
    requireNonNull(walk, "walk is null");
  }

  /// The assumed major of the server.
  public int major() {
    return script.major();
  }

  /// True where a transaction is open around the statement, by the tool or by BEGIN.
  public boolean inTransaction() {
    return script.inTransaction();
  }

  /// Around what the tool opens a transaction.
  public TransactionMode transactionMode() {
    return script.transactionMode();
  }

  /// The text that the script is in.
  public SourceText source() {
    return script.source();
  }

  public Moment moment() {
    return script.moment();
  }

  /// True where this script made the table: nobody else uses it yet, so no lock on it matters.
  public boolean isFresh(QualifiedName relation) {
    return schema.bornIn(relation, moment());
  }

  /// False where the statement is in a body that this script only stores: it runs when somebody
  /// calls the routine.
  public boolean runsNow() {
    return within.map(Body::runsNow).orElse(true);
  }

  public Workload workload() {
    return script.workload();
  }
}
