package dev.ballast.protect.verify.content;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Pins;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.QualifiedIdentifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// L6: every table's content digest on the copy equals the one taken on the source. Compared while
/// the copy stands, paused, at the reading's LSN. For one thread at a time; one instance compares
/// one reading, target by target.
public final class ContentCheck {
  /// How many differences the verdict itself names; the facts name all.
  private static final int NAMED = 5;

  private final SourceReading reading;
  private final Function<String, Session> copy;
  private final DigestSettings settings;
  private final Clock clock;

  private final List<String> differences = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private final List<String> facts = new ArrayList<>();
  private final Set<Lsn> compared = new HashSet<>();
  private Duration took = Duration.ZERO;
  private long tables;
  private long sampled;
  private long rows;
  private int databases;

  /// @param copy opens a session to a database of the copy; the check closes it
  public ContentCheck(
      SourceReading reading, Function<String, Session> copy, DigestSettings settings, Clock clock) {
    this.reading = reading;
    this.copy = copy;
    this.settings = settings;
    this.clock = clock;
  }

  /// Compares all databases that were read at `target`, where the copy must stand now.
  public void compareAt(Lsn target) {
    long started = clock.nanoTime();
    for (DatabaseReading database : reading.at(target)) {
      compare(database);
      databases++;
    }
    compared.add(target);
    took = took.plus(clock.since(started));
  }

  /// What all comparisons together conclude. A target the copy was never compared at leaves the
  /// level undecided.
  public LevelResult result() {
    List<String> open = new ArrayList<>(undecided);
    List<String> listed = new ArrayList<>(facts);
    reading.notCovered().forEach(n -> listed.add("not covered: " + n));
    for (DatabaseReading database : reading.databases()) {
      database.undecided().forEach(n -> open.add(in(database, n.toString())));
      database.notCovered().forEach(n -> listed.add("not covered: " + in(database, n.toString())));
      database
          .target()
          .filter(t -> !compared.contains(t))
          .ifPresent(t -> open.add(in(database, "the copy was not compared at " + t)));
    }
    differences.forEach(d -> listed.add(0, d));
    open.forEach(o -> listed.add("undecided: " + o));
    return new LevelResult(Level.L6, verdict(open), took, summary(), listed);
  }

  private Verdict verdict(List<String> open) {
    if (!differences.isEmpty()) {
      return Verdict.refuted(some(differences, "differences"));
    }
    if (!open.isEmpty()) {
      return Verdict.undecided(some(open, "objects not compared"));
    }
    return tables == 0 ? Verdict.undecided("nothing was compared") : Verdict.proved();
  }

