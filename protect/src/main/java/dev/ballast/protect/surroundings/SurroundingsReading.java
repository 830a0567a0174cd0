package dev.ballast.protect.surroundings;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.RowMapper;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the [Surroundings] of a server: once what is the whole cluster's, then each database. What
/// the role may not read is named and ends nothing. One use; for one thread.
public final class SurroundingsReading {
  private static final int HAS_IDENT_VIEW = 15;

  /// What makes one question go unanswered and leaves the session be.
  private static final Set<PostgresError> OF_ONE_QUESTION =
      Set.of(
          PostgresError.PRIVILEGE_MISSING,
          PostgresError.SERVER_ERROR,
          PostgresError.STATEMENT_TIMEOUT,
          PostgresError.LOCK_TIMEOUT);

  private final List<Surroundings.Setting> settings = new ArrayList<>();
  private final List<Surroundings.Rule> rules = new ArrayList<>();
  private final List<Surroundings.IdentityMap> maps = new ArrayList<>();
  private final List<Surroundings.DatabaseLocale> locales = new ArrayList<>();
  private final List<Surroundings.UsedCollation> collations = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private Surroundings.Files files =
      new Surroundings.Files(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// What a role may do about one view, and what is behind it.
  private record Privileges(boolean settings, boolean files, boolean hba, boolean ident) {}

  /// Reads what is the same in every database.
  public void cluster(Session session) {
    Privileges may =
        session.one(
            query("privileges", session.version()),
            row ->
                new Privileges(
                    row.flag("settings"), row.flag("files"), row.flag("hba"), row.flag("ident")));
    if (may.settings()) {
      files =
          session.one(
              query("places", session.version()),
              row ->
                  new Surroundings.Files(
                      row.textOrEmpty("data_directory"),
                      row.textOrEmpty("config_file"),
                      row.textOrEmpty("hba_file"),
                      row.textOrEmpty("ident_file")));
    } else {
      unread.add("places and files of the configuration: the role lacks pg_monitor");
    }
    read(session, "settings", settings, SurroundingsReading::setting);
    readPinned(session, may.files());
    if (may.hba()) {
      read(session, "rules", rules, SurroundingsReading::rule);
    } else {
      unread.add("pg_hba.conf: " + needs("pg_hba_file_rules"));
    }
    if (session.version().major() >= HAS_IDENT_VIEW) {
      if (may.ident()) {
        read(session, "maps", maps, SurroundingsReading::map);
      } else {
        unread.add("pg_ident.conf: " + needs("pg_ident_file_mappings"));
      }
    } else {
      unread.add("pg_ident.conf: PostgreSQL 14 has no view of it");
    }
    read(session, "locales", locales, SurroundingsReading::locale);
  }

  private static String needs(String function) {
    return "GRANT EXECUTE ON FUNCTION pg_catalog." + function + "() is missing";
  }

  /// The session itself holds some parameters at values of its own; of these only the files know
  /// what is configured.
  private void readPinned(Session session, boolean mayReadFiles) {
    if (mayReadFiles) {
      read(session, "pinned", settings, SurroundingsReading::setting);
    } else {
      unread.add(
          "parameters of sessions, such as DateStyle, search_path and timeouts: "
              + needs("pg_show_all_file_settings"));
    }
  }

  /// Reads what is of the session's database.
  public void database(Session session) {
    read(session, "collations", collations, SurroundingsReading::collation);
  }

  /// Names a database that admits no session.
  public void refused(String database, String why) {
    unread.add("database " + database + ": " + why);
  }

  public Surroundings result() {
    return new Surroundings(files, settings, rules, maps, locales, collations, unread);
  }

  private <T> void read(Session session, String name, List<T> into, RowMapper<T> mapper) {
    try {
      into.addAll(session.query(query(name, session.version()), mapper));
    } catch (Fault fault) {
      if (!(fault.code() instanceof PostgresError code) || !OF_ONE_QUESTION.contains(code)) {
        throw fault;
      }
      unread.add(name + ": " + fault.getMessage());
    }
  }

  private static String query(String name, ServerVersion version) {
    return SqlResource.load(SurroundingsReading.class, name, version);
  }

  private static Surroundings.Setting setting(Row row) {
    return new Surroundings.Setting(
        row.text("name"),
        row.text("value"),
        row.textOrEmpty("file"),
        row.numberOrEmpty("line").orElse(0));
  }

  private static Surroundings.Rule rule(Row row) {
    return new Surroundings.Rule(
        row.textOrEmpty("file"),
        row.number("line"),
        row.text("type"),
        row.text("databases"),
        row.text("users"),
        row.textOrEmpty("address"),
        row.textOrEmpty("netmask"),
        row.text("method"),
        row.text("options"));
  }

  private static Surroundings.IdentityMap map(Row row) {
    return new Surroundings.IdentityMap(row.text("map"), row.text("system_user"), row.text("role"));
  }

  private static Surroundings.DatabaseLocale locale(Row row) {
    return new Surroundings.DatabaseLocale(
        row.text("database"),
        row.text("provider"),
        row.text("collate"),
        row.text("ctype"),
        row.text("locale"),
        row.text("recorded"),
        row.text("actual"));
  }

  private static Surroundings.UsedCollation collation(Row row) {
    return new Surroundings.UsedCollation(
        row.text("database"),
        row.text("name"),
        row.text("provider"),
        row.text("collate"),
        row.text("ctype"),
        row.text("recorded"),
        row.text("actual"));
  }
}
