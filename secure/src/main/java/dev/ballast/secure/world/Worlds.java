package dev.ballast.secure.world;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.secure.SecureError;
import dev.ballast.secure.catalog.Relation;
import dev.ballast.secure.catalog.RelationKind;
import dev.ballast.secure.catalog.Surface;
import dev.ballast.secure.tenancy.Tenancy;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two copies of a database: in one there are rows of the victim, in the other there are none. All
/// else is equal, down to the rows of the attacker. For one thread at a time.
public final class Worlds implements AutoCloseable {
  /// The database with the victim's rows.
  public static final String WITH = "ballast_with";

  /// The database without them.
  public static final String WITHOUT = "ballast_without";

  private static final String WRITER = "ballast_writer";
  private static final String FILLER = "ballast_filler";

  private final Stage stage;
  private final String maintenance;
  private final List<MadeRow> rows = new ArrayList<>();
  private Map<Long, String> refused = Map.of();

  private Worlds(Stage stage, String maintenance) {
    this.stage = stage;
    this.maintenance = maintenance;
  }

  /// Makes them. Throws `tenants-not-made` where no table took a row of the victim.
  ///
  /// @param database the original, which nobody is connected to
  /// @param maintenance another database, from which databases are made
  public static Worlds make(
      Stage stage, String database, String maintenance, Surface surface, Tenancy tenancy) {
    Worlds worlds = new Worlds(stage, maintenance);
    worlds.dropDatabases();
    worlds.makeRoles();
    worlds.copy(database, WITH);
    worlds.fill(WITH, surface, tenancy, Optional.of(Tenant.ATTACKER));
    worlds.copy(WITH, WITHOUT);
    TenantRows.refresh(surface, stage, WITHOUT);
    worlds.fill(WITH, surface, tenancy, Optional.of(Tenant.VICTIM));
    TenantRows.refresh(surface, stage, WITH);
    if (worlds.rows.stream().noneMatch(row -> row.tenant().equals(Optional.of(Tenant.VICTIM)))) {
      throw Fault.of(SecureError.TENANTS_NOT_MADE, "no table took a row of a made-up tenant")
          .detail(String.join("; ", worlds.refused.values()));
    }
    try (Session writer = stage.as(WRITER, WITH)) {
      ForeignRows.install(writer, surface, tenancy, worlds.rows);
    }
    return worlds;
  }

  private void copy(String template, String name) {
    try (Session keeper = stage.keeper(maintenance)) {
      keeper.execute(
          "CREATE DATABASE %s TEMPLATE %s"
              .formatted(new Identifier(name), new Identifier(template)));
      keeper.execute("GRANT CREATE ON DATABASE %s TO %s".formatted(new Identifier(name), WRITER));
    }
  }

  private void makeRoles() {
    try (Session keeper = stage.keeper(maintenance)) {
      for (String role : List.of(WRITER, FILLER)) {
        boolean there =
            keeper.one(
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ?) AS there",
                row -> row.flag("there"),
                role);
        if (!there) {
          keeper.execute(
              "CREATE ROLE %s LOGIN BYPASSRLS IN ROLE pg_read_all_data, pg_write_all_data%s"
                  .formatted(
                      role,
                      stage
                          .password(role)
                          .map(password -> " PASSWORD " + new Literal(password.reveal()))
                          .orElse("")));
        }
      }
      // No trigger fires for it, and no foreign key is checked.
      keeper.execute("ALTER ROLE " + FILLER + " SET session_replication_role = replica");
    }
  }

  private void fill(String database, Surface surface, Tenancy tenancy, Optional<Tenant> tenant) {
    try (Session writer = stage.as(WRITER, database);
        Session filler = stage.as(FILLER, database)) {
      TenantRows filling = new TenantRows(surface, tenancy, writer, filler, rows);
      if (tenant.equals(Optional.of(Tenant.ATTACKER))) {
        filling.fillShared();
      }
      tenant.ifPresent(filling::fill);
      if (tenant.equals(Optional.of(Tenant.VICTIM))) {
        filling.fillNobodys();
        try (Session login = enter(surface.login(), database)) {
          filling.fillReferring(login);
        }
      }
      rows.addAll(filling.made());
      refused = filling.refused();
    }
  }

  /// Sets the sequences of both to the same values, so that what the attacker makes from now on has
  /// the same keys in both.
  public void alignSequences(Surface surface) {
    try (Session with = stage.as(WRITER, WITH);
        Session without = stage.as(WRITER, WITHOUT)) {
      surface.relations().stream()
          .filter(relation -> relation.kind() == RelationKind.SEQUENCE)
          .forEach(sequence -> align(sequence, with, without));
    }
  }

  private static void align(Relation sequence, Session with, Session without) {
    with.query(
            "SELECT last_value::text AS last, is_called::text AS called FROM " + sequence.name(),
            row -> List.of(row.text("last"), row.text("called")))
        .forEach(
            place ->
                without.text(
                    "SELECT pg_catalog.setval(%s, %s, %s)::text"
                        .formatted(
                            new Literal(sequence.name().toString()),
                            place.getFirst(),
                            place.getLast())));
  }

  /// A session of the attacked role in one of the two.
  public Session enter(Identifier login, String world) {
    return stage.as(login.name(), world);
  }

  /// All that were made, in their order.
  public List<MadeRow> rows() {
    return List.copyOf(rows);
  }

  /// Tables that took no row of the victim, with the last refusal.
  public Map<Long, String> refused() {
    return refused;
  }

  private void dropDatabases() {
    try (Session keeper = stage.keeper(maintenance)) {
      for (String name : List.of(WITH, WITHOUT)) {
        keeper.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      }
    }
  }

  /// Removes both.
  @Override
  public void close() {
    dropDatabases();
  }
}