  private static String some(List<String> all, String what) {
    String first = String.join("; ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? first : "%s; and more: %d %s".formatted(first, all.size(), what);
  }

  private String summary() {
    String whole =
        String.format(
            Locale.ROOT,
            "%,d tables with %,d rows in %d database%s compared at %s",
            tables,
            rows,
            databases,
            databases == 1 ? "" : "s",
            compared.stream().sorted().map(Lsn::toString).toList());
    return sampled == 0
        ? whole
        : whole
            + String.format(
                Locale.ROOT,
                "; %,d of them by sample: %s %% sure that fewer than %s %% of a table's blocks differ",
                sampled,
                percent(settings.confidence()),
                percent(settings.fraction()));
  }

  private static String percent(double part) {
    return java.math.BigDecimal.valueOf(part)
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
  }

  private Session pinned(String database) {
    Session session = copy.apply(database);
    session.pin(Pins.READING);
    return session;
  }

  private void compare(DatabaseReading database) {
    try (SessionCrew crew =
            SessionCrew.open(settings.sessions(), () -> pinned(database.database()));
        SharedSession now = new SharedSession(pinned(database.database()))) {
      RelationReader reader = new RelationReader(now);
      Map<QualifiedIdentifier, Relation> present = new HashMap<>();
      boolean shared = database.tables().stream().anyMatch(t -> t.table().equals("pg_database"));
      Relation.all(crew.first(), shared).forEach(r -> present.put(r.name(), r));
      List<TableDigest> expected = new ArrayList<>();
      for (TableDigest table : database.tables()) {
        if (present.containsKey(table.name())) {
          expected.add(table);
        } else {
          differences.add(in(database, table.name().display() + " is missing on the copy"));
        }
      }
      additional(database, present);
      List<OnCopy> found =
          crew.run(
              expected,
              (session, table) -> onCopy(reader, session, table, present.get(table.name())));
      for (int i = 0; i < expected.size(); i++) {
        switch (found.get(i)) {
          case OnCopy.Read(TableDigest digest) -> compare(database, expected.get(i), digest);
          case OnCopy.Unreadable(String why) ->
              differences.add(
                  in(database, expected.get(i).name().display() + " cannot be read: " + why));
          case OnCopy.Unread(String why) ->
              undecided.add(in(database, expected.get(i).name().display() + ": " + why));
        }
      }
      compareSequences(database, crew.first());
    }
  }

  /// A table as the copy has it.
  private sealed interface OnCopy {
    record Read(TableDigest digest) implements OnCopy {}

    record Unreadable(String why) implements OnCopy {}

    /// Nothing is known of it.
    record Unread(String why) implements OnCopy {}
  }

  /// A table that the source could read and the copy cannot is a difference, not a broken run.
  private static OnCopy onCopy(
      RelationReader reader, Session session, TableDigest table, Relation relation) {
    try {
      return switch (reader.read(session, relation, table.coverage())) {
        case RelationReader.Outcome.Read(TableDigest digest) -> new OnCopy.Read(digest);
        case RelationReader.Outcome.Refused(String why) -> new OnCopy.Unread(why);
      };
    } catch (Fault e) {
      if (e.code() != PostgresError.DATA_CORRUPTED && e.code() != PostgresError.SERVER_ERROR) {
        throw e;
      }
      return new OnCopy.Unreadable(e.getMessage());
    }
  }

  private void additional(DatabaseReading database, Map<QualifiedIdentifier, Relation> present) {
    Set<String> known = new HashSet<>();
    database.tables().forEach(t -> known.add(t.name().display()));
    database.notCovered().forEach(n -> known.add(n.object()));
    database.undecided().forEach(n -> known.add(n.object()));
    present.values().stream()
        .filter(r -> r.obstacle().isEmpty() && !known.contains(r.name().display()))
        .map(r -> in(database, r.name().display() + " is on the copy only"))
        .sorted()
        .forEach(differences::add);
  }

  private void compare(DatabaseReading database, TableDigest source, TableDigest found) {
    tables++;
    rows += found.rows();
    if (source.coverage() instanceof Coverage.Whole(String reason)) {
      facts.add(
          in(
              database,
              "%s was read whole instead of by sample: %s"
                  .formatted(source.name().display(), reason)));
    }
    sampled += source.coverage() instanceof Coverage.Sampled ? 1 : 0;
    if (!source.equals(found)) {
      String what =
          source.rows() == found.rows()
              ? "same number of rows (%,d), other content".formatted(source.rows())
              : "%,d rows on the source, %,d on the copy".formatted(source.rows(), found.rows());
      differences.add(in(database, source.name().display() + ": " + what));
    }
  }

  private void compareSequences(DatabaseReading database, Session session) {
    Map<QualifiedIdentifier, OptionalLong> onCopy = Sequences.positions(Sequences.read(session));
    for (SequencePosition source : database.sequences()) {
      String name = "sequence " + source.qualifiedName().display();
      OptionalLong position = onCopy.getOrDefault(source.qualifiedName(), OptionalLong.empty());
      if (source.movedBack()) {
        facts.add(in(database, name + " was set back while it was read; not compared"));
      } else if (source.isBehind(position)) {
        differences.add(
            in(
                database,
                "%s is at %s on the copy, behind %d on the source"
                    .formatted(
                        name,
                        position.isPresent() ? Long.toString(position.getAsLong()) : "its start",
                        source.before().orElseThrow())));
      }
    }
  }

  private static String in(DatabaseReading database, String what) {
    return database.database() + ": " + what;
  }
}
