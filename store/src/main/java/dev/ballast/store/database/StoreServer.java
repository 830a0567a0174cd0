package dev.ballast.store.database;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionRefusal;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.StoreError;
import java.util.ArrayList;
import java.util.List;

/// What a database must be like to be a store.
final class StoreServer {
  private StoreServer() {}

  /// What the server says of itself and of what this role may do.
  ///
  /// @param role quoted where it has to be, as is the database
  private record Facts(
      boolean standby,
      String encoding,
      String searchPath,
      String role,
      String database,
      boolean schemaMissing,
      boolean mayCreateSchema,
      boolean ownsSchema,
      boolean mayMakeTemporary) {}

  /// Throws `store-unfit` where the database can be no store, `pooler-between` where a pooler keeps
  /// settings from the server, and `store-privilege-missing` with the statements that grant what is
  /// missing.
  static void requireFit(Session session) {
    Facts facts =
        session.one(
            SqlResource.load(StoreServer.class, "facts", session.version()),
            row ->
                new Facts(
                    row.flag("standby"),
                    row.text("encoding"),
                    row.text("search_path"),
                    row.text("role"),
                    row.text("database"),
                    row.flag("schema_missing"),
                    row.flag("may_create_schema"),
                    row.flag("owns_schema"),
                    row.flag("may_make_temporary")),
            StoreSchema.NAME,
            StoreSchema.NAME);
    requirePrimary(facts.standby());
    if (!facts.encoding().equals("UTF8")) {
      throw Fault.of(StoreError.STORE_UNFIT, "the store's database cannot hold every text")
          .detail("its encoding is %s".formatted(facts.encoding()))
          .hint("Create a database with ENCODING 'UTF8' for Ballast.");
    }
    if (!facts.searchPath().equals(StoreSchema.NAME)) {
      throw ConnectionRefusal.pooler(session.settings());
    }
    requirePrivileges(facts);
  }

  /// Throws `store-unfit` where the server has become a standby.
  static void requireWritable(Session session) {
    requirePrimary(
        session.one(
            "SELECT pg_catalog.pg_is_in_recovery() AS standby", row -> row.flag("standby")));
  }

  private static void requirePrimary(boolean standby) {
    if (standby) {
      throw Fault.of(
              StoreError.STORE_UNFIT, "the store's server is a standby, which takes no writes")
          .hint("Name the primary, or wait until this server is promoted.");
    }
  }

  private static void requirePrivileges(Facts facts) {
    String role = facts.role();
    List<String> grants = new ArrayList<>();
    if (facts.schemaMissing() && !facts.mayCreateSchema()) {
      grants.add("CREATE SCHEMA %s AUTHORIZATION %s;".formatted(StoreSchema.NAME, role));
    }
    if (!facts.schemaMissing() && !facts.ownsSchema()) {
      grants.add("ALTER SCHEMA %s OWNER TO %s;".formatted(StoreSchema.NAME, role));
    }
    if (!facts.mayMakeTemporary()) {
      grants.add("GRANT TEMPORARY ON DATABASE %s TO %s;".formatted(facts.database(), role));
    }
    if (!grants.isEmpty()) {
      throw Fault.of(
              StoreError.STORE_PRIVILEGE_MISSING,
              "role %s lacks a privilege in the store's database".formatted(role))
          .detail("Ballast keeps all it has in the schema " + StoreSchema.NAME)
          .hint("Run there, as its owner: " + String.join(" ", grants));
    }
  }
}
