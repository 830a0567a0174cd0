package dev.ballast.protect.verify;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.sql.QualifiedIdentifier;
import dev.ballast.targets.config.Invariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// L5: what the database and its owner declare about the data holds when every row is read again.
/// On a promoted copy that is confined, in read-only transactions, from the tables themselves:
/// index scans are off, since an index that misses a row would miss its violation too.
///
/// A rule of a table is read by a session that logged in as the table's owner; a foreign key
/// between the tables of two owners by a role that may read its columns and nothing else; a
/// declared invariant by a role that may read every table.
///
/// What the source itself does not claim (NOT VALID, NOT ENFORCED) is counted and listed, and
/// refutes nothing.
public final class ConstraintCheck {
  private static final int NAMED = 3;

  /// Set again for each transaction: code of the database may have changed them for the session.
  private static final String FROM_TABLES =
      """
      SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off;
      SET LOCAL enable_bitmapscan = off; SET LOCAL constraint_exclusion = off;
      SET LOCAL work_mem = '64MB';
      """;

  /// A rule and the query whose every row, in column `line`, breaks it.
  private record Rule(String role, String label, String violations, boolean claimed)
      implements OwnerCrew.Task {}

  /// The rules that one scan of a table decides, as long as none is broken.
  private record TableRules(
      String role, QualifiedIdentifier table, List<RowRule> rules, CollationDrift drift)
      implements OwnerCrew.Task {
    @Override
    public String label() {
      return "rules of " + table.display();
    }
  }

  /// A key that is decided by rebuilding its index, where that is needed.
  private record FreshRule(Rule rule, FreshKey key, Predicate<Session> needed)
      implements OwnerCrew.Task {
    @Override
    public String role() {
      return rule.role();
    }

    @Override
    public String label() {
      return rule.label();
    }
  }

  /// One breach, and how many there are.
  private record Breach(String line, long total) {}

  private final ConfinedCopy copy;
  private final CheckSettings settings;
  private final Optional<Surroundings> surroundings;
  private final CheckTally tally = new CheckTally();
  private long foreignKeys;
  private long uniqueKeys;
  private long others;

  private ConstraintCheck(
      ConfinedCopy copy, CheckSettings settings, Optional<Surroundings> surroundings) {
    this.surroundings = surroundings;
    this.copy = copy;
    this.settings = settings;
  }

  /// Checks every database of the copy, then the declared invariants.
  ///
  /// @param surroundings of the source, where they are known
  public static LevelResult check(
      List<Invariant> invariants,
      ConfinedCopy copy,
      CheckSettings settings,
      Optional<Surroundings> surroundings,
      Clock clock) {
    long started = clock.nanoTime();
    ConstraintCheck check = new ConstraintCheck(copy, settings, surroundings);
    List<String> names = copy.databases();
    names.forEach(name -> check.tally.database(name, check::checkDatabase));
    long before = check.tally.sound();
    invariants.forEach(check::checkInvariant);
    String summary =
        String.format(
            Locale.ROOT,
            "%,d foreign keys, %,d unique keys, %,d other constraints and %,d of %,d invariants hold in %d databases",
            check.foreignKeys,
            check.uniqueKeys,
            check.others,
            check.tally.sound() - before,
            invariants.size(),
            names.size());
    return check.tally.result(Level.L5, clock.since(started), summary);
  }

  private void checkDatabase(String database) {
    try (OwnerCrew crew = new OwnerCrew(copy, database, settings)) {
      Session keeper = crew.keeper();
      List<Rule> foreign = foreignRules(keeper);
      List<FreshRule> unique = UniqueKey.all(keeper).stream().map(ConstraintCheck::rule).toList();
      List<FreshRule> exclusion =
          ExclusionRule.all(keeper).stream().map(ConstraintCheck::rule).toList();
      CollationDrift drift = CollationDrift.of(keeper, surroundings);
      drift.ofConstraints().forEach(note -> tally.note(database + ": " + note));
      List<TableRules> rows = byTable(RowRule.all(keeper), drift);
      foreignKeys += gather(database, crew.run(foreign, ConstraintCheck::check));
      uniqueKeys += gather(database, crew.run(unique, ConstraintCheck::check));
      others += gather(database, crew.run(exclusion, ConstraintCheck::check));
      others += gather(database, crew.run(rows, ConstraintCheck::check));
    }
  }

  private List<Rule> foreignRules(Session keeper) {
    LinkRoles links = new LinkRoles(copy, keeper);
    List<Rule> rules = new ArrayList<>();
    for (ForeignKey key : ForeignKey.all(keeper)) {
      rules.add(
          new Rule(
              links.reading(key),
              key.display(),
              key.violations(),
              key.validated() && key.enforced()));
    }
    return rules;
  }

  private static FreshRule rule(UniqueKey key) {
    return new FreshRule(
        new Rule(key.owner(), key.display(), key.violations(), true),
        key.fresh(),
        session -> !key.usual());
  }

  private static FreshRule rule(ExclusionRule rule) {
    return new FreshRule(
        new Rule(rule.owner(), rule.display(), rule.violations(), true),
        rule.fresh(),
        rule::isLarge);
  }

