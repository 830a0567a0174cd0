package dev.ballast.protect.confine;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// A promoted copy whose roles have no power left. Safe for any number of threads.
///
/// Planning a query is enough to run code of the tables in it: the planner evaluates index
/// expressions, index predicates and expressions of extended statistics. So a superuser's session
/// reads nothing but PostgreSQL's own catalogues here. Whatever touches a user's relation is run by
/// a session that logged in as its owner, after the owner lost every attribute, membership and
/// restricted function that reaches beyond its data.
///
/// Only for copies that are thrown away: it writes to the catalogues.
public final class ConfinedCopy {
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(12);

  private final ConnectionSettings address;
  private final int major;
  private final Roles roles;
  private final Optional<Runnable> restart;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private volatile int restarts;

  /// The roles that a copy gets from Ballast, with names and passwords nobody in it knows.
  ///
  /// @param keeper the only superuser that is left
  /// @param reader may read every table and do nothing else
  /// @param heir owns what belonged to a predefined role, which cannot be stripped
  /// @param superusers every role that was one before
  record Roles(
      String suffix,
      String keeper,
      Password keepersPassword,
      String reader,
      String heir,
      Password password,
      Set<String> superusers) {
    static Roles named(Set<String> superusers) {
      return of(
          new Keys(random(6), new Password(random(24)), new Password(random(24)), superusers));
    }

    static Roles of(Keys keys) {
      return new Roles(
          keys.suffix(),
          "ballast_keeper_" + keys.suffix(),
          keys.keepersPassword(),
          "ballast_reader_" + keys.suffix(),
          "ballast_heir_" + keys.suffix(),
          keys.password(),
          keys.superusers());
    }

    private static String random(int bytes) {
      byte[] drawn = new byte[bytes];
      new SecureRandom().nextBytes(drawn);
      return HexFormat.of().formatHex(drawn);
    }
  }

  /// What opens a confined copy again. It is as secret as the copy.
  ///
  /// @param suffix what the names of Ballast's own roles end with
  /// @param keepersPassword of the only superuser
  /// @param password of every other role
  /// @param superusers every role that was one before
  public record Keys(
      String suffix, Password keepersPassword, Password password, Set<String> superusers) {
    public Keys {
      superusers = Set.copyOf(superusers);
    }
  }

  private ConfinedCopy(
      ConnectionSettings address, int major, Roles roles, Optional<Runnable> restart) {
    this.address = address;
    this.major = major;
    this.roles = roles;
    this.restart = restart;
  }

  /// The same, whose server can be ended and started again where it does not react any more.
  ///
  /// @param how ends it at once and starts it at the same address
  public ConfinedCopy restartedBy(Runnable how) {
    return new ConfinedCopy(address, major, roles, Optional.of(how));
  }

  /// How often the server was started again. Sessions opened before do not live any more.
  public int restarts() {
    return restarts;
  }

  /// Ends the server at once and starts it again; only the first of those who have seen the same
  /// number of restarts does it. Returns whether that can be done here.
  public boolean restart(int seen) {
    if (restart.isEmpty()) {
      return false;
    }
    gate.writeLock().lock();
    try {
      if (restarts == seen) {
        restarts = seen + 1;
        restart.get().run();
      }
      return true;
    } finally {
      gate.writeLock().unlock();
    }
  }

  private Session whenRunning(Supplier<Session> opener) {
    gate.readLock().lock();
    try {
      return opener.get();
    } finally {
      gate.readLock().unlock();
    }
  }

  /// Takes the power from every role of a copy, before anything else is asked of it.
  ///
  /// @param superuser how to reach the copy as a superuser, in a database of it
  public static ConfinedCopy confine(ConnectionSettings superuser, int major) {
    try (Session session = CopySessions.superuser(superuser, major, LONGEST_STATEMENT)) {
      Roles roles =
          Roles.named(
              new TreeSet<>(
                  session.query(
                      "SELECT rolname FROM pg_catalog.pg_authid WHERE rolsuper",
                      row -> row.text("rolname"))));
      session.execute(
          "CREATE ROLE %s SUPERUSER LOGIN PASSWORD %s"
              .formatted(
                  new Identifier(roles.keeper()), new Literal(roles.keepersPassword().reveal())));
      ConfinedCopy copy = new ConfinedCopy(superuser, major, roles, Optional.empty());
      copy.strip();
      return copy;
    }
  }

