package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks every row of a table up through one of its indexes by the row's own key, as far as the
/// time for it reaches; beyond that, the rows of randomly drawn blocks.
///
/// What an index does not bring speaks against it only where a rebuilt one brings it: an operator
/// class may not find every value, in any index.
final class KeyLookup {
  /// The part of an index's time in which all rows are tried; the rest is for the sample.
  private static final double FOR_ALL = 0.75;

  private static final String BY_INDEX =
      """
      SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_tidscan = on;
      SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
      SET LOCAL enable_memoize = off; SET LOCAL enable_indexonlyscan = off;
      SET LOCAL enable_hashagg = on; SET LOCAL work_mem = '64MB';
      SET LOCAL gin_fuzzy_search_limit = 0;
      """;

  private static final String PLAIN =
      "SET LOCAL enable_indexscan = on; SET LOCAL enable_bitmapscan = off;";
  private static final String BITMAP =
      "SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = on;";

  /// What a search brought.
  ///
  /// @param rows looked up
  /// @param unequal rows whose key does not equal itself
  /// @param bad keys for which the index brings other rows than the table has
  /// @param lost rows that were not found
  /// @param mark tells one set of bad keys from another
  /// @param first the place of the first bad one
  record Answer(long rows, long unequal, long bad, long lost, String mark, String first) {
    static Answer of(Row row) {
      return new Answer(
          row.number("rows"),
          row.number("unequal"),
          row.number("bad"),
          row.number("lost"),
          row.text("mark"),
          row.text("first"));
    }

    boolean sameFailuresAs(Answer other) {
      return bad == other.bad && mark.equals(other.mark);
    }
  }

  private final IndexSessions sessions;
  private final ProbedIndex index;
  private final CheckSettings settings;
  private final IndexBudget budget;
  private final Optional<String> drift;
  private final String path;

  /// @param drift why what the index finds says nothing, if so
  KeyLookup(
      IndexSessions sessions,
      ProbedIndex index,
      CheckSettings settings,
      IndexBudget budget,
      Optional<String> drift) {
    this.sessions = sessions;
    this.index = index;
    this.settings = settings;
    this.budget = budget;
    this.drift = drift;
    this.path = BY_INDEX + (index.plainScan() ? PLAIN : BITMAP);
  }

  CheckOutcome check() {
    Duration share = budget.next();
    if (!index.isKnown()) {
      return notCompared(
          "what a search through access method %s proves is not known".formatted(index.method()));
    }
    if (index.keys().stream().anyMatch(key -> key.lookup().isEmpty())) {
      return notCompared("its operator class has no operator that finds a row by its own key");
    }
    long started = budget.clock().nanoTime();
    try {
      if (index.method().equals("gin")) {
        cleanPendingList();
      }
      Optional<CheckOutcome> byParts =
          PartSearch.of(index).flatMap(parts -> check(parts, part(share, FOR_ALL)));
      if (byParts.isPresent()) {
        return byParts.get();
      }
      CheckOutcome all = new CheckOutcome.Sound();
      for (KeySearch search : searches()) {
        Duration left = share.minus(budget.clock().since(started));
        CheckOutcome one = check(search, left);
        if (one instanceof CheckOutcome.Broken) {
          return one;
        }
        all =
            all instanceof CheckOutcome.Unfinished || one instanceof CheckOutcome.Sound ? all : one;
      }
      if (all instanceof CheckOutcome.Sound && index.returned().isPresent()) {
        return new ReturnedValues(sessions, index, index.returned().get())
            .check(share.minus(budget.clock().since(started)));
      }
      return all;
    } catch (Fault fault) {
      return switch (fault.code()) {
        case PostgresError.DATA_CORRUPTED ->
            new CheckOutcome.Broken(index.label() + ": " + fault.getMessage());
        case PostgresError.SERVER_ERROR,
            PostgresError.PRIVILEGE_MISSING,
            PostgresError.STATEMENT_TIMEOUT,
            PostgresError.SERVER_UNRESPONSIVE,
            PostgresError.LOCK_TIMEOUT ->
            notCompared(fault.getMessage());
        default -> throw fault;
      };
    }
  }

  /// Empty where the rows have to be looked up as wholes: the planner uses another index, the time
  /// was too short, or no index of the operator class brings what this one does not.
  private Optional<CheckOutcome> check(PartSearch parts, Duration time) {
    String query = parts.query();
    if (!sessions.reachesIndex(path, query)) {
      return Optional.empty();
    }
    Optional<Answer> answer = within(time, query);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    CheckOutcome outcome = judge(query, answer.get());
    return outcome instanceof CheckOutcome.Unfinished ? Optional.empty() : Optional.of(outcome);
  }

  /// The list of entries that wait to be sorted into the index is read in full by every search.
  private void cleanPendingList() {
    sessions.write(
        session ->
            session.text(
                "SELECT pg_catalog.gin_clean_pending_list(%d::pg_catalog.oid::pg_catalog.regclass)::pg_catalog.text"
                    .formatted(index.oid())));
  }

  /// One search for each combination of null and other keys that the table has; of an index whose
  /// entries describe ranges, for each key alone.
  private List<KeySearch> searches() {
    List<KeySearch> searches = new ArrayList<>();
    if (index.describesRanges() || index.keys().size() == 1) {
      for (ProbedIndex.Key key : index.keys()) {
        searches.add(new KeySearch(index, List.of(new KeySearch.Term(key, false))));
        searches.add(new KeySearch(index, List.of(new KeySearch.Term(key, true))));
      }
    } else {
      for (String digits :
          sessions.read(s -> s.query(KeySearch.patterns(index), r -> r.text("digits")))) {
        List<KeySearch.Term> terms = new ArrayList<>();
        for (int i = 0; i < index.keys().size(); i++) {
          terms.add(new KeySearch.Term(index.keys().get(i), digits.charAt(i) == '1'));
        }
        searches.add(new KeySearch(index, terms));
      }
    }
    return searches.stream().filter(KeySearch::isSearched).toList();
  }

