package dev.ballast.protect.verify;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.UndecidedCause;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.page.PageChecksumReport;
import dev.ballast.postgres.page.PageFailure;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/// L4: heaps and indexes are built right, and an index returns what its table returns. On a
/// promoted copy that is confined: each relation is read by a session that logged in as its
/// owner, and only PostgreSQL's own by a superuser. The page checksums of the stopped copy join
/// in with [#join].
///
/// Every index is compared with its table. One that cannot be (an unknown access method, no
/// operator for its kind, the planner will not use it, no time left) leaves the level undecided and
/// is named.
public final class StructureCheck {
  /// How many indexes share the time for them.
  private static final String LOOKED_UP =
      """
      SELECT pg_catalog.count(*)
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_am a ON a.oid = c.relam
       WHERE c.relkind = 'i' AND i.indisvalid AND a.amname <> 'btree'
      """;

  private final ConfinedCopy copy;
  private final CheckSettings settings;
  private final CheckTally tally = new CheckTally();
  private final IndexBudget budget;
  private final DamageOrigins origins;
  private final Optional<Surroundings> surroundings;
  private long heaps;
  private long indexes;
  private long compared;

  private StructureCheck(
      ConfinedCopy copy,
      CheckSettings settings,
      DamageOrigins origins,
      Optional<Surroundings> surroundings,
      IndexBudget budget) {
    this.copy = copy;
    this.settings = settings;
    this.origins = origins;
    this.surroundings = surroundings;
    this.budget = budget;
  }

  private static IndexBudget budget(
      ConfinedCopy copy, CheckSettings settings, List<String> databases, Clock clock) {
    long lookedUp = 0;
    for (String database : databases) {
      lookedUp += lookedUp(copy, database);
    }
    return new IndexBudget(settings.indexBudget(), settings.sessions(), lookedUp, clock);
  }

  /// One that cannot be entered is named when its turn comes.
  private static long lookedUp(ConfinedCopy copy, String database) {
    try (Session keeper = copy.keeper(database)) {
      return keeper.number(LOOKED_UP);
    } catch (Fault fault) {
      if (!SourceReader.isOfOneDatabase(fault)) {
        throw fault;
      }
      return 0;
    }
  }

  /// Checks every database of the copy.
  public static LevelResult check(ConfinedCopy copy, CheckSettings settings, Clock clock) {
    return check(copy, settings, SourceInquiry.none(), Optional.empty(), clock);
  }

  /// Checks every database of the copy.
  ///
  /// @param source is asked about what is found damaged
  /// @param surroundings of the source, where they are known
  public static LevelResult check(
      ConfinedCopy copy,
      CheckSettings settings,
      SourceInquiry source,
      Optional<Surroundings> surroundings,
      Clock clock) {
    long started = clock.nanoTime();
    List<String> names = copy.databases();
    StructureCheck check =
        new StructureCheck(
            copy,
            settings,
            new DamageOrigins(source),
            surroundings,
            budget(copy, settings, names, clock));
    names.forEach(name -> check.tally.database(name, check::checkDatabase));
    String summary =
        String.format(
            Locale.ROOT,
            "%,d tables and %,d indexes in %d databases are built right by amcheck; %,d indexes bring every row of their tables",
            check.heaps,
            check.indexes,
            names.size(),
            check.compared);
    return check.origins.joined(check.tally.result(Level.L4, clock.since(started), summary));
  }

  private void checkDatabase(String database) {
    try (OwnerCrew crew = new OwnerCrew(copy, database, settings)) {
      CollationDrift drift = CollationDrift.of(crew.keeper(), surroundings);
      drift.ofIndexes().forEach(note -> tally.note(database + ": " + note));
      Optional<Amcheck> amcheck = Amcheck.in(crew.keeper(), drift);
      if (amcheck.isEmpty()) {
        tally.add(
            new CheckOutcome.Unfinished(
                database + ": the restoring server does not have the extension amcheck"));
      } else {
        heaps += run(crew, amcheck.get().heaps(crew.keeper()), amcheck.get()::check);
        indexes += run(crew, amcheck.get().indexes(crew.keeper()), amcheck.get()::check);
      }
      compared +=
          run(
              crew,
              ProbedIndex.all(crew.keeper()),
              (worker, table) -> new TableProbe(worker, table, settings, budget, drift).check());
      for (Amcheck.Target other : Amcheck.otherTables(crew.keeper())) {
        tally.add(
            new CheckOutcome.Unfinished(
                "%s: %s was not checked: its access method is not known"
                    .formatted(database, other.label())));
      }
      String query = SqlResource.load(StructureCheck.class, "invalid", crew.keeper().version());
      for (String invalid : crew.keeper().query(query, row -> row.text("name"))) {
        tally.add(
            new CheckOutcome.Remark(
                database + ": index " + invalid + " is marked invalid, on the source too"));
      }
      origins.explain(crew.keeper(), database, crew.suspects());
    }
  }

  /// Runs one kind of check and returns how many objects it found sound.
  private <T extends OwnerCrew.Task> long run(
      OwnerCrew crew, List<T> tasks, BiFunction<WorkerSessions, T, List<CheckOutcome>> work) {
    long before = tally.sound();
    for (CheckOutcome outcome : crew.run(tasks, work)) {
      tally.add(outcome.in(crew.database()));
    }
    return tally.sound() - before;
  }

  /// The level's result where the page checksums could not be read.
  public static LevelResult withoutPages(LevelResult structure, String why) {
    return new LevelResult(
        structure.level(),
        structure.verdict().and(Verdict.undecided("page checksums were not read: " + why)),
        structure.took(),
        "page checksums were not read; " + structure.summary(),
        structure.facts());
  }

  /// The level's result with the page checksums of the stopped copy.
  public static LevelResult join(LevelResult structure, PageChecksumReport pages) {
    List<String> facts = new ArrayList<>();
    pages.first().stream().map(PageFailure::toString).forEach(facts::add);
    Verdict verdict;
    String covered;
    if (!pages.checksumsOn()) {
      covered = "page checksums are off";
      verdict =
          Verdict.undecided(
              UndecidedCause.PAGE_CHECKSUMS_OFF,
              "the cluster keeps no page checksums; pg_checksums --enable turns them on");
    } else if (pages.failures() == 0) {
      covered = String.format(Locale.ROOT, "%,d pages have their checksum", pages.pages());
      verdict = Verdict.proved();
    } else {
      covered =
          String.format(Locale.ROOT, "%,d of %,d pages fail", pages.failures(), pages.pages());
      verdict = Verdict.refuted(covered + ", first " + pages.first().getFirst());
    }
    facts.addAll(structure.facts());
    return new LevelResult(
        structure.level(),
        structure.verdict().and(verdict),
        structure.took(),
        covered + "; " + structure.summary(),
        facts);
  }
}
