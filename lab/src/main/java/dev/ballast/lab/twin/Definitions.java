package dev.ballast.lab.twin;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.ChangeOwner;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableAction.SetOwner;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The definitions of a schema, as a dump has them, run on the server of a twin. One use; for one
/// thread.
///
/// A dump is the word of the target, whose owners may have put anything into it. So it is run by a
/// role without power. What only the power of a superuser can do is left to the keeper where it
/// runs no code of the database: extensions of this machine, ahead of everything else, and changes
/// of owners. The rest is refused by PostgreSQL, and listed.
final class Definitions {
  private static final int EXCERPT = 120;

  /// Parameters that say where or how relations are stored, and one that older servers do not know:
  /// a twin has one tablespace, and Ballast's own bounds.
  private static final Set<String> NOT_SET = Set.of("default_tablespace", "transaction_timeout");

  private final List<Definition> definitions;
  private final Set<String> schemas = new HashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  /// @param statement what it means to PostgreSQL's grammar; empty where that refuses it
  private record Definition(int line, String text, Optional<Statement> statement) {
    private static Definition of(Script script, ScriptPart.Sql sql) {
      String text = script.text(sql);
      return new Definition(
          script.source().position(sql.span().start()).line(),
          text,
          Parser.postgres18().parse(text) instanceof Understood understood
              ? Optional.of(understood.statement())
              : Optional.empty());
    }

    private boolean changesOnlyOwners() {
      return statement
          .map(
              each ->
                  each instanceof ChangeOwner
                      || (each instanceof AlterTable alter
                          && alter.actions().stream().allMatch(SetOwner.class::isInstance)))
          .orElse(false);
    }

    private String excerpt() {
      String line = text.replaceAll("\\s+", " ");
      return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
    }
  }

  Definitions(Script script) {
    this.definitions =
        script.parts().stream()
            .filter(ScriptPart.Sql.class::isInstance)
            .map(part -> Definition.of(script, (ScriptPart.Sql) part))
            .toList();
    script.parts().stream()
        .filter(ScriptPart.Broken.class::isInstance)
        .map(ScriptPart.Broken.class::cast)
        .forEach(part -> leftOut.add("a part of the schema cannot be read: " + part.reason()));
  }

  /// Makes the extensions, with their schemas, while nothing else is there that their scripts could
  /// take for their own.
  ///
  /// @param root a superuser's session
  void extensions(Session root) {
    for (Definition definition : definitions) {
      if (definition.statement().orElse(null) instanceof CreateExtension extension) {
        extension
            .schema()
            .filter(schema -> schemas.add(schema))
            .ifPresent(
                schema -> root.execute("CREATE SCHEMA IF NOT EXISTS " + new Identifier(schema)));
        attempt(
                () ->
                    root.execute(
                        "CREATE EXTENSION IF NOT EXISTS %s%s CASCADE"
                            .formatted(
                                new Identifier(extension.name()),
                                extension
                                    .schema()
                                    .map(schema -> " SCHEMA " + new Identifier(schema))
                                    .orElse(""))))
            .ifPresent(
                error ->
                    leftOut.add("extension %s: %s".formatted(extension.name(), error.message())));
      }
    }
  }

  /// Runs everything else.
  ///
  /// @param maker a session without power, of a role that is a member of all others
  void run(Session maker, Session keeper) {
    for (Definition definition : definitions) {
      if (definition.statement().filter(this::isDone).isEmpty()) {
        Session session = definition.changesOnlyOwners() ? keeper : maker;
        attempt(() -> session.execute(definition.text()))
            .ifPresent(
                error ->
                    leftOut.add(
                        "line %d of the schema, %s: %s (SQLSTATE %s)"
                            .formatted(
                                definition.line(),
                                definition.excerpt(),
                                error.message(),
                                error.sqlState())));
      }
    }
  }

  /// Whether it was done with the extensions, or is not to be done here.
  private boolean isDone(Statement statement) {
    return statement instanceof CreateExtension
        || (statement instanceof Comment comment && comment.kind() == ObjectKind.EXTENSION)
        || (statement instanceof CreateSchema schema
            && schema.name().filter(schemas::contains).isPresent())
        || (statement instanceof SetVariable set && NOT_SET.contains(set.name()));
  }

  /// What was not made, and why.
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /// Empty where it was done.
  static Optional<SqlError> attempt(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Optional.of(SqlError.of(fault).orElseThrow(() -> fault));
    }
  }
}