  private CheckOutcome check(KeySearch search, Duration time) {
    // No other index is hidden for a search without rows. From 17 on the planner asks no index for
    // nulls where the column is NOT NULL, which L5 reads again.
    if (!hasRows(search, time)) {
      return new CheckOutcome.Sound();
    }
    long started = budget.clock().nanoTime();
    if (search.ofKeys().isPresent() && bringsAll(search.ofKeys().get(), part(time, FOR_ALL))) {
      return new CheckOutcome.Sound();
    }
    if (!sessions.reachesIndex(path, search.ofAll())) {
      return notCompared("the planner does not look rows up through it");
    }
    Duration left = part(time, FOR_ALL).minus(budget.clock().since(started));
    Optional<Answer> all = left.isPositive() ? within(left, search.ofAll()) : Optional.empty();
    return all.isPresent()
        ? judge(search.ofAll(), all.get())
        : new IndexSample(this, index, search, settings)
            .check(part(time, 1 - FOR_ALL), budget.clock());
  }

  /// Whether every row is found by its key. What else the index does is judged by the rows' text
  /// form, which tells more.
  private boolean bringsAll(String query, Duration time) {
    return sessions.reachesIndex(path, query)
        && within(time, query).filter(a -> a.bad() == 0 && a.unequal() == 0).isPresent();
  }

  /// Whether the table has a row to be looked up; one that would take long to tell may have some.
  private boolean hasRows(KeySearch search, Duration time) {
    try {
      return sessions.read(
          time,
          session -> {
            session.execute("SET LOCAL statement_timeout = " + Math.max(1, time.toMillis()));
            return session.one(search.any(), row -> row.flag("any"));
          });
    } catch (Fault fault) {
      if (fault.code() == PostgresError.STATEMENT_TIMEOUT) {
        return true;
      }
      throw fault;
    }
  }

  private static Duration part(Duration time, double part) {
    return Duration.ofMillis(Math.max(250, (long) (time.toMillis() * part)));
  }

  /// The answer to a query through the index; empty where the time was too short.
  Optional<Answer> within(Duration time, String query) {
    try {
      return Optional.of(sessions.read(time, session -> ask(session, time, query)));
    } catch (Fault fault) {
      if (fault.code() == PostgresError.STATEMENT_TIMEOUT) {
        return Optional.empty();
      }
      if (fault.code() == PostgresError.SERVER_UNRESPONSIVE && isAnswered(query)) {
        throw Fault.of(
                PostgresError.DATA_CORRUPTED,
                "a search does not end, which it does in a rebuilt index: " + fault.getMessage())
            .cause(fault);
      }
      if (fault.code() == PostgresError.SERVER_ERROR && isAnswered(query)) {
        throw Fault.of(
                PostgresError.DATA_CORRUPTED,
                "a search ends with an error that a rebuilt index does not cause: "
                    + fault.getMessage())
            .cause(fault);
      }
      throw fault;
    }
  }

  private Answer ask(Session session, Duration time, String query) {
    session.execute(path);
    session.execute("SET LOCAL statement_timeout = " + Math.max(1, time.toMillis()));
    return session.one(query, Answer::of);
  }

  /// What is to be said of the index after it answered a query.
  CheckOutcome judge(String query, Answer answer) {
    if (answer.bad() > 0) {
      Optional<Answer> rebuilt = rebuilt(query);
      return rebuilt.isPresent() && rebuilt.get().sameFailuresAs(answer)
          ? notCompared(
              String.format(
                  Locale.ROOT,
                  "%,d keys, the first at %s, are not found through any index of its operator class",
                  answer.bad(),
                  answer.first()))
          : drift.isPresent()
              ? notCompared(
                  String.format(
                      Locale.ROOT, "%,d keys are not found, %s", answer.bad(), drift.get()))
              : broken(answer);
    }
    return answer.unequal() > 0
        ? notCompared(
            String.format(
                Locale.ROOT, "%,d rows have a key that does not equal itself", answer.unequal()))
        : new CheckOutcome.Sound();
  }

  private CheckOutcome broken(Answer answer) {
    return new CheckOutcome.Broken(
        answer.lost() > 0
            ? String.format(
                Locale.ROOT,
                "%s: %,d rows are not found by their own key, first the one at %s",
                index.label(),
                answer.lost(),
                answer.first())
            : String.format(
                Locale.ROOT,
                "%s: for %,d keys it brings rows that do not have them, or brings a row twice; first for the key of the row at %s",
                index.label(),
                answer.bad(),
                answer.first()));
  }

  private boolean isAnswered(String query) {
    return rebuilt(query).isPresent();
  }

  /// The answer of the index as it would be if it were built again; empty where it cannot be.
  private Optional<Answer> rebuilt(String query) {
    try {
      return Optional.of(
          sessions.write(
              session -> {
                session.execute("REINDEX INDEX " + index.name());
                return ask(session, settings.statementTimeout(), query);
              }));
    } catch (Fault fault) {
      if (fault.code() instanceof PostgresError) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private CheckOutcome notCompared(String why) {
    return new CheckOutcome.Unfinished(index.label() + " was not compared with its table: " + why);
  }
}
