package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.SqlText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What was measured of a change, in the passes that it took. What a pass did not measure is
/// absent.
///
/// @param quiet the scripts without traffic: forwards, back, forwards again
/// @param traffic the same under traffic
/// @param disk of the way forwards
/// @param lag of a standby during the way forwards
/// @param broken what of the application before the change fails after it
/// @param plans that changed
/// @param deadRows rows that the way forwards left for vacuum; empty where they are not counted
/// @param rows whether there were rows. On a twin there are none: its durations, bytes and waits
///     say nothing of the change, and nobody may report them
public record Measured(
    List<RehearsedScript> quiet,
    Optional<TrafficEffect> traffic,
    Optional<DiskUse> disk,
    Optional<StandbyLag> lag,
    List<BrokenStatement> broken,
    List<PlanChange> plans,
    OptionalLong deadRows,
    boolean rows) {
  /// What is said in place of a figure.
  public static final String NO_ROWS = "not measured: a twin has no rows";

  /// `insufficient_privilege`, `disk_full`.
  private static final Set<String> OF_THE_LAB = Set.of("42501", "53100");

  public Measured {
    quiet = List.copyOf(quiet);
    requireNonNull(traffic, "traffic is null");
    requireNonNull(disk, "disk is null");
    requireNonNull(lag, "lag is null");
    broken = List.copyOf(broken);
    plans = List.copyOf(plans);
    requireNonNull(deadRows, "deadRows is null");
  }

  /// A lock that keeps others waiting.
  ///
  /// @param script in which it was taken
  public record Blockage(
      RehearsedScript script, RehearsedStatement statement, LockHold lock, Duration longest) {}

  /// A statement and where it stands.
  public record Located(RehearsedScript script, RehearsedStatement statement) {
    private static final int LENGTH = 60;

    @Override
    public String toString() {
      String text = statement.excerpt();
      return "%s%s, line %d: %s"
          .formatted(
              script.file(),
              script.direction() == RehearsedScript.Direction.UP
                  ? ""
                  : " (" + script.direction() + ")",
              statement.line(),
              text.length() > LENGTH ? text.substring(0, LENGTH) + "..." : text);
    }
  }

  /// The statement of the way forwards that has the most of something; empty where none has any.
  Optional<Located> most(ToLongFunction<RehearsedStatement> amount) {
    return quiet.stream()
        .filter(script -> script.direction() == RehearsedScript.Direction.UP)
        .flatMap(
            script -> script.statements().stream().map(statement -> new Located(script, statement)))
        .filter(each -> amount.applyAsLong(each.statement()) > 0)
        .max(Comparator.comparingLong(each -> amount.applyAsLong(each.statement())));
  }

  /// The runs in which locks are judged: those under traffic, or where there was none, the others.
  public List<RehearsedScript> judged() {
    return traffic
        .map(t -> t.during().stream().map(TrafficEffect.Script::run).toList())
        .orElse(quiet);
  }

  /// The scripts as they are reported: durations, files and log of the quiet pass, locks and who
  /// waited of the one under traffic, where there was one.
  public List<RehearsedScript> runs() {
    return quiet.stream().map(this::reported).toList();
  }

  private RehearsedScript reported(RehearsedScript script) {
    return judged().stream()
        .filter(run -> run.file().equals(script.file()) && run.direction() == script.direction())
        .findFirst()
        .map(script::lockedAs)
        .orElse(script);
  }

  /// The lock that readers or writers wait for the longest, of those that conflict with writing;
  /// without rows the strongest.
  public Optional<Blockage> worstBlockage() {
    return worst(judged());
  }

  /// The same of the way forwards alone.
  public Optional<Blockage> worstForwards() {
    return worst(
        judged().stream()
            .filter(script -> script.direction() == RehearsedScript.Direction.UP)
            .toList());
  }

  private Optional<Blockage> worst(List<RehearsedScript> scripts) {
    Optional<Blockage> worst = Optional.empty();
    for (RehearsedScript script : scripts) {
      for (RehearsedStatement statement : script.statements()) {
        for (LockHold lock : statement.locks()) {
          if (lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE)) {
            Duration longest = longest(lock, statement);
            Blockage found = new Blockage(script, statement, lock, longest);
            if (worst.isEmpty() || isWorse(found, worst.get())) {
              worst = Optional.of(found);
            }
          }
        }
      }
    }
    return worst.map(Measured::named);
  }

  private boolean isWorse(Blockage one, Blockage other) {
    return rows
        ? one.longest().compareTo(other.longest()) > 0
        : one.lock().mode().isStrongerThan(other.lock().mode());
  }

  /// Of locks of one strength that a statement took, and that end together, the one on what the
  /// statement names.
  private static Blockage named(Blockage found) {
    return found.statement().locks().stream()
        .filter(lock -> lock.mode() == found.lock().mode())
        .filter(
            lock ->
                SqlText.of(found.statement().text()).tokens().stream()
                    .anyMatch(
                        token -> token.isName() && token.value().equals(simple(lock.relation()))))
        .findFirst()
        .map(
            lock ->
                new Blockage(
                    found.script(), found.statement(), lock, longest(lock, found.statement())))
        .orElse(found);
  }

  private static String simple(String relation) {
    return relation.substring(relation.lastIndexOf('.') + 1);
  }

  /// A statement that waited for its own lock kept others waiting as well.
  private static Duration longest(LockHold lock, RehearsedStatement statement) {
    Duration waited = statement.blocking().longest();
    return waited.compareTo(lock.held()) > 0 ? waited : lock.held();
  }

  /// Bytes of write-ahead log of the way forwards.
  public long walBytes() {
    return quiet.stream()
        .filter(script -> script.direction() == RehearsedScript.Direction.UP)
        .flatMap(script -> script.statements().stream())
        .mapToLong(RehearsedStatement::wal)
        .sum();
  }

  /// Whether it stopped at what says nothing of the change: a power that no role has on a clone, or
  /// a disk of the lab that is full.
  public boolean isStoppedByTheLab() {
    return Stream.concat(quiet.stream(), judged().stream())
        .flatMap(script -> script.statements().stream())
        .map(RehearsedStatement::outcome)
        .anyMatch(
            outcome ->
                outcome instanceof Outcome.Failed failed && OF_THE_LAB.contains(failed.sqlState()));
  }

  /// Why the change did not run to its end; empty where it did, in every pass.
  public Optional<String> stopped() {
    return Stream.concat(quiet.stream(), judged().stream())
        .flatMap(
            script ->
                script.stopped().stream()
                    .map(why -> "%s, %s: %s".formatted(script.file(), script.direction(), why)))
        .findFirst();
  }
}
