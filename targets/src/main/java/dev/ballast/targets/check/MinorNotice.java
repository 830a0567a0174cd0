package dev.ballast.targets.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The minor releases after which something that exists has to be rebuilt, as their release notes
/// say. The objects concerned are those that the notice's query returns.
///
/// A server older than the fix may still make the damage: a warning. A newer one keeps what was
/// made until it is rebuilt, and no catalog says when that was: an info, and only where few objects
/// are concerned, by their type or access method.
enum MinorNotice {
  /// The commit 18740523a "Rescind unsafe deduplication support" and its siblings of 2026-10-06.
  CHAR_DEDUPLICATION(
      Lasts.ALSO_IN_NEWER_MAJORS,
      "B-tree indexes on character(n) are marked as safe for deduplication and are not: an"
          + " index-only scan may return other trailing spaces than the table, and amcheck, which"
          + " L4 of a proof uses, refutes them",
      "14.25",
      "15.20",
      "16.16",
      "17.12",
      "18.7"),

  INTERVAL_DEDUPLICATION(
      Lasts.ALSO_IN_NEWER_MAJORS,
      "B-tree indexes on interval are marked as safe for deduplication and are not: an index-only"
          + " scan may return another interval than the table, and amcheck, which L4 of a proof"
          + " uses, refutes them",
      "14.10",
      "15.5",
      "16.1"),

  GIST_PAGE_SPLIT(
      Lasts.IN_ITS_MAJOR,
      "the build of a GiST index could lose track of a page that it split: searches may miss rows",
      "14.10",
      "15.5",
      "16.1"),

  BRIN_NULLS(
      Lasts.IN_ITS_MAJOR,
      "a BRIN index could forget that a range holds nulls: searches for nulls may miss rows",
      "14.9",
      "15.4"),

  BRIN_NUMERIC_MULTI(
      Lasts.IN_ITS_MAJOR,
      "BRIN indexes with numeric_minmax_multi_ops were built by wrong distances between numbers",
      "14.19",
      "15.14",
      "16.10",
      "17.6"),

  LTREE_SIGNATURE(
      Lasts.IN_ITS_MAJOR,
      "GiST indexes on ltree were made with another signature length than they are read with",
      "14.3"),

  CONCURRENT_BUILD(
      Lasts.NO_LONGER,
      "CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY may miss rows that are updated meanwhile;"
          + " amcheck finds them in B-trees (L4 of a proof)",
      "14.4"),

  TOAST_REBUILD(
      Lasts.NO_LONGER,
      "REINDEX CONCURRENTLY of a TOAST table or its index tends to damage that index",
      "14.2"),

  HOT_CHAINS(
      Lasts.NO_LONGER,
      "VACUUM may leave an index entry that leads to another row which later took its place",
      "14.2");

  /// How long a notice matters.
  enum Lasts {
    /// Until the server is updated; a proof's L4 finds what it left behind.
    NO_LONGER,
    /// Until what an older minor of this major made is rebuilt.
    IN_ITS_MAJOR,
    /// The same, and pg_upgrade carries it into newer majors.
    ALSO_IN_NEWER_MAJORS
  }

  /// The check that reports them all.
  static final String CHECK = "minor-notices";

  private static final int NAMED = 3;

  /// An object, and the statement that rebuilds it.
  record Concerned(String name, String remedy) {
    Concerned {
      requireNonNull(name, "name is null");
      requireNonNull(remedy, "remedy is null");
    }
  }

  private final Lasts lasts;
  private final String what;
  private final List<ServerVersion> fixes;

  /// @param what what is wrong, as a clause
  /// @param fixes the first minor without it, for each major that had it
  MinorNotice(Lasts lasts, String what, String... fixes) {
    this.lasts = lasts;
    this.what = what;
    this.fixes = Arrays.stream(fixes).map(ServerVersion::parse).toList();
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The name of its query; one is shared by the notices about keys of some type.
  String query() {
    return keyType().isPresent() ? "deduplication" : id();
  }

  /// The type that the query asks for.
  private Optional<String> keyType() {
    return switch (this) {
      case CHAR_DEDUPLICATION -> Optional.of("pg_catalog.bpchar");
      case INTERVAL_DEDUPLICATION -> Optional.of("pg_catalog.interval");
      default -> Optional.empty();
    };
  }

  /// What is wrong, as a clause.
  String what() {
    return what;
  }

  List<ServerVersion> fixes() {
    return fixes;
  }

  Lasts lasts() {
    return lasts;
  }

  /// The release whose notes say it to the users of this server, where they do: of its major, or
  /// the newest of an older one.
  Optional<ServerVersion> release(ServerVersion server) {
    Optional<ServerVersion> own =
        fixes.stream().filter(fix -> fix.major() == server.major()).findFirst();
    boolean carried =
        lasts == Lasts.ALSO_IN_NEWER_MAJORS && fixes.getLast().major() < server.major();
    return own.or(() -> carried ? Optional.of(fixes.getLast()) : Optional.empty());
  }

  /// Whether a server still lacks the fix.
  boolean isDue(ServerVersion server) {
    return release(server).filter(fix -> server.compareTo(fix) < 0).isPresent();
  }

  /// Whether objects of such a server are looked for.
  boolean matters(ServerVersion server) {
    return isDue(server) || (lasts != Lasts.NO_LONGER && release(server).isPresent());
  }

  /// What is concerned in the database of the session.
  Optional<Finding> ask(Session session) {
    ServerVersion server = session.version();
    if (!matters(server)) {
      return Optional.empty();
    }
    List<Concerned> concerned = concerned(session);
    return concerned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            finding(server, session.text("SELECT pg_catalog.current_database()"), concerned));
  }

  List<Concerned> concerned(Session session) {
    return session.query(
        SqlResource.load(MinorNotice.class, query(), session.version()),
        row -> new Concerned(row.text("name"), row.text("remedy")),
        keyType().stream().toArray());
  }

  private Finding finding(ServerVersion server, String database, List<Concerned> concerned) {
    ServerVersion fix = release(server).orElseThrow();
    String named = String.join(", ", concerned.stream().limit(NAMED).map(Concerned::name).toList());
    return new Finding(
        CHECK,
        isDue(server) ? Severity.WARNING : Severity.INFO,
        database,
        "%s: %s; %d here: %s%s. Fixed in %s, see https://www.postgresql.org/docs/release/%s/"
            .formatted(
                id(),
                what,
                concerned.size(),
                named,
                concerned.size() > NAMED ? ", ..." : "",
                fix,
                fix),
        Optional.of(remedy(server, fix, concerned)));
  }

  private String remedy(ServerVersion server, ServerVersion fix, List<Concerned> concerned) {
    String first =
        isDue(server)
            ? "-- Update the server to %s or newer, and then, in this database:".formatted(fix)
            : "-- In this database, what was built before %s and not rebuilt since:".formatted(fix);
    return first + "\n" + String.join("\n", concerned.stream().map(Concerned::remedy).toList());
  }
}
