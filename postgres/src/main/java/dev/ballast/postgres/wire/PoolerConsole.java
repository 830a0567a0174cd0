package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.protocol.Handshake;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import dev.ballast.postgres.wire.protocol.ReplicationErrors;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.postgres.wire.protocol.ResultTable;
import dev.ballast.postgres.wire.protocol.SocketTransport;
import dev.ballast.postgres.wire.protocol.Transport;
import dev.ballast.postgres.wire.protocol.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The administration console of a PgBouncer. It knows the simple query protocol only and no SQL,
/// and refuses the `SET` statements that the JDBC driver sends first. For one thread.
public final class PoolerConsole implements AutoCloseable {
  /// The database by whose name the console is reached.
  public static final String DATABASE = "pgbouncer";

  private static final int PROTOCOL_VERSION = 3 << 16;

  private final Wire wire;
  private final Duration answerLimit;

  private PoolerConsole(Wire wire, Duration answerLimit) {
    this.wire = wire;
    this.answerLimit = answerLimit;
  }

  /// What can be shown.
  public enum Show {
    POOLS,
    STATS,
    LISTS,
    DATABASES;

    private String command() {
      return "SHOW " + name();
    }
  }

  /// A row of an answer. Versions add columns, so that each is read by its name.
  public static final class ShownRow {
    private final List<String> columns;
    private final ResultTable.Row values;

    private ShownRow(List<String> columns, ResultTable.Row values) {
      this.columns = columns;
      this.values = values;
    }

    /// Empty where the column is null or this version does not have it.
    public Optional<String> text(String column) {
      int index = columns.indexOf(column);
      return index < 0 ? Optional.empty() : values.textOrEmpty(index);
    }

    /// As [#text(String)], of a column of numbers.
    public OptionalDouble number(String column) {
      Optional<String> text = text(column).filter(t -> !t.isEmpty());
      try {
        return text.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(text.get()));
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }
  }

  /// Connects as a role of `admin_users` or `stats_users`.
  ///
  /// @param answerLimit the longest that an answer may take
  public static PoolerConsole open(
      ConnectionSettings settings, String applicationName, Duration answerLimit, Clock clock) {
    Transport transport = SocketTransport.connect(settings, clock);
    try (Undo<RuntimeException> undo = Undo.unlessKept(transport::close)) {
      Wire wire =
          new Wire(
              transport,
              new ReplicationErrors(
                  settings.user(), DATABASE, ReplicationMode.DATABASE, transport.peer()),
              clock);
      wire.reader().deadline(settings.connectTimeout(), "authenticating");
      new Handshake(wire, settings).run(startup(settings, applicationName));
      wire.reader().established();
      return undo.keep(new PoolerConsole(wire, answerLimit));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw refused(fault);
    }
  }

  /// That a pooler is there is no error here.
  private static Fault refused(Fault fault) {
    return fault.code() == PostgresError.POOLER_BETWEEN
        ? Fault.of(PostgresError.AUTHENTICATION_FAILED, "the pooler refused its console")
            .detail(fault.detail().orElse(""))
            .hint("The role must be in stats_users or admin_users of pgbouncer.ini.")
            .cause(fault)
        : fault;
  }

  private static byte[] startup(ConnectionSettings settings, String applicationName) {
    return MessageWriter.untyped()
        .int32(PROTOCOL_VERSION)
        .cstring("user")
        .cstring(settings.user())
        .cstring("database")
        .cstring(DATABASE)
        .cstring("application_name")
        .cstring(applicationName)
        .int8(0)
        .finish();
  }

  /// All rows of an answer.
  public List<ShownRow> show(Show what) {
    wire.reader().deadline(answerLimit, "waiting for the answer of a pooler");
    List<ShownRow> rows = new ArrayList<>();
    for (ResultTable table : wire.query(what.command())) {
      List<String> names = table.names();
      table.rows().forEach(row -> rows.add(new ShownRow(names, row)));
    }
    return rows;
  }

  @Override
  public void close() {
    wire.close();
  }
}
