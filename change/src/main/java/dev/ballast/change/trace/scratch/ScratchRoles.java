package dev.ballast.change.trace.scratch;

import dev.ballast.postgres.Password;
import dev.ballast.postgres.ScramVerifier;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The roles of a scratch server and what they may do. For one thread at a time.
public final class ScratchRoles {
  /// `GRANT ... ON PARAMETER` came with it, and so did `pg_checkpoint`.
  static final int PARAMETERS_ARE_GRANTED = 15;

  /// Since then CREATEROLE reaches only roles that one administers.
  static final int ADMIN_OPTION_COUNTS = 16;

  private static final int LOGIN_TRIGGERS = 17;

  private static final int PASSWORD_BYTES = 32;

  /// Roles of the system that give no power over files, programs and other servers.
  /// `pg_database_owner` has its one member by itself.
  private static final List<String> HARMLESS =
      List.of(
          "pg_database_owner",
          "pg_monitor",
          "pg_read_all_settings",
          "pg_read_all_stats",
          "pg_stat_scan_tables",
          "pg_signal_backend",
          "pg_read_all_data",
          "pg_write_all_data",
          "pg_checkpoint",
          "pg_use_reserved_connections",
          "pg_maintain",
          "pg_signal_autovacuum_worker");

  private final Session root;
  private final Map<ScratchLogin, Secret> secrets = new EnumMap<>(ScratchLogin.class);

  /// @param verifier what the server has of the password
  private record Secret(Password password, String verifier) {}

  private ScratchRoles(Session root) {
    this.root = root;
    SecureRandom random = new SecureRandom();
    for (ScratchLogin login : ScratchLogin.values()) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      random.nextBytes(bytes);
      Password password =
          new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      secrets.put(login, new Secret(password, ScramVerifier.ofRandom(password)));
    }
  }

  /// Makes the roles of a new server.
  static ScratchRoles create(Session root) {
    ScratchRoles roles = new ScratchRoles(root);
    root.execute(
        SqlResource.load(ScratchRoles.class, "without_power", root.version()),
        HARMLESS.stream().collect(Collectors.joining(",", "{", "}")));
    root.execute("CREATE ROLE " + ScratchLogin.CREATORS + " NOLOGIN");
    for (ScratchLogin login : ScratchLogin.values()) {
      root.execute("CREATE ROLE " + login.role() + " NOLOGIN");
    }
    roles.renew();
    roles.grant();
    return roles;
  }

  Password password(ScratchLogin login) {
    return secret(login).password();
  }

  private Secret secret(ScratchLogin login) {
    Secret secret = secrets.get(login);
    if (secret == null) {
      throw new IllegalStateException("no password was made for " + login);
    }
    return secret;
  }

  /// Makes the roles again what they are, whatever a migration did to them: before 16 its
  /// CREATEROLE reaches all that are no superusers.
  public void renew() {
    for (ScratchLogin login : ScratchLogin.values()) {
      String powers =
          switch (login) {
            case OWNER -> "CREATEDB CREATEROLE BYPASSRLS";
            case PROBER -> "NOCREATEDB NOCREATEROLE BYPASSRLS";
            case OBSERVER -> "NOCREATEDB NOCREATEROLE NOBYPASSRLS";
          };
      root.execute(
          "ALTER ROLE "
              + login.role()
              + " NOSUPERUSER NOREPLICATION INHERIT LOGIN CONNECTION LIMIT -1 "
              + powers
              + " PASSWORD "
              + new Literal(secret(login).verifier()));
    }
    // Only a superuser can set these, and it can for another role.
    for (ScratchLogin login : List.of(ScratchLogin.PROBER, ScratchLogin.OBSERVER)) {
      root.execute("ALTER ROLE " + login.role() + " RESET ALL");
      // Only the reads of the migration are to be counted.
      root.execute("ALTER ROLE " + login.role() + " SET track_counts = off");
      if (major() >= LOGIN_TRIGGERS) {
        root.execute("ALTER ROLE " + login.role() + " SET event_triggers = off");
      }
    }
    // No trigger of the application may run for an attempt that changes nothing.
    root.execute(
        "ALTER ROLE " + ScratchLogin.PROBER.role() + " SET session_replication_role = replica");
  }

  private void grant() {
    String owner = ScratchLogin.OWNER.role();
    String prober = ScratchLogin.PROBER.role();
    root.execute("GRANT pg_read_all_data, pg_write_all_data, " + owner + " TO " + prober);
    root.execute("GRANT pg_read_all_stats TO " + ScratchLogin.OBSERVER.role());
    root.execute("GRANT " + ScratchLogin.CREATORS + " TO " + owner + " WITH ADMIN OPTION");
    if (major() >= PARAMETERS_ARE_GRANTED) {
      root.execute("GRANT pg_checkpoint TO " + owner);
      for (String privilege : List.of("SET", "ALTER SYSTEM")) {
        root.execute(
            "GRANT "
                + privilege
                + " ON PARAMETER "
                + String.join(", ", HarmlessParameters.known(root))
                + " TO "
                + owner);
      }
    }
    if (major() >= ADMIN_OPTION_COUNTS) {
      // A role that it makes is its own, as before 16 and for a superuser.
      root.execute("ALTER ROLE " + owner + " SET createrole_self_grant = 'set, inherit'");
      root.execute(
          "GRANT " + systemRoles() + " TO " + owner + " WITH ADMIN TRUE, INHERIT FALSE, SET TRUE");
      root.execute("GRANT pg_checkpoint TO " + owner + " WITH INHERIT TRUE");
    } else {
      root.execute("GRANT " + systemRoles() + " TO " + owner + " WITH ADMIN OPTION");
    }
  }

  /// Those that can have members. Those with power have none here.
  private String systemRoles() {
    return root
        .query(
            "SELECT rolname FROM pg_catalog.pg_roles"
                + " WHERE rolname LIKE 'pg\\_%' AND rolname <> 'pg_database_owner'",
            row -> row.text("rolname"))
        .stream()
        .collect(Collectors.joining(", "));
  }

  /// Makes a role that a schema names, where there is none, and gives it to the migrations.
  public void add(String name) {
    boolean known =
        root.first(
                "SELECT 1 AS found FROM pg_catalog.pg_roles WHERE rolname = ?",
                row -> row.number("found"),
                name)
            .isPresent();
    if (known) {
      return;
    }
    Identifier role = new Identifier(name);
    root.execute("CREATE ROLE " + role + " NOLOGIN");
    root.execute("GRANT " + role + " TO " + ScratchLogin.OWNER.role() + " WITH ADMIN OPTION");
    root.execute("GRANT " + role + " TO " + ScratchLogin.PROBER.role());
    root.execute("GRANT " + ScratchLogin.CREATORS + " TO " + role);
  }

  private int major() {
    return root.version().major();
  }
}
