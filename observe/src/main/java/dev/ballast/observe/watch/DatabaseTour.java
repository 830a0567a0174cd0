package dev.ballast.observe.watch;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.targets.config.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks each database of a server by itself, one after the other, with one session beside that of
/// the watch. A database that cannot be read is missing from its families, and no other.
final class DatabaseTour {
  private final Target target;
  private final SessionOptions options;
  private final List<Family<?>> families;
  private final Consumer<String> asking;
  private final Map<Family<?>, List<Figures>> found = new HashMap<>();
  private final Map<Family<?>, Fault> missing = new HashMap<>();

  /// @param asking takes what is requested next
  DatabaseTour(
      Target target, SessionOptions options, List<Family<?>> families, Consumer<String> asking) {
    this.target = target;
    this.options = options;
    this.families = List.copyOf(families);
    this.asking = asking;
    families.forEach(family -> found.put(family, new ArrayList<>()));
  }

  /// Takes what was found of a family.
  @FunctionalInterface
  interface Finding {
    void of(Family<?> family, List<Figures> figures, Optional<Fault> incomplete);
  }

  void run(Session session, ServerFacts server, Finding finding) {
    List<String> databases =
        session.query(
            SqlResource.load(DatabaseTour.class, "databases", session.version()),
            row -> row.text("name"));
    for (String database : databases) {
      if (database.equals(session.settings().database())) {
        families.forEach(family -> read(session, server, family, database));
      } else {
        visit(server, database);
      }
    }
    families.forEach(
        family -> finding.of(family, found.get(family), Optional.ofNullable(missing.get(family))));
  }

  private void visit(ServerFacts server, String database) {
    asking.accept("a session in database " + database);
    try (Session there = Session.open(target.connection().withDatabase(database), options)) {
      families.forEach(family -> read(there, server, family, database));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      families.forEach(family -> missing.putIfAbsent(family, fault));
    }
  }

  private void read(Session session, ServerFacts server, Family<?> family, String database) {
    asking.accept(family.name() + " in database " + database);
    try {
      Label label = new Label("database", database);
      family.read(session, server).forEach(f -> found.get(family).add(f.with(label)));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      missing.putIfAbsent(family, fault);
    }
  }
}
