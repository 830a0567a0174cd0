package dev.ballast.rules.lint;

import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.Moment;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Running;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import dev.ballast.sql.tree.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A script as far as the walk has come: its transactions, its timeouts, the statements that ran.
/// For one thread.
public final class ScriptScene {
  /// Statements that are looked ahead, so that a long script is not read again for each of its own.
  private static final int AHEAD = 200;

  private final Migration migration;
  private final MigrationScript script;
  private final Branches branches;
  private final ChangingSchema schema;
  private final LintOptions options;
  private final int number;
  private final Optional<WayBack> wayBack;
  private final List<SeenStatement> seen = new ArrayList<>();
  private final Map<Class<? extends Statement>, List<SeenStatement>> byKind = new HashMap<>();
  private final List<SeenStatement> withoutLockTimeout = new ArrayList<>();
  private final List<SeenStatement> withoutStatementTimeout = new ArrayList<>();
  private final Timeouts timeouts = new Timeouts();
  private final Set<Integer> rolledBack = new HashSet<>();
  private final Undone undo;

  /// The statements that were looked ahead, so that each is parsed once for that.
  private final Map<Span, ParsedStatement> aheadOf = new HashMap<>();

  private int transaction = 1;
  private int transactionStart;
  private boolean explicit;

  /// What is walked of a migration.
  ///
  /// @param script all of it, or one way through its branches
  /// @param wayBack present for the migration's down script
  record Passage(
      Migration migration, MigrationScript script, Branches branches, Optional<WayBack> wayBack) {}

  ScriptScene(Passage passage, ChangingSchema schema, LintOptions options, int number) {
    this.migration = passage.migration();
    this.script = passage.script();
    this.branches = passage.branches();
    this.schema = schema;
    this.options = options;
    this.number = number;
    this.wayBack = passage.wayBack();
    this.undo = new Undone(script, schema, transactionMode());
  }

  public Migration migration() {
    return migration;
  }

  MigrationScript script() {
    return script;
  }

  /// Around what the tool opens a transaction.
  public TransactionMode transactionMode() {
    return script.transaction();
  }

  /// No script was walked before it.
  public boolean isFirst() {
    return number == 1;
  }

  /// What is known of whether and how the script is run.
  public Running running() {
    return script.running();
  }

  /// The text that the script is in; offsets of a [Span] count from its beginning.
  public SourceText source() {
    return script.script().source();
  }

  /// All parts of the script, also those that the walk has not come to.
  public List<ScriptPart> parts() {
    return script.script().parts();
  }

  /// The branches of the script that may run or not.
  Branches branches() {
    return branches;
  }

  /// What the script takes back, where it is a down script.
  Optional<WayBack> wayBack() {
    return wayBack;
  }

  String text(ScriptPart.Sql part) {
    return script.script().text(part);
  }

  /// What is known after the statements so far.
  public KnownSchema schema() {
    return schema.known();
  }

  public int major() {
    return options.major();
  }

  public Workload workload() {
    return options.workload();
  }

  public Moment moment() {
    return new Moment(number, transaction, migration.added() && wayBack.isEmpty());
  }

  /// Statements before the one that is looked at, oldest first; in [Rule#finish] all of them.
  public List<SeenStatement> seen() {
    return Collections.unmodifiableList(seen);
  }

  /// Those of one kind, oldest first: a rule that asks for its kind at every statement stays quick
  /// on a script of 100,000.
  public List<SeenStatement> seen(Class<? extends Statement> kind) {
    return Collections.unmodifiableList(byKind.getOrDefault(kind, List.of()));
  }

  /// Those of one kind in the transaction that is open now, oldest first.
  public List<SeenStatement> seenInTransaction(Class<? extends Statement> kind) {
    List<SeenStatement> all = seen(kind);
    int start = all.size();
    while (start > 0 && all.get(start - 1).transaction() == transaction) {
      start--;
    }
    return all.subList(start, all.size());
  }

  /// Those of the transaction that is open now.
  public List<SeenStatement> seenInTransaction() {
    return Collections.unmodifiableList(seen.subList(transactionStart, seen.size()));
  }

  /// Whether this transaction holds a TRUNCATE of the table, and nothing since that could bring a
  /// row into it: what reads or rewrites it completes in an instant.
  boolean isEmptied(QualifiedName table) {
    return Emptied.holds(seenInTransaction(), schema(), table);
  }

