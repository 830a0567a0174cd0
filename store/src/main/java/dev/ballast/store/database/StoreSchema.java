package dev.ballast.store.database;

import dev.ballast.evidence.Fault;
import dev.ballast.store.StoreError;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/// Brings the store's tables to what this version of Ballast needs.
public final class StoreSchema {
  /// Where Ballast's tables are, so that a store may be a database that others use too.
  public static final String NAME = "ballast";

  private StoreSchema() {}

  /// Runs the steps that are missing. Several nodes may do so at once.
  ///
  /// Throws `store-newer` where a step was run that this version does not have, and
  /// `store-schema-changed` where one was run with another content.
  public static void migrate(DataSource store) {
    Flyway flyway =
        Flyway.configure(StoreSchema.class.getClassLoader())
            .dataSource(store)
            .locations("classpath:dev/ballast/store/schema")
            .defaultSchema(NAME)
            .createSchemas(true)
            .validateMigrationNaming(true)
            .load();
    try {
      requireKnown(flyway);
      flyway.migrate();
    } catch (FlywayException e) {
      throw classified(e);
    }
  }

  private static void requireKnown(Flyway flyway) {
    for (MigrationInfo step : flyway.info().all()) {
      if (step.getState() == MigrationState.FUTURE_SUCCESS
          || step.getState() == MigrationState.FUTURE_FAILED) {
        throw Fault.of(StoreError.STORE_NEWER, "the store was made by a newer version of Ballast")
            .detail("it has step " + step.getVersion() + ", which this version does not know")
            .hint("Run the newer version, or name another store.");
      }
    }
  }

  private static Fault classified(FlywayException e) {
    String detail = String.valueOf(e.getMessage());
    if (e.getErrorCode() == CoreErrorCode.VALIDATE_ERROR
        || e.getErrorCode() == CoreErrorCode.CHECKSUM_MISMATCH) {
      return Fault.of(StoreError.STORE_SCHEMA_CHANGED, "the store's tables were changed by hand")
          .detail(detail)
          .hint("Restore the store from a backup, or name an empty one.")
          .cause(e);
    }
    return Fault.of(StoreError.STORE_MIGRATION_FAILED, "the store's tables could not be made")
        .detail(detail)
        .hint("The store's role must own the schema " + NAME + " or be allowed to create it.")
        .cause(e);
  }
}
