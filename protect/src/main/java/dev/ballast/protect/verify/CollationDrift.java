package dev.ballast.protect.verify;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.protect.surroundings.Surroundings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The collations of one database of a copy of which this machine has another version than the
/// source had. It may sort text otherwise: an index that is right on the source then looks
/// disordered here, which says nothing of the backup.
///
/// Of the source counts the version of its library, which was read with the backup; without that,
/// the one that its catalog has. What PostgreSQL knows no version of is not compared.
final class CollationDrift {
  /// What the queries call the collation of the database itself; no other can have the name.
  private static final String BY_DEFAULT = "default";

  /// A collation, and where it drifted.
  ///
  /// @param provider `c` for the operating system, `i` for ICU, `b` for PostgreSQL itself
  /// @param remedy what has the catalog take this machine's version for the right one
  private record Collation(
      String name, String provider, String source, String here, String remedy) {
    Collation {
      requireNonNull(name, "name is null");
      requireNonNull(provider, "provider is null");
      requireNonNull(source, "source is null");
      requireNonNull(here, "here is null");
      requireNonNull(remedy, "remedy is null");
    }

    boolean drifted() {
      return !source.isEmpty() && !here.isEmpty() && !source.equals(here);
    }

    String why() {
      return "the copy's version (%s) of %s is not the source's (%s)"
          .formatted(
              here,
              name.equals(BY_DEFAULT) ? "the database's collation" : "collation " + name,
              source);
    }

    String remedies() {
      return "a proof on a machine with the source's %s decides it; a cluster that is restored for use on a machine like this one needs REINDEX of the indexes concerned%s"
          .formatted(
              provider.equals("i") ? "ICU library" : "C library",
              remedy.isEmpty() ? "" : ", then " + remedy);
    }
  }

  /// An index or a constraint, and a collation that it compares by.
  private record Used(long oid, long collation) {}

  private final Map<Long, Collation> byIndex = new LinkedHashMap<>();
  private final Map<Long, Collation> byConstraint = new LinkedHashMap<>();

  private CollationDrift() {}

  /// Compares the database of the session with what its source had.
  static CollationDrift of(Session keeper, Optional<Surroundings> source) {
    Map<Long, Collation> drifted = drifted(keeper, source);
    CollationDrift drift = new CollationDrift();
    if (drifted.isEmpty()) {
      return drift;
    }
    for (Used used : keeper.query(query("indexes", keeper), CollationDrift::used)) {
      Collation collation = drifted.get(used.collation());
      if (collation != null) {
        drift.byIndex.putIfAbsent(used.oid(), collation);
      }
    }
    for (Used used : keeper.query(query("constraints", keeper), CollationDrift::used)) {
      Collation collation = drifted.get(used.collation());
      if (collation != null) {
        drift.byConstraint.putIfAbsent(used.oid(), collation);
      }
    }
    return drift;
  }

  private static Used used(Row row) {
    return new Used(row.number("oid"), row.number("collation"));
  }

  private static Map<Long, Collation> drifted(Session keeper, Optional<Surroundings> source) {
    String database = keeper.settings().database();
    Map<String, String> known = new LinkedHashMap<>();
    source.ifPresent(
        surroundings -> {
          surroundings.locales().stream()
              .filter(locale -> locale.database().equals(database))
              .forEach(locale -> known.put(BY_DEFAULT, locale.actual()));
          surroundings.collations().stream()
              .filter(collation -> collation.database().equals(database))
              .forEach(collation -> known.put(collation.name(), collation.actual()));
        });
    Map<Long, Collation> drifted = new LinkedHashMap<>();
    keeper
        .query(
            query("versions", keeper),
            row ->
                Map.entry(
                    row.number("oid"),
                    new Collation(
                        row.text("name"),
                        row.text("provider"),
                        versionOf(known, row.text("name"), row.text("recorded")),
                        row.text("actual"),
                        row.text("remedy"))))
        .stream()
        .filter(entry -> entry.getValue().drifted())
        .forEach(entry -> drifted.put(entry.getKey(), entry.getValue()));
    return drifted;
  }

  private static String versionOf(Map<String, String> known, String name, String recorded) {
    String actual = known.getOrDefault(name, "");
    return actual.isEmpty() ? recorded : actual;
  }

  private static String query(String name, Session session) {
    return SqlResource.load(CollationDrift.class, name, session.version());
  }

  /// Why disorder in the index says nothing, where it does not.
  Optional<String> ofIndex(long oid) {
    return Optional.ofNullable(byIndex.get(oid)).map(CollationDrift::sentence);
  }

  /// Why a breach of the constraint says nothing, where it does not.
  Optional<String> ofConstraint(long oid) {
    return Optional.ofNullable(byConstraint.get(oid)).map(CollationDrift::sentence);
  }

  private static String sentence(Collation collation) {
    return "because " + collation.why();
  }

  /// Each drifted collation that indexes are sorted by, and what to do about it.
  List<String> ofIndexes() {
    return notes(byIndex.values(), "indexes sorted by it");
  }

  /// Each drifted collation that checks compare by, and what to do about it.
  List<String> ofConstraints() {
    return notes(byConstraint.values(), "checks that compare by it");
  }

  private static List<String> notes(Collection<Collation> used, String what) {
    return used.stream()
        .distinct()
        .map(
            collation ->
                "%s; %s: %d; %s"
                    .formatted(
                        collation.why(),
                        what,
                        used.stream().filter(collation::equals).count(),
                        collation.remedies()))
        .toList();
  }
}