  /// The same for the transaction of a statement, when that ran.
  public boolean isEmptied(QualifiedName table, SeenStatement at) {
    return Emptied.holds(this, at, table);
  }

  /// Whether a ROLLBACK has undone a statement.
  public boolean isUndone(SeenStatement statement) {
    return rolledBack.contains(statement.transaction());
  }

  /// Statements that ran before anything had set `lock_timeout`, oldest first: they wait for their
  /// locks as long as it takes, unless the role, the database or the tool sets a bound.
  public List<SeenStatement> withoutLockTimeout() {
    return Collections.unmodifiableList(withoutLockTimeout);
  }

  /// Statements that ran before anything had set `statement_timeout`, oldest first.
  public List<SeenStatement> withoutStatementTimeout() {
    return Collections.unmodifiableList(withoutStatementTimeout);
  }

  /// True where a transaction is open: the tool's around the script, or the script's own.
  public boolean inTransaction() {
    return explicit
        || switch (transactionMode()) {
          case WRAPPED, ONE_QUERY -> true;
          case PER_STATEMENT -> false;
        };
  }

  /// What the transaction that is open still runs behind a place, as far as it is looked ahead;
  /// nothing where each statement commits by itself.
  public List<Statement> ahead(Span place) {
    return inTransaction() ? behind(place, explicit) : List.of();
  }

  /// What the script still runs behind a place, as far as it is looked ahead.
  public List<Statement> behind(Span place) {
    return behind(place, false);
  }

  private List<Statement> behind(Span place, boolean transactionOnly) {
    Parser parser = Parser.postgres18();
    return parts().stream()
        .filter(ScriptPart.Sql.class::isInstance)
        .map(ScriptPart.Sql.class::cast)
        .filter(sql -> sql.span().start() >= place.end())
        .limit(AHEAD)
        .map(sql -> aheadOf.computeIfAbsent(sql.span(), span -> parser.parse(text(sql))))
        .takeWhile(parsed -> !(transactionOnly && endsTransaction(parsed)))
        .flatMap(
            parsed ->
                parsed instanceof Understood(Statement statement)
                    ? Stream.of(statement)
                    : Stream.empty())
        .toList();
  }

  private static boolean endsTransaction(ParsedStatement parsed) {
    return parsed instanceof Understood(Statement statement)
        && statement instanceof TransactionControl;
  }

  /// True where the script's own BEGIN opened the transaction.
  public boolean inExplicitTransaction() {
    return explicit;
  }

  /// What `lock_timeout` is at this point, empty where nothing set it; zero means none.
  public Optional<Duration> lockTimeout() {
    return timeouts.lock();
  }

  /// Whether something bounds the wait for locks at this point: the script, or the connection where
  /// the script leaves it alone.
  public boolean waitsBounded() {
    return lockTimeout().map(Duration::isPositive).orElse(options.waitsBounded());
  }

  /// What `statement_timeout` is at this point, empty where nothing set it; zero means none.
  public Optional<Duration> statementTimeout() {
    return timeouts.statement();
  }

  void passed(SeenStatement statement) {
    schema.apply(statement.statement(), moment());
    seen.add(statement);
    byKind
        .computeIfAbsent(statement.statement().getClass(), first -> new ArrayList<>())
        .add(statement);
    if (lockTimeout().isEmpty() && !options.waitsBounded()) {
      withoutLockTimeout.add(statement);
    }
    if (statementTimeout().isEmpty()) {
      withoutStatementTimeout.add(statement);
    }
    timeouts.apply(statement.statement(), inTransaction());
    if (statement.statement() instanceof TransactionControl control) {
      timeouts.transaction(control, inTransaction());
      undo.apply(control, inTransaction());
      if (control.kind() == TransactionControl.Kind.ROLLBACK) {
        rolledBack.add(transaction);
      }
      switch (control.kind()) {
        case BEGIN -> explicit = true;
        case COMMIT, ROLLBACK, PREPARE -> {
          explicit = control.chain();
          nextTransaction();
        }
        default -> {}
      }
    } else if (!inTransaction()) {
      nextTransaction();
    }
  }

  /// From here on the script is in another database, of which nothing is known.
  void leaveDatabase() {
    schema.back(KnownSchema.unknown());
  }

  private void nextTransaction() {
    transaction++;
    transactionStart = seen.size();
  }

  int transaction() {
    return transaction;
  }
}
