package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionRefusal;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// One connection to one database. For one thread at a time, but [#cancel()] and [#abort()]
/// may come from any.
///
/// Outside [#begin], every statement is its own transaction.
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final ConnectionSettings settings;
  private final ServerVersion version;
  private volatile SessionEnd ending;
  private volatile Optional<Fault> ended = Optional.empty();
  private volatile boolean leftHere;

  private Session(Connection connection, ConnectionSettings settings, ServerVersion version) {
    this.connection = connection;
    this.settings = settings;
    this.version = version;
    this.ending = new SessionEnd(settings, Optional.empty());
  }

  /// Connects and checks that the server's major version is supported.
  public static Session open(ConnectionSettings settings, SessionOptions options) {
    requireNonNull(settings, "settings is null");
    requireNonNull(options, "options is null");
    try {
      return connected(settings, options);
    } catch (Fault e) {
      Optional<StartupSetting> pin =
          SqlState.of(e).flatMap(options.pins()::againstEndWhileConnecting);
      if (pin.isEmpty()) {
        throw e;
      }
      List<StartupSetting> more = new ArrayList<>(options.settings());
      more.add(pin.get());
      return connected(settings, options.withSettings(more));
    }
  }

  private static Session connected(ConnectionSettings settings, SessionOptions options) {
    try {
      return established(Connections.open(settings, options), settings, options);
    } catch (SQLException e) {
      throw Failures.connecting(e, settings, "connecting to " + settings.display());
    }
  }

  /// A session on a connection of a pool, which gets it back when the session is closed.
  static Session over(Connection connection, ConnectionSettings settings, SessionOptions options)
      throws SQLException {
    return established(connection, settings, options);
  }

  private static Session established(
      Connection connection, ConnectionSettings settings, SessionOptions options)
      throws SQLException {
    try (Undo<SQLException> undo = Undo.unlessKept(connection::close)) {
      // What the server said when it admitted us; no statement is run for it.
      ServerVersion version =
          ServerVersion.parse(connection.getMetaData().getDatabaseProductVersion());
      if (!version.isSupported()) {
        throw Fault.of(PostgresError.UNSUPPORTED_VERSION, "server version is " + version)
            .detail("Ballast supports PostgreSQL 14 to 18; asked " + settings.display());
      }
      Session session = new Session(connection, settings, version);
      if (!options.pins().arrived(session, options.settings())) {
        throw ConnectionRefusal.pooler(settings);
      }
      options.pins().afterStartup(options.settings()).ifPresent(session::begin);
      return undo.keep(session);
    }
  }

  /// Runs the first statement.
  private void begin(String pins) {
    String started = one(pins + ", " + SessionEnd.STARTED, row -> row.text("started"));
    ending = new SessionEnd(settings, Optional.of(started));
  }

  /// Sets the pins of a session that was opened without.
  public void pin(Pins pins) {
    pins.asStatement().ifPresent(this::execute);
  }

  public ServerVersion version() {
    return version;
  }

  public ConnectionSettings settings() {
    return settings;
  }

  /// Runs a statement and returns how many rows it touched. Without parameters, `sql` may hold
  /// several statements.
  public long execute(String sql, Object... parameters) {
    try {
      if (parameters.length == 0) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
          return Math.max(0, statement.getLargeUpdateCount());
        }
      }
      try (PreparedStatement statement = prepare(sql, parameters)) {
        statement.execute();
        return Math.max(0, statement.getLargeUpdateCount());
      }
    } catch (SQLException e) {
      throw failed(e, running(sql));
    }
  }

  /// Without parameters, a `?` in `sql` is an operator; with some, an operator is written `??`.
  public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
    try {
      if (parameters.length == 0) {
        try (Statement statement = connection.createStatement()) {
          return map(statement.executeQuery(sql), mapper);
        }
      }
      try (PreparedStatement statement = prepare(sql, parameters)) {
        return map(statement.executeQuery(), mapper);
      }
    } catch (SQLException e) {
      throw failed(e, running(sql));
    }
  }

  private static <T> List<T> map(ResultSet results, RowMapper<T> mapper) throws SQLException {
    List<T> answer = new ArrayList<>();
    Row row = new Row(results);
    while (results.next()) {
      answer.add(mapper.map(row));
    }
    return List.copyOf(answer);
  }

  /// Runs one statement and returns all that its client sees of it; what the server refuses is part
  /// of that. Throws where the session ended over it.
  ///
  /// @param mostRows how many rows are kept, at least 1; the others are not read
  public ClientView observe(String sql, int mostRows) {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(mostRows);
      return ClientView.of(statement, sql);
    } catch (SQLException e) {
      Fault fault = failed(e, running(sql));
      return ClientView.refused(fault).orElseThrow(() -> fault);
    }
  }

  /// The first row, if there is one.
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
    List<T> rows = query(sql, mapper, parameters);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  /// The only row; any other number of rows is a defect in the caller.
  public <T> T one(String sql, RowMapper<T> mapper, Object... parameters) {
    List<T> rows = query(sql, mapper, parameters);
    if (rows.size() != 1) {
      throw new IllegalStateException(rows.size() + " rows where one was expected: " + sql);
    }
    return rows.getFirst();
  }

  /// The first column of the only row.
  public String text(String sql, Object... parameters) {
    return one(sql, row -> row.text(1), parameters);
  }

  /// The first column of the only row, a whole number.
  public long number(String sql, Object... parameters) {
    return Long.parseLong(text(sql, parameters));
  }

  public void begin(IsolationLevel isolation, Access access) {
    try {
      if (inTransaction()) {
        throw new IllegalStateException("a transaction is already open");
      }
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // The driver sends BEGIN ahead of this statement, so it is the transaction's first.
        statement.execute(
            "SET TRANSACTION ISOLATION LEVEL " + isolation.sql() + " " + access.sql());
      }
    } catch (SQLException e) {
      throw failed(e, "beginning a transaction");
    }
  }

  public void commit() {
    try {
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw failed(e, "committing");
    }
  }

  /// Ends a transaction that only read, where one is open, so that the server counts it among those
  /// that succeeded. One that has failed is rolled back.
  public void endReading() {
    try {
      if (!connection.isClosed()
          && connection.unwrap(BaseConnection.class).getTransactionState()
              == TransactionState.OPEN) {
        commit();
      } else {
        rollback();
      }
    } catch (SQLException e) {
      throw failed(e, "ending a transaction");
    }
  }

  /// Ends the transaction, where one is open.
  public void rollback() {
    try {
      if (!connection.isClosed() && !connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed(e, "rolling back");
    }
  }

  /// Feeds `COPY ... FROM STDIN` and returns the number of rows.
  public long copyIn(String copySql, InputStream data) {
    try {
      return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copySql, data);
    } catch (SQLException e) {
      throw failed(e, running(copySql));
    } catch (IOException e) {
      throw Fault.of(PostgresError.CONNECTION_LOST, "COPY broke off")
          .detail(running(copySql) + ": " + e.getMessage())
          .cause(e);
    }
  }

  /// Runs `COPY ... TO STDOUT` and returns its lines, in COPY's text format. Of a table it reads
  /// the rows without planning a query, so that no index expression of the table is evaluated.
  public List<String> copyOut(String copySql) {
    StringWriter lines = new StringWriter();
    try {
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copySql, lines);
    } catch (SQLException e) {
      throw failed(e, running(copySql));
    } catch (IOException e) {
      throw Fault.of(PostgresError.CONNECTION_LOST, "COPY broke off")
          .detail(running(copySql) + ": " + e.getMessage())
          .cause(e);
    }
    return lines.toString().lines().toList();
  }

  /// Hands the answer of `COPY ... TO STDOUT` to a sink as it comes, in pieces of any size.
  public void copyOut(String copySql, Consumer<byte[]> sink) {
    try {
      CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copySql);
      try {
        for (byte[] piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
          sink.accept(piece);
        }
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw failed(e, running(copySql));
    }
  }

  /// Asks the server to end the statement that runs now; it then fails with `statement-timeout`,
  /// or with `connection-lost` where the server cannot be asked. Does nothing where the connection
  /// is gone already: who cancels is on the way out with a reason of its own.
  public void cancel() {
    try {
      PGConnection driver = connection.unwrap(PGConnection.class);
      if (settings.tls().mode() == TlsMode.DISABLE) {
        driver.cancelQuery();
      } else {
        cancelSecurely(driver.getBackendPID());
      }
    } catch (SQLException e) {
      abort();
    }
  }

  /// The driver would send the key with which anybody can cancel in plain text, and to anyone who
  /// answers at the address by now. A second session is as well protected as this one.
  private void cancelSecurely(int backend) {
    try (Session second = open(settings, SessionOptions.of("ballast cancel"))) {
      second.text("SELECT pg_catalog.pg_cancel_backend(?)::pg_catalog.text", backend);
    } catch (Fault e) {
      CommonError.keepInterrupt(e);
      abort();
    }
  }

  /// A statement for [ServerStatement#run], with parameters written as the server has them, `$1`.
  ///
  /// @param parameters how many it has
  /// @param keeping whether the server keeps it prepared
  public ServerStatement statement(String sql, int parameters, ServerStatement.Keeping keeping) {
    try {
      return ServerStatement.of(
          this, connection.unwrap(BaseConnection.class), sql, parameters, keeping);
    } catch (SQLException e) {
      throw failed(e, "taking a statement");
    }
  }

  /// Whether a `BEGIN` that was run as a statement still holds a transaction open, failed or not.
  public boolean holdsTransaction() {
    try {
      return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    } catch (SQLException e) {
      throw failed(e, "asking for the transaction's state");
    }
  }

  /// The id of the server's process for this session, as the server knows it.
  public int backend() {
    try {
      return connection.unwrap(PGConnection.class).getBackendPID();
    } catch (SQLException e) {
      throw failed(e, "asking for the session's process");
    }
  }

  /// Cuts the connection without asking the server; does nothing where it is cut already. May be
  /// called from any thread; what runs in the session fails with `connection-lost`.
  public void abort() {
    leftHere = true;
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw failed(e, "cutting a connection");
    }
  }

  /// Ends the connection; an open transaction is rolled back by the server.
  @Override
  public void close() {
    leftHere = true;
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e, "closing a connection");
    }
  }

  /// The fault for an error of the driver or the server. Where the session has ended it is the
  /// reason of that, now and from then on.
  Fault failed(SQLException e, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted(doing);
    }
    if (ended.isPresent()) {
      return SessionEnd.again(ended.get(), doing);
    }
    if (!isGone() && !Failures.isOfTheConnection(e)) {
      return Failures.classify(e, doing);
    }
    if (leftHere) {
      return SessionEnd.cutHere(e, doing);
    }
    Fault end = ending.of(e, doing);
    ended = Optional.of(end);
    // The driver has not given up the connection where a COPY broke off.
    abort();
    return end;
  }

  /// Whether the connection is gone, for whatever reason: no later statement can succeed.
  public boolean hasEnded() {
    return ended.isPresent() || isGone();
  }

  private boolean isGone() {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      throw Failures.classify(e, "asking for the connection's state");
    }
  }

  private boolean inTransaction() {
    try {
      return !connection.getAutoCommit();
    } catch (SQLException e) {
      throw failed(e, "asking for the transaction's state");
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
    return statement;
  }

  private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    switch (value) {
      case String text -> statement.setString(index, text);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case Boolean flag -> statement.setBoolean(index, flag);
      case Double decimal -> statement.setDouble(index, decimal);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Lsn lsn -> statement.setString(index, lsn.toString());
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case List<?> texts ->
          statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
      default ->
          throw new IllegalArgumentException("no SQL type for a " + value.getClass().getName());
    }
  }

  String running(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return "running on "
        + settings.display()
        + ": "
        + (line.length() > 120 ? line.substring(0, 120) + "..." : line);
  }
}