  private static List<TableRules> byTable(List<RowRule> rules, CollationDrift drift) {
    Map<QualifiedIdentifier, List<RowRule>> byTable = new LinkedHashMap<>();
    rules.forEach(r -> byTable.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r));
    return byTable.entrySet().stream()
        .map(
            e ->
                new TableRules(
                    e.getValue().getFirst().owner(), e.getKey(), List.copyOf(e.getValue()), drift))
        .toList();
  }

  private long gather(String database, List<CheckOutcome> outcomes) {
    long before = tally.sound();
    outcomes.forEach(outcome -> tally.add(outcome.in(database)));
    return tally.sound() - before;
  }

  private static List<CheckOutcome> check(WorkerSessions worker, Rule rule) {
    CheckOutcome outcome = worker.as(rule.role(), FROM_TABLES, session -> check(session, rule));
    return List.of(outcome);
  }

  private static List<CheckOutcome> check(WorkerSessions worker, FreshRule fresh) {
    if (!worker.as(fresh.role(), FROM_TABLES, fresh.needed()::test)) {
      return check(worker, fresh.rule());
    }
    Optional<String> breach = worker.writing(fresh.role(), FROM_TABLES, fresh.key()::breach);
    return List.of(
        breach
            .<CheckOutcome>map(b -> new CheckOutcome.Broken(fresh.label() + ": " + b))
            .orElseGet(CheckOutcome.Sound::new));
  }

  private static CheckOutcome check(Session session, Rule rule) {
    List<Breach> breaches =
        session.query(
            "SELECT v.line, pg_catalog.count(*) OVER () AS total FROM (%s) AS v ORDER BY 1 LIMIT %d"
                .formatted(rule.violations(), NAMED),
            row -> new Breach(row.text("line"), row.number("total")));
    if (breaches.isEmpty()) {
      return rule.claimed()
          ? new CheckOutcome.Sound()
          : new CheckOutcome.Remark(rule.label() + " is not validated; no row breaks it");
    }
    String found =
        String.format(
            Locale.ROOT,
            "%,d breaches, first %s",
            breaches.getFirst().total(),
            breaches.stream().map(Breach::line).collect(Collectors.joining(", ")));
    return rule.claimed()
        ? new CheckOutcome.Broken(rule.label() + ": " + found)
        : new CheckOutcome.Remark(rule.label() + " is not validated: " + found);
  }

  /// One scan for all rules of a table; only where it stops somewhere, each rule is asked alone.
  private static List<CheckOutcome> check(WorkerSessions worker, TableRules table) {
    List<RowRule> claimed = table.rules().stream().filter(RowRule::claimed).toList();
    if (claimed.size() == table.rules().size()
        && worker.as(table.role(), FROM_TABLES, session -> holdTogether(session, table))) {
      return claimed.stream().<CheckOutcome>map(r -> new CheckOutcome.Sound()).toList();
    }
    List<CheckOutcome> outcomes = new ArrayList<>();
    for (RowRule rule : table.rules()) {
      Rule alone = new Rule(rule.owner(), rule.display(), rule.violations(), rule.claimed());
      Optional<String> drift = table.drift().ofConstraint(rule.constraint());
      for (CheckOutcome outcome : OwnerCrew.attempt(worker, alone, ConstraintCheck::check)) {
        outcomes.add(
            outcome instanceof CheckOutcome.Broken(String what) && drift.isPresent()
                ? new CheckOutcome.Unfinished(what + "; not decided, " + drift.get())
                : outcome);
      }
    }
    return outcomes;
  }

  private static boolean holdTogether(Session session, TableRules table) {
    String broken =
        table.rules().stream().map(r -> "(" + r.broken() + ")").collect(Collectors.joining(" OR "));
    try {
      return session
          .query(
              "SELECT 1 FROM ONLY %s WHERE %s LIMIT 1".formatted(table.table(), broken),
              row -> row.text(1))
          .isEmpty();
    } catch (Fault fault) {
      if (fault.code() instanceof PostgresError) {
        return false;
      }
      throw fault;
    }
  }

  /// With the database's own settings: its owner wrote it for them.
  private void checkInvariant(Invariant invariant) {
    String sql = invariant.sql().strip().replaceFirst(";\\s*$", "");
    String label = "invariant " + invariant.name();
    Watchdog watchdog = new Watchdog(copy, invariant.database(), settings.reaction());
    try (Session session = copy.reader(invariant.database(), settings.statementTimeout());
        Watchdog.Watch _ = watchdog.over(session, settings.statementTimeout())) {
      Rule rule =
          new Rule(
              session.settings().user(),
              label,
              "SELECT pg_catalog.textin(pg_catalog.record_out(i.*)) AS line FROM (%s\n) AS i"
                  .formatted(sql),
              true);
      session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
      tally.add(check(session, rule).in(invariant.database()));
    } catch (Fault fault) {
      if (!(fault.code() instanceof PostgresError)) {
        throw fault;
      }
      CheckOutcome outcome = OwnerCrew.outcome(label, fault);
      tally.add(
          fault.code() == PostgresError.DATABASE_MISSING
              ? outcome
              : outcome.in(invariant.database()));
    }
  }
}
