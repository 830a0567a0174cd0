package dev.ballast.protect.surroundings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a source has beside its data directory, as far as the role that takes the backup may read
/// it. Passwords of rules are not among it; of settings they may be, so that [Setting#display]
/// leaves them out.
///
/// @param settings what configuration files, the command line and the environment set
/// @param rules the lines of `pg_hba.conf`
/// @param maps the lines of `pg_ident.conf`; of 14 none, which has no view of it
/// @param locales of every database, templates and closed ones included
/// @param collations those that columns and indexes of the read databases name
/// @param unread what could not be read, and why
public record Surroundings(
    Files files,
    List<Setting> settings,
    List<Rule> rules,
    List<IdentityMap> maps,
    List<DatabaseLocale> locales,
    List<UsedCollation> collations,
    List<String> unread) {
  public Surroundings {
    requireNonNull(files, "files is null");
    settings = List.copyOf(settings);
    rules = List.copyOf(rules);
    maps = List.copyOf(maps);
    locales = List.copyOf(locales);
    collations = List.copyOf(collations);
    unread = List.copyOf(unread);
  }

  /// Where the cluster and its configuration are; empty where the role may not see it.
  public record Files(
      Optional<String> dataDirectory,
      Optional<String> config,
      Optional<String> hba,
      Optional<String> ident) {
    public Files {
      requireNonNull(dataDirectory, "dataDirectory is null");
      requireNonNull(config, "config is null");
      requireNonNull(hba, "hba is null");
      requireNonNull(ident, "ident is null");
    }
  }

  /// A parameter that somebody has set.
  ///
  /// @param value in the parameter's own unit, which a configuration file takes without naming it
  /// @param file the file that sets it; empty for the command line, or where it may not be seen
  public record Setting(String name, String value, Optional<String> file, long line) {
    private static final List<String> SECRET_WORDS =
        List.of("password", "passphrase", "secret", "token", "conninfo", "_key");

    public Setting {
      requireNonNull(name, "name is null");
      requireNonNull(value, "value is null");
      requireNonNull(file, "file is null");
    }

    /// Whether its value may hold a password or a key: a connection string, a command line.
    public boolean mayHoldSecret() {
      String lower = name.toLowerCase(Locale.ROOT);
      return lower.endsWith("_command") || SECRET_WORDS.stream().anyMatch(lower::contains);
    }

    /// For people, without what may be secret.
    public String display() {
      return name + " = " + (mayHoldSecret() && !value.isEmpty() ? "(not shown)" : value);
    }
  }

  /// A line of `pg_hba.conf`.
  ///
  /// @param options without the values of those that are passwords
  public record Rule(
      Optional<String> file,
      long line,
      String type,
      String databases,
      String users,
      Optional<String> address,
      Optional<String> netmask,
      String method,
      String options) {
    /// As the file would have it.
    public String display() {
      return String.join(
          " ",
          Stream.of(type, databases, users, address.orElse(""), netmask.orElse(""), method, options)
              .filter(word -> !word.isEmpty())
              .toList());
    }
  }

  /// A line of `pg_ident.conf`.
  public record IdentityMap(String map, String systemUser, String role) {
    /// As the file would have it.
    public String display() {
      return map + " " + systemUser + " " + role;
    }
  }

  /// How a database sorts and classifies text.
  ///
  /// @param provider `c` for the operating system, `i` for ICU, `b` for PostgreSQL itself
  /// @param locale of ICU or PostgreSQL; empty with the operating system's
  /// @param recorded the version of the collation that the catalog has; empty for none
  /// @param actual the version that the source's machine has; empty for none
  public record DatabaseLocale(
      String database,
      String provider,
      String collate,
      String ctype,
      String locale,
      String recorded,
      String actual) {}

  /// A collation that a column or an index names.
  ///
  /// @param provider as of [DatabaseLocale]
  /// @param recorded as of [DatabaseLocale]
  /// @param actual as of [DatabaseLocale]
  public record UsedCollation(
      String database,
      String name,
      String provider,
      String collate,
      String ctype,
      String recorded,
      String actual) {}

  /// The files of the configuration that are not in the data directory, and so in no backup.
  /// Includes are among them, and files of keys and certificates.
  public List<String> filesOutside() {
    TreeSet<String> found = new TreeSet<>();
    Stream.of(files.config(), files.hba(), files.ident())
        .flatMap(Optional::stream)
        .forEach(found::add);
    settings.stream().flatMap(s -> s.file().stream()).forEach(found::add);
    rules.stream().flatMap(r -> r.file().stream()).forEach(found::add);
    settings.stream()
        .filter(s -> s.name().startsWith("ssl_") && s.name().endsWith("_file"))
        .map(Setting::value)
        .filter(value -> value.startsWith("/"))
        .forEach(found::add);
    String inside = files.dataDirectory().map(d -> d + "/").orElse("/");
    found.removeIf(file -> files.dataDirectory().isPresent() && file.startsWith(inside));
    return List.copyOf(found);
  }

  /// Whether the file that the source was configured by is in its data directory.
  public boolean configuredInside() {
    return files.config().isPresent()
        && files.dataDirectory().isPresent()
        && files.config().get().startsWith(files.dataDirectory().get() + "/");
  }

  /// What is in no backup, and what could not be read; one line each, for people.
  public List<String> brief() {
    List<String> lines = new ArrayList<>();
    filesOutside().forEach(file -> lines.add("outside of the data directory: " + file));
    unread.forEach(u -> lines.add("not read: " + u));
    return lines;
  }

  /// Everything but locales; one line each, for people.
  public List<String> lines() {
    List<String> lines = new ArrayList<>(brief());
    settings.forEach(
        s ->
            lines.add(
                s.display() + s.file().map(f -> "  (" + f + ":" + s.line() + ")").orElse("")));
    rules.forEach(r -> lines.add("pg_hba.conf: " + r.display()));
    maps.forEach(m -> lines.add("pg_ident.conf: " + m.display()));
    return lines;
  }
}
