package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Oid;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;

/// A statement as the driver of an application runs it: by the extended protocol, its parameters
/// and results as text, and where it is kept, under a name on the server from the first run on. For
/// the thread of its session.
///
/// What the server says of a kept statement is reported as it is: where a schema was changed, so
/// that "cached plan must not change result type", the run fails with SQLSTATE 0A000, and is not
/// repeated in secret. The session's statements are prepared again afterwards, as the driver has
/// it.
public final class ServerStatement {
  private final Session session;
  private final QueryExecutor executor;
  private final Query query;
  private final ParameterList parameters;
  private final String sql;
  private final int flags;

  /// Whether the server keeps a statement for the next run.
  public enum Keeping {
    /// Prepared once under a name.
    NAMED,
    /// Parsed for each run.
    UNNAMED
  }

  private ServerStatement(
      Session session, QueryExecutor executor, Query query, String sql, int flags) {
    this.session = session;
    this.executor = executor;
    this.query = query;
    this.parameters = query.createParameterList();
    this.sql = sql;
    this.flags = flags;
  }

  static ServerStatement of(
      Session session, BaseConnection connection, String sql, int parameters, Keeping keeping) {
    requireNonNull(keeping, "keeping is null");
    // The text is already the server's; the driver only has to know how many values follow.
    NativeQuery text =
        new NativeQuery(
            requireNonNull(sql, "sql is null"), new int[parameters], false, SqlCommand.BLANK);
    QueryExecutor executor = connection.getQueryExecutor();
    int flags = QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_NO_BINARY_TRANSFER;
    return new ServerStatement(
        session,
        executor,
        executor.wrap(List.of(text)),
        sql,
        keeping == Keeping.NAMED ? flags : flags | QueryExecutor.QUERY_ONESHOT);
  }

  /// Runs it, and returns how many rows it returned or changed.
  ///
  /// @param values one per parameter; empty is NULL
  public long run(List<Optional<String>> values) {
    return answer(values, new Answer(false)).count;
  }

  /// Runs it, and returns its rows.
  public ServerTable table(List<Optional<String>> values) {
    Answer answer = answer(values, new Answer(true));
    return new ServerTable(answer.columns, answer.rows);
  }

  private Answer answer(List<Optional<String>> values, Answer answer) {
    if (values.size() != parameters.getParameterCount()) {
      throw new IllegalArgumentException(
          values.size() + " values for " + parameters.getParameterCount() + " parameters: " + sql);
    }
    try {
      for (int i = 0; i < values.size(); i++) {
        Optional<String> value = values.get(i);
        if (value.isPresent()) {
          parameters.setStringParameter(i + 1, value.get(), Oid.UNSPECIFIED);
        } else {
          parameters.setNull(i + 1, Oid.UNSPECIFIED);
        }
      }
      executor.execute(query, parameters, answer, 0, 0, flags);
      return answer;
    } catch (SQLException e) {
      throw session.failed(e, session.running(sql));
    }
  }

  /// Forgets the statement; the server does with the session's next message.
  public void close() {
    query.close();
  }

  /// Takes what the server sends.
  private static final class Answer extends ResultHandlerBase {
    private final boolean keepsRows;
    private final List<String> columns = new ArrayList<>();
    private final List<List<Optional<String>>> rows = new ArrayList<>();
    private long count;

    Answer(boolean keepsRows) {
      this.keepsRows = keepsRows;
    }

    @Override
    public void handleResultRows(
        Query from, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
      count = tuples.size();
      if (keepsRows) {
        for (Field field : fields) {
          columns.add(field.getColumnLabel());
        }
        tuples.forEach(tuple -> rows.add(texts(tuple)));
      }
    }

    private static List<Optional<String>> texts(Tuple tuple) {
      List<Optional<String>> texts = new ArrayList<>(tuple.fieldCount());
      for (int i = 0; i < tuple.fieldCount(); i++) {
        byte[] value = tuple.get(i);
        texts.add(
            value == null
                ? Optional.empty()
                : Optional.of(new String(value, StandardCharsets.UTF_8)));
      }
      return List.copyOf(texts);
    }

    @Override
    public void handleCommandStatus(String status, long changed, long oid) {
      count = Math.max(count, changed);
    }

    @Override
    public void handleWarning(SQLWarning warning) {
      // Notices of the application's own statements are nobody's concern here.
    }
  }
}
