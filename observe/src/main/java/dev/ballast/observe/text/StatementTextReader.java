package dev.ballast.observe.text;

import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the texts of some statements. The server reads all its texts for that, however few are
/// requested: ask for those that are new, and seldom.
public final class StatementTextReader {
  private StatementTextReader() {}

  /// Those of the statements that the server still has.
  public static Map<StatementId, StatementText> read(
      Session session, Collection<StatementId> statements, TextPolicy policy) {
    StatementExtension extension = StatementExtension.of(session);
    List<String> ids = statements.stream().map(StatementId::queryId).distinct().toList();
    Map<StatementId, StatementText> found = new HashMap<>();
    session
        .query(
            SqlResource.load(StatementTextReader.class, "texts", session.version())
                .formatted(extension.view()),
            row ->
                Map.entry(
                    new StatementId(row.text("database"), row.text("query_id")), text(row, policy)),
            ids)
        .forEach(entry -> found.putIfAbsent(entry.getKey(), entry.getValue()));
    found.keySet().retainAll(statements);
    return found;
  }

  private static StatementText text(Row row, TextPolicy policy) {
    Optional<String> text = row.textOrEmpty("text");
    return text.map(t -> policy.apply(t, row.flag("complete")))
        // The server's file of texts was lost.
        .orElse(new StatementText(Form.CUT, ""));
  }
}
