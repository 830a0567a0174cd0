package dev.ballast.observe.text;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.jdbc.SqlState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the texts of some statements. The server reads all its texts for that, however few are
/// requested: ask for those that are new, and seldom.
public final class StatementTextReader {
  /// The SQLSTATE of bytes that are no text in an encoding.
  private static final String NOT_IN_REPERTOIRE = "22021";

  private StatementTextReader() {}

  /// Those of the statements that the server still has.
  public static Map<StatementId, StatementText> read(
      Session session, Collection<StatementId> statements, TextPolicy policy) {
    StatementExtension extension = StatementExtension.of(session);
    List<String> ids = statements.stream().map(StatementId::queryId).distinct().toList();
    Map<StatementId, StatementText> found = new HashMap<>();
    ask(session, extension, ids, policy)
        .forEach(entry -> found.putIfAbsent(entry.getKey(), entry.getValue()));
    found.keySet().retainAll(statements);
    return found;
  }

  private static List<Map.Entry<StatementId, StatementText>> ask(
      Session session, StatementExtension extension, List<String> ids, TextPolicy policy) {
    try {
      return session.query(
          SqlResource.load(StatementTextReader.class, "texts", session.version())
              .formatted(extension.view()),
          row ->
              Map.entry(
                  new StatementId(row.text("database"), row.text("query_id")), text(row, policy)),
          ids);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (SqlState.of(fault).filter(NOT_IN_REPERTOIRE::equals).isPresent()) {
        throw Fault.of(
                ObserveError.STATEMENT_TEXTS_UNREADABLE,
                "a statement has a text that the server cannot return")
            .detail("it was run in a database of encoding SQL_ASCII")
            .hint("SELECT pg_stat_statements_reset(0, dbid, 0) of that database removes it.")
            .cause(fault);
      }
      throw fault;
    }
  }

  private static StatementText text(Row row, TextPolicy policy) {
    Optional<String> text = row.textOrEmpty("text");
    return text.map(t -> policy.apply(t, row.flag("complete")))
        // The server's file of texts was lost.
        .orElse(new StatementText(Form.CUT, ""));
  }
}