  /// A copy that was confined before, which may have been stopped and started since.
  public static ConfinedCopy reopened(ConnectionSettings address, int major, Keys keys) {
    return new ConfinedCopy(address, major, Roles.of(keys), Optional.empty());
  }

  public Keys keys() {
    return new Keys(roles.suffix(), roles.keepersPassword(), roles.password(), roles.superusers());
  }

  private void strip() {
    try (Session session = keeper(address.database())) {
      Stripping stripping = new Stripping(session, roles);
      stripping.cluster();
    }
    for (String database : databases()) {
      try (Session session = keeper(database)) {
        new Stripping(session, roles).database();
      } catch (Fault fault) {
        // Its name is not valid in UTF8, so that no session can be opened: no code of it runs.
        if (fault.code() != PostgresError.DATABASE_MISSING) {
          throw fault;
        }
      }
    }
  }

  /// Takes what reaches beyond its data from a database again, whose objects were made since.
  public void stripAgain(String database) {
    try (Session session = keeper(database)) {
      new Stripping(session, roles).database();
    }
  }

  /// The databases that can be entered. One whose DROP was cut off has a limit of -2 and cannot.
  public List<String> databases() {
    try (Session session = keeper(address.database())) {
      return session.query(
          """
          SELECT datname FROM pg_catalog.pg_database
           WHERE datallowconn AND datconnlimit <> -2 ORDER BY datname
          """,
          row -> row.text("datname"));
    }
  }

  /// The superuser that Ballast has made. No statement of such a session may name a relation that
  /// is not PostgreSQL's own.
  public Session keeper(String database) {
    return whenRunning(
        () ->
            CopySessions.superuser(
                address
                    .withDatabase(database)
                    .withUser(roles.keeper(), Optional.of(roles.keepersPassword())),
                major,
                LONGEST_STATEMENT));
  }

  /// Whether this role's relations are PostgreSQL's own, so that the keeper reads them.
  public boolean isKeeper(String role) {
    return role.equals(roles.keeper());
  }

  /// A session that logged in as this role and can become nothing more.
  public Session as(String role, String database, Duration statementTimeout) {
    return isKeeper(role)
        ? keeper(database)
        : whenRunning(
            () ->
                CopySessions.powerless(
                    address.withDatabase(database).withUser(role, Optional.of(roles.password())),
                    statementTimeout));
  }

  /// How Ballast's own superuser logs in, as a standby of the copy does.
  public ConnectionSettings keepersLogin() {
    return login(roles.keeper(), address.database());
  }

  /// How this role logs in, for sessions with other bounds than those of [#as].
  public ConnectionSettings login(String role, String database) {
    return address
        .withDatabase(database)
        .withUser(role, Optional.of(isKeeper(role) ? roles.keepersPassword() : roles.password()));
  }

  /// A session of a role that may read every table, for what the operator asks.
  public Session reader(String database, Duration statementTimeout) {
    return as(roles.reader(), database, statementTimeout);
  }

  /// Makes a role that reads the relations of two owners; what it may read is granted to it.
  ///
  /// @param number distinguishes it from others
  public String link(Session keeper, int number) {
    String role = "ballast_link_%d_%s".formatted(number, roles.suffix());
    boolean there =
        keeper.one(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_authid WHERE rolname = ?) AS there",
            row -> row.flag("there"),
            role);
    if (!there) {
      keeper.execute(
          "CREATE ROLE %s LOGIN BYPASSRLS PASSWORD %s"
              .formatted(new Identifier(role), new Literal(roles.password().reveal())));
    }
    return role;
  }
}
