package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// All that the client of a statement sees of it: rows, their number, notices, and of a refusal
/// every field that is shown to it.
///
/// @param sqlState `00000` where the statement succeeded
/// @param texts of the refusal: message, detail and hint, as far as there are any
/// @param count of the rows that were returned or changed
/// @param rows one value per column, as text; empty is NULL
/// @param notices their SQLSTATE and message
public record ClientView(
    String sqlState,
    List<String> texts,
    long count,
    List<List<Optional<String>>> rows,
    List<String> notices) {
  /// `successful_completion`.
  public static final String SUCCESS = "00000";

  public ClientView {
    requireNonNull(sqlState, "sqlState is null");
    texts = List.copyOf(texts);
    rows = List.copyOf(rows);
    notices = List.copyOf(notices);
  }

  public boolean succeeded() {
    return sqlState.equals(SUCCESS);
  }

  static ClientView of(Statement statement, String sql) throws SQLException {
    List<List<Optional<String>>> rows = new ArrayList<>();
    boolean table = statement.execute(sql);
    long count = 0;
    if (table) {
      ResultSet results = statement.getResultSet();
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        rows.add(row(results, columns));
      }
      count = rows.size();
    } else {
      count = Math.max(0, statement.getLargeUpdateCount());
    }
    return new ClientView(SUCCESS, List.of(), count, rows, notices(statement));
  }

  private static List<Optional<String>> row(ResultSet results, int columns) throws SQLException {
    List<Optional<String>> row = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      row.add(Optional.ofNullable(results.getString(i)));
    }
    return List.copyOf(row);
  }

  private static List<String> notices(Statement statement) throws SQLException {
    List<String> notices = new ArrayList<>();
    for (SQLWarning said = statement.getWarnings(); said != null; said = said.getNextWarning()) {
      notices.add(said.getSQLState() + " " + said.getMessage());
    }
    return notices;
  }

  /// The refusal of a server whose session lives on; empty of any other fault.
  static Optional<ClientView> refused(Fault fault) {
    if (!(fault.getCause() instanceof PSQLException e) || e.getServerErrorMessage() == null) {
      return Optional.empty();
    }
    ServerErrorMessage said = e.getServerErrorMessage();
    List<String> texts = new ArrayList<>();
    for (String text : new String[] {said.getMessage(), said.getDetail(), said.getHint()}) {
      if (text != null) {
        texts.add(text);
      }
    }
    return Optional.of(
        new ClientView(String.valueOf(said.getSQLState()), texts, 0, List.of(), List.of()));
  }
}
