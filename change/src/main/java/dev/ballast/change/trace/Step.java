package dev.ballast.change.trace;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.scratch.Guard;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.script.Position;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptPart.CopyData;
import dev.ballast.sql.script.ScriptPart.Sql;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.RoleStatement.CreateRole;
import dev.ballast.sql.tree.RoutineStatement.Call;
import dev.ballast.sql.tree.RoutineStatement.Do;
import dev.ballast.sql.tree.SessionStatement.Execute;
import dev.ballast.sql.tree.Statement;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One part of a script as the trace runs it.
///
/// @param number from 1
/// @param text what the server gets; empty for what is no statement
/// @param statement what the text means to PostgreSQL's grammar; empty where that refuses it
/// @param rows those that a COPY sends or gets
/// @param refusal why it is not run; empty where it is
public record Step(
    int number,
    ScriptPart part,
    Script script,
    String text,
    StatementText shape,
    Optional<Statement> statement,
    Optional<CopiedRows> rows,
    Optional<String> refusal) {

  private static final int TOLD_VARIABLES = 3;

  /// The parts of a script that touch the server, in their order.
  public static List<Step> of(Script script) {
    List<Step> steps = new ArrayList<>();
    List<ScriptPart> parts = script.parts();
    for (int i = 0; i < parts.size(); i++) {
      int number = steps.size() + 1;
      switch (parts.get(i)) {
        case Sql sql -> steps.add(statement(number, sql, script, dataBehind(parts, i)));
        case CopyData _ -> {}
        case ScriptPart.Meta meta when !meta.touchesServer() -> {}
        case ScriptPart.Meta meta -> steps.add(command(number, meta, script, dataBehind(parts, i)));
        case ScriptPart.Broken broken ->
            steps.add(unrun(number, broken, script, "it cannot be cut: " + broken.reason()));
      }
    }
    return steps;
  }

  private static Optional<CopyData> dataBehind(List<ScriptPart> parts, int index) {
    return index + 1 < parts.size() && parts.get(index + 1) instanceof CopyData rows
        ? Optional.of(rows)
        : Optional.empty();
  }

  /// A command of psql. Only `\copy` is one of SQL too, but for where its rows come from.
  private static Step command(
      int number, ScriptPart.Meta meta, Script script, Optional<CopyData> data) {
    Optional<PsqlCopy> copy = PsqlCopy.of(meta);
    if (copy.isEmpty()) {
      return unrun(number, meta, script, "\\" + meta.name() + " is a command of psql, not of SQL");
    }
    return switch (copy.get()) {
      case PsqlCopy.RowsElsewhere(String reason) -> unrun(number, meta, script, reason);
      case PsqlCopy.Sent(String text) ->
          step(number, meta, script, text, data, Guard.refusal(text));
    };
  }

  private static Step statement(int number, Sql sql, Script script, Optional<CopyData> data) {
    String text = script.text(sql);
    Optional<String> variables =
        sql.variables().isEmpty()
            ? Optional.empty()
            : Optional.of(
                "psql or the migration tool would fill in "
                    + String.join(
                        ", ",
                        sql.variables().stream()
                            .limit(TOLD_VARIABLES)
                            .map(v -> script.source().text(v.span()))
                            .toList()));
    return step(number, sql, script, text, data, variables.or(() -> Guard.refusal(text)));
  }

  private static Step step(
      int number,
      ScriptPart part,
      Script script,
      String text,
      Optional<CopyData> data,
      Optional<String> refusal) {
    Optional<Statement> statement =
        Parser.postgres18().parse(text) instanceof Understood understood
            ? Optional.of(understood.statement())
            : Optional.empty();
    return new Step(
        number,
        part,
        script,
        text,
        StatementText.of(text),
        statement,
        rows(statement, data.map(each -> lines(script.source().text(each.span())))),
        refusal);
  }

  private static Optional<CopiedRows> rows(Optional<Statement> statement, Optional<String> lines) {
    if (lines.isPresent()) {
      return lines.map(CopiedRows.In::new);
    }
    if (!(statement.orElse(null) instanceof Copy copy) || copy.file().isPresent()) {
      return Optional.empty();
    }
    // Where a script ends behind FROM STDIN, psql finds the end of the rows there.
    return Optional.of(copy.from() ? new CopiedRows.In("") : new CopiedRows.Out());
  }

  /// A command of the trace's own, in the place of this step.
  Step insteadRunning(String command) {
    return new Step(
        number,
        part,
        script,
        command,
        StatementText.of(command),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Step unrun(int number, ScriptPart part, Script script, String reason) {
    return new Step(
        number,
        part,
        script,
        "",
        StatementText.of(""),
        Optional.empty(),
        Optional.empty(),
        Optional.of(reason));
  }

  /// The protocol ends the data by a message of its own, so the line `\.` is left out.
  private static String lines(String data) {
    return data.replaceFirst("(?m)^\\\\\\.\\s*\\z", "");
  }

  /// `\restrict` and its counterpart, which newer releases of `pg_dump` put around a dump: they
  /// keep psql from running commands of its own, and say nothing of the schema.
  boolean isGuardOfDump() {
    return part instanceof ScriptPart.Meta meta
        && (meta.name().equals("restrict") || meta.name().equals("unrestrict"));
  }

  /// Whether code of the database may run in it: its own block, functions, or triggers on rows.
  boolean runsCode() {
    return statement
        .map(
            each ->
                each instanceof Do
                    || each instanceof Call
                    || each instanceof DataStatement
                    || each instanceof Execute)
        .orElse(true);
  }

  /// Whether there may be more roles after it than before.
  boolean mayMakeRoles() {
    return statement
        .map(
            each ->
                each instanceof CreateRole
                    || each instanceof Do
                    || each instanceof Call
                    || each instanceof Select
                    || each instanceof Execute)
        .orElse(true);
  }

  /// Runs it in a session, with the rows that a COPY sends; what a COPY returns is thrown away.
  /// Returns how many rows it changed.
  public long runIn(Session session) {
    return switch (rows.orElse(null)) {
      case null -> session.execute(text);
      case CopiedRows.In(String lines) ->
          session.copyIn(text, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
      case CopiedRows.Out() -> {
        session.copyOut(text, piece -> {});
        yield 0;
      }
    };
  }

  /// Whether it is a `BEGIN` of the script's own.
  public boolean beginsTransaction() {
    return shape.beginsTransaction();
  }

  /// Whether a transaction block is over when it is done.
  public boolean endsTransaction() {
    return shape.endsTransaction() && !shape.chains();
  }

  /// Whether its text holds this name, in quotes or not, in code, strings or bodies.
  public boolean names(String identifier) {
    return shape.names(identifier);
  }

  /// Its place in the script.
  public Position start() {
    return script.source().position(part.span().start());
  }

  Outcome.Failed failed(Failure failure) {
    return new Outcome.Failed(
        failure.sqlState(),
        failure.message(),
        failure.detail(),
        place(failure.position()).map(script.source()::position));
  }

  /// The server counts code points of what it got; the script finds a place by bytes of UTF-8.
  private Optional<Integer> place(OptionalInt position) {
    // psql puts other words together for a command of its own than the script has.
    if (!(part instanceof Sql)
        || position.isEmpty()
        || position.getAsInt() > text.codePointCount(0, text.length()) + 1) {
      return Optional.empty();
    }
    int end = text.offsetByCodePoints(0, position.getAsInt() - 1);
    int bytes = text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    return Optional.of(script.source().charAt(part.span().start(), bytes));
  }
}
