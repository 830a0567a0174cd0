package dev.ballast.protect.verify;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a B-tree is marked as safe for deduplication where this server would not mark it: the
/// mark is written into the first page when an index is built, so that the source wrote it, with
/// whatever minor it had then. See `_bt_allequalimage` in `src/backend/access/nbtree/nbtutils.c`.
final class DeduplicationMark {
  /// As the extension pageinspect declares it since its version 1.9.
  private static final String FUNCTION =
      """
      CREATE FUNCTION %s.bt_metap(relname text, magic OUT int4, version OUT int4, root OUT int8,
          level OUT int8, fastroot OUT int8, fastlevel OUT int8, last_cleanup_num_delpages OUT int8,
          last_cleanup_num_tuples OUT float8, allequalimage OUT bool)
        STRICT LANGUAGE c AS '$libdir/pageinspect', 'bt_metap'
      """;

  /// A key, as a column of another table and as one of an index on it.
  private record Key(String column, String key) {}

  private DeduplicationMark() {}

  /// What speaks for the source as the origin, if something does.
  ///
  /// @param keeper the superuser of a copy, where everything made here is rolled back
  static Optional<DamageOrigin> of(Session keeper, Suspect suspect) {
    if (!suspect.method().equals("btree")) {
      return Optional.empty();
    }
    keeper.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    try {
      return read(keeper, suspect);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (!(fault.code() instanceof PostgresError)) {
        throw fault;
      }
      // Without pageinspect, or with a first page that is no longer one, nothing is known.
      return Optional.empty();
    } finally {
      keeper.rollback();
    }
  }

  private static Optional<DamageOrigin> read(Session keeper, Suspect suspect) {
    List<Key> keys =
        keeper.query(
            SqlResource.load(DeduplicationMark.class, "keys", keeper.version()),
            DeduplicationMark::key,
            suspect.oid());
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Identifier schema =
        new Identifier(
            keeper.text(
                "SELECT 'ballast_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::pg_catalog.text, '-', '')"));
    keeper.execute("CREATE SCHEMA " + schema);
    keeper.execute(FUNCTION.formatted(schema));
    if (!marked(keeper, schema, suspect.name())) {
      return Optional.empty();
    }
    List<String> columns = new ArrayList<>();
    List<String> indexed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.add("k%d %s".formatted(i, keys.get(i).column()));
      indexed.add("k%d %s".formatted(i, keys.get(i).key()));
    }
    keeper.execute("CREATE TABLE %s.twin (%s)".formatted(schema, String.join(", ", columns)));
    keeper.execute(
        "CREATE INDEX twin_index ON %s.twin (%s)".formatted(schema, String.join(", ", indexed)));
    QualifiedIdentifier twin = new QualifiedIdentifier(schema, new Identifier("twin_index"));
    return marked(keeper, schema, twin)
        ? Optional.empty()
        : Optional.of(
            new DamageOrigin.Source(
                "it was built there with the mark that deduplication is safe, which PostgreSQL %s no longer gives to such an index"
                    .formatted(keeper.version())));
  }

  private static Key key(Row row) {
    return new Key(row.text("column"), row.text("key"));
  }

  private static boolean marked(Session keeper, Identifier schema, QualifiedIdentifier index) {
    return keeper
        .text("SELECT (%s.bt_metap(?)).allequalimage".formatted(schema), index.toString())
        .equals("t");
  }
}
