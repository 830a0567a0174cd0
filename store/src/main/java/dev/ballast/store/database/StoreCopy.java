package dev.ballast.store.database;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.StoreError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Copies a store to an empty database: the tables are made by Ballast's own steps, the rows come
/// by COPY from one snapshot, and each table is read back and compared.
final class StoreCopy {
  private static final Duration TABLE_LIMIT = Duration.ofHours(1);

  private final ConnectionSettings from;
  private final ConnectionSettings to;
  private final Path spool;

  /// @param spool a file that holds one table at a time
  StoreCopy(ConnectionSettings from, ConnectionSettings to, Path spool) {
    this.from = from;
    this.to = to;
    this.spool = spool;
  }

  /// A table with rows of its own. All names are quoted where they have to be.
  ///
  /// @param parent of a partition
  /// @param bound of a partition, as `PARTITION OF` takes it
  /// @param columns that are not computed from others
  private record Table(
      String name, Optional<String> parent, Optional<String> bound, String columns) {
    String creation() {
      return "CREATE TABLE %s PARTITION OF %s %s"
          .formatted(name, parent.orElseThrow(), bound.orElseThrow());
    }

    String reading() {
      return "COPY %s (%s) TO STDOUT".formatted(name, columns);
    }
  }

  /// @param begun runs when the first table was copied
  void run(Runnable begun) {
    migrate(from);
    migrate(to);
    SessionOptions options = Store.options().withStatementTimeout(TABLE_LIMIT);
    try (Session source = Session.open(from, options);
        Session copy = Session.open(to, options)) {
      source.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
      List<Table> tables = tables(source);
      prepare(copy, tables);
      for (Table table : tables) {
        copy(source, copy, table);
        begun.run();
      }
      source
          .query(
              SqlResource.load(StoreCopy.class, "sequences", source.version()),
              row -> new Counter(row.text("name"), row.number("last")))
          .forEach(
              counter -> copy.text("SELECT setval(?, ?)::text", counter.name(), counter.last()));
      copy.execute("ANALYZE");
      copy.execute("CHECKPOINT");
      source.rollback();
    }
  }

  /// A sequence and the last number that it gave.
  private record Counter(String name, long last) {}

  private static void migrate(ConnectionSettings where) {
    try (SessionPool pool = SessionPool.of(where, Store.options(), 2)) {
      StoreSchema.migrate(pool.asDataSource());
    }
  }

  private static List<Table> tables(Session source) {
    return source.query(
        SqlResource.load(StoreCopy.class, "tables", source.version()),
        row ->
            new Table(
                row.text("name"),
                row.textOrEmpty("parent"),
                row.textOrEmpty("bound"),
                row.text("columns")),
        StoreSchema.NAME);
  }

  /// A step may have put rows into a table that it made: those of the source count.
  private static void prepare(Session copy, List<Table> tables) {
    tables.stream()
        .filter(table -> table.parent().isPresent())
        .forEach(table -> copy.execute(table.creation()));
    for (Table table : tables) {
      copy.execute("TRUNCATE " + table.name() + " CASCADE");
    }
    // Rows refer to rows of tables that come later.
    copy.execute("SET session_replication_role = 'replica'");
  }

  private void copy(Session source, Session copy, Table table) {
    RowSum sent = new RowSum();
    try (Undo<IOException> undo = Undo.unlessKept(() -> Files.deleteIfExists(spool))) {
      try (OutputStream out = Files.newOutputStream(spool)) {
        source.copyOut(
            table.reading(),
            piece -> {
              sent.add(piece);
              write(out, piece);
            });
      }
      try (InputStream in = Files.newInputStream(spool)) {
        copy.copyIn("COPY %s (%s) FROM STDIN".formatted(table.name(), table.columns()), in);
      }
      Files.delete(spool);
      undo.keep();
    } catch (IOException | UncheckedIOException e) {
      throw Fault.of(StoreError.STORE_UPGRADE_FAILED, "a table cannot be written to disk")
          .detail(spool + ": " + reason(e))
          .cause(e);
    }
    RowSum arrived = new RowSum();
    copy.copyOut(table.reading(), arrived::add);
    if (!arrived.equals(sent)) {
      throw Fault.of(StoreError.STORE_UPGRADE_FAILED, "a copied table differs from its source")
          .detail("%s: %s were sent, %s arrived".formatted(table.name(), sent, arrived));
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case UncheckedIOException unchecked -> IoReason.of(unchecked.getCause());
      case IOException io -> IoReason.of(io);
      default -> String.valueOf(e.getMessage());
    };
  }

  private static void write(OutputStream out, byte[] piece) {
    try {
      out.write(piece);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
