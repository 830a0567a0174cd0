package dev.ballast.protect.verify;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.Isolation;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.sql.QualifiedName;
import dev.ballast.targets.config.Invariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// L5: what the database and its owner declare about the data holds when every row is read again.
/// On a promoted copy, in read-only transactions, from the tables themselves: index scans are off,
/// since an index that misses a row would miss its violation too.
///
/// What the source itself does not claim (NOT VALID, NOT ENFORCED) is counted and listed, and
/// refutes nothing.
public final class ConstraintCheck {
  private static final int NAMED = 3;

  private static final String FROM_TABLES =
      """
      SET default_transaction_read_only = on;
      SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;
      SET constraint_exclusion = off; SET work_mem = '64MB';
      """;

  /// A rule and the query whose every row, in column `line`, breaks it.
  private record Rule(String label, String violations, boolean claimed) {}

  /// The rules that one scan of a table decides, as long as none is broken.
  private record TableRules(QualifiedName table, List<RowRule> rules) {}

  /// One breach, and how many there are.
  private record Breach(String line, long total) {}

  private final CopyDatabases databases;
  private final CheckSettings settings;
  private final Function<String, Session> copy;
  private final CheckTally tally = new CheckTally();
  private long foreignKeys;
  private long uniqueKeys;
  private long others;

  private ConstraintCheck(Function<String, Session> copy, CheckSettings settings) {
    this.databases = new CopyDatabases(copy);
    this.copy = copy;
    this.settings = settings;
  }

  /// Checks every database of the copy, then the declared invariants.
  ///
  /// @param copy opens a superuser's session to a database of the copy; the check closes it
  public static LevelResult check(
      List<Invariant> invariants,
      Function<String, Session> copy,
      CheckSettings settings,
      Clock clock) {
    long started = clock.nanoTime();
    ConstraintCheck check = new ConstraintCheck(copy, settings);
    List<String> names = check.databases.names();
    names.forEach(check::checkDatabase);
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
    try (SessionCrew crew = databases.crew(database, settings)) {
      Session session = crew.first();
      List<Rule> foreign =
          ForeignKey.all(session).stream()
              .map(k -> new Rule(k.display(), k.violations(), k.validated() && k.enforced()))
              .toList();
      List<Rule> unique = uniqueRules(database, UniqueKey.all(session));
      List<Rule> exclusion = exclusionRules(database, ExclusionRule.all(session));
      List<TableRules> rows = byTable(RowRule.all(session));
      // Names were read with an empty path, so they are complete; functions that the rules call
      // find what they need on the path they were written for.
      crew.forEach(s -> s.execute("RESET search_path"));
      crew.forEach(s -> s.execute(FROM_TABLES));
      foreignKeys += run(database, crew, foreign);
      uniqueKeys += run(database, crew, unique);
      others += run(database, crew, exclusion);
      others += runRows(database, crew, rows);
    }
  }

  private List<Rule> uniqueRules(String database, List<UniqueKey> keys) {
    List<Rule> rules = new ArrayList<>();
    for (UniqueKey key : keys) {
      if (key.usual()) {
        rules.add(new Rule(key.display(), key.violations(), true));
      } else {
        tally.add(
            new CheckOutcome.Remark(
                database
                    + ": "
                    + key.display()
                    + " has an equality of its own and was not read again"));
      }
    }
    return rules;
  }

  private List<Rule> exclusionRules(String database, List<ExclusionRule> found) {
    List<Rule> rules = new ArrayList<>();
    for (ExclusionRule rule : found) {
      if (rule.feasible()) {
        rules.add(new Rule(rule.display(), rule.violations(), true));
      } else {
        tally.add(
            new CheckOutcome.Remark(
                "%s: %s was not read again: %,d rows would have to be compared with each other"
                    .formatted(database, rule.display(), rule.rows())));
      }
    }
    return rules;
  }

  private static List<TableRules> byTable(List<RowRule> rules) {
    Map<QualifiedName, List<RowRule>> byTable = new LinkedHashMap<>();
    rules.forEach(r -> byTable.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r));
    return byTable.entrySet().stream()
        .map(e -> new TableRules(e.getKey(), List.copyOf(e.getValue())))
        .toList();
  }

  private long run(String database, SessionCrew crew, List<Rule> rules) {
    return gather(database, crew.run(rules, this::check));
  }

  private long runRows(String database, SessionCrew crew, List<TableRules> tables) {
    return gather(database, crew.run(tables, this::check).stream().flatMap(List::stream).toList());
  }

  private long gather(String database, List<CheckOutcome> outcomes) {
    long before = tally.sound();
    outcomes.forEach(outcome -> tally.add(outcome.in(database)));
    return tally.sound() - before;
  }

  private CheckOutcome check(Session session, Rule rule) {
    try {
      List<Breach> breaches =
          session.query(
              "SELECT v.line, count(*) OVER () AS total FROM (%s) AS v ORDER BY 1 LIMIT %d"
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
    } catch (Fault fault) {
      return outcome(rule.label(), fault);
    }
  }

  private static CheckOutcome outcome(String label, Fault fault) {
    return switch (fault.code()) {
      case PostgresError.DATA_CORRUPTED ->
          new CheckOutcome.Broken(label + ": " + fault.getMessage());
      case PostgresError.SERVER_ERROR,
          PostgresError.STATEMENT_TIMEOUT,
          PostgresError.LOCK_TIMEOUT,
          PostgresError.PRIVILEGE_MISSING ->
          new CheckOutcome.Unfinished(label + ": " + fault.getMessage());
      default -> throw fault;
    };
  }

  /// One scan for all rules of a table; only where it stops somewhere, each rule is asked alone.
  private List<CheckOutcome> check(Session session, TableRules table) {
    List<RowRule> claimed = table.rules().stream().filter(RowRule::claimed).toList();
    if (claimed.size() == table.rules().size() && holdTogether(session, table)) {
      return claimed.stream().<CheckOutcome>map(r -> new CheckOutcome.Sound()).toList();
    }
    return table.rules().stream()
        .map(r -> check(session, new Rule(r.display(), r.violations(), r.claimed())))
        .toList();
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
    Rule rule =
        new Rule(
            "invariant " + invariant.name(),
            "SELECT (i.*)::text AS line FROM (%s\n) AS i".formatted(sql),
            true);
    try (Session session = copy.apply(invariant.database())) {
      session.execute("SET statement_timeout = " + settings.statementTimeout().toMillis());
      session.begin(Isolation.REPEATABLE_READ, Access.READ_ONLY);
      tally.add(check(session, rule).in(invariant.database()));
    } catch (Fault fault) {
      if (fault.code() != PostgresError.DATABASE_MISSING) {
        throw fault;
      }
      tally.add(new CheckOutcome.Unfinished(rule.label() + ": " + fault.getMessage()));
    }
  }
}
