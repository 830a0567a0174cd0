package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.log.event.LoggedPlan;
import dev.ballast.observe.statement.IndexAdvice;
import dev.ballast.observe.statement.Shapes;
import dev.ballast.observe.study.PlanOutline;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.text.StatementText;
import dev.ballast.sql.grammar.Fingerprint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.sample.Label;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a statement took of its database lately.
///
/// @param entity of the family `statement`
/// @param calls that ended within the window
/// @param seconds that they took together
/// @param share of the time of all statements of the database that are read one by one
/// @param all the seconds of those
/// @param over how long the window was
public record StatementUse(
    Entity entity, double calls, double seconds, double share, double all, Duration over) {
  public static final String FAMILY = "statement";

  private static final String EXECUTION = "execution_seconds";
  private static final String DATABASE = "database";
  private static final String NOT_REHEARSED =
      "Build the index that it lacks (not rehearsed: the next command tries it on a copy)";

  public StatementUse {
    requireNonNull(entity, "entity is null");
    requireNonNull(over, "over is null");
  }

  /// Within that time; empty where that is unknown, where it was not called, and of rows that are
  /// not one statement.
  public static Optional<StatementUse> of(Entity entity, Observed observed, Duration window) {
    Optional<Growth> calls = observed.history().growth(entity, "calls", window);
    Optional<Growth> time = observed.history().growth(entity, EXECUTION, window);
    if (calls.isEmpty()
        || time.isEmpty()
        || calls.get().amount() < 1
        || !entity.isOneStatement()
        || entity.label(DATABASE).isEmpty()) {
      return Optional.empty();
    }
    double all =
        observed
            .history()
            .together(
                entity.state(), new Label(DATABASE, entity.label(DATABASE)), EXECUTION, window);
    double seconds = time.get().amount();
    return Optional.of(
        new StatementUse(
            entity,
            calls.get().amount(),
            seconds,
            all > 0 ? seconds / all : 0,
            all,
            time.get().over()));
  }

  public double mean() {
    return seconds / calls;
  }

  /// How many of its executions ran at once on average.
  public double atOnce() {
    return seconds / Math.max(1, over.toSeconds());
  }

  /// Its text, where it is known in full.
  public static Optional<StatementText> text(Entity entity, Observed observed) {
    return observed.state().detail().text(entity.figures()).filter(StatementText::isWhole);
  }

  public Optional<StatementStudy> study(Observed observed) {
    return observed.state().detail().study(entity.figures());
  }

  /// Begins a symptom about the statement, with all that is known of it.
  ///
  /// @param summary a sentence without a full stop
  public SymptomDraft draft(Observed observed, double value, String summary) {
    SymptomDraft draft =
        SymptomDraft.of(entity.subject(DATABASE, "queryid"), value, summary)
            .with("share_of_database_time", Measure.SHARE.text(share))
            .with("calls", Measure.COUNT.text(calls))
            .with("mean", Measure.SECONDS.text(mean()))
            .with("time", Measure.SECONDS.text(seconds));
    observed
        .surroundings()
        .past()
        .flatMap(past -> past.course(entity.labels()))
        .ifPresent(course -> draft.with("trend", course));
    String id = entity.label("queryid");
    StatementSamples samples = observed.history().samples();
    samples.waits(id).ifPresent(waits -> draft.with("waits", waits));
    samples.application(id).ifPresent(name -> draft.with("application_name", name));
    observed
        .state()
        .detail()
        .text(entity.figures())
        .filter(text -> !text.text().isEmpty())
        .ifPresent(text -> draft.with(FAMILY, text.text()));
    Optional<StatementStudy> study = study(observed);
    schema(study).ifPresent(schema -> draft.with("schema", schema));
    draft.with("plan", loggedPlan(observed).orElseGet(() -> plan(study)));
    return draft;
  }

  /// As auto_explain wrote it to the server's log within the last hour, without literals.
  private Optional<String> loggedPlan(Observed observed) {
    Optional<Fingerprint> shape =
        text(entity, observed).flatMap(text -> Shapes.of(text).fingerprint());
    return observed.events().stream()
        .flatMap(event -> LoggedPlan.of(event).stream())
        .filter(plan -> shape.isPresent() && shape(plan).equals(shape))
        .findFirst()
        .map(plan -> "as auto_explain logged it at " + plan.at() + "\n" + plan.plan());
  }

  private static Optional<Fingerprint> shape(LoggedPlan plan) {
    return Shapes.of(new StatementText(StatementText.Form.WITHOUT_LITERALS, plan.statement()))
        .fingerprint();
  }

  private static String plan(Optional<StatementStudy> study) {
    return study
        .map(
            known ->
                switch (known.plan()) {
                  case PlanOutline.Planned planned -> planned.text();
                  case PlanOutline.None(String why) -> "no plan, because " + why;
                })
        .orElse("no plan, because the statement was not studied yet");
  }

  /// Where all its tables are in one.
  private static Optional<String> schema(Optional<StatementStudy> study) {
    List<String> schemas =
        study.stream()
            .flatMap(known -> known.tables().stream())
            .flatMap(table -> table.schema().stream())
            .distinct()
            .toList();
    return schemas.size() == 1 ? Optional.of(schemas.getFirst()) : Optional.empty();
  }

  /// Adds how to build the indexes that it lacks, and how to try that before. Returns whether there
  /// are any.
  public boolean adviseIndexes(SymptomDraft draft, Observed observed) {
    List<IndexAdvice> advice = study(observed).map(StatementStudy::advice).orElse(List.of());
    for (IndexAdvice index : advice) {
      index.rows().ifPresent(rows -> draft.with("rows", Measure.COUNT.text(rows)));
      draft
          .remedy(
              index.partitioned()
                  ? "Build the index that it lacks on each partition with CONCURRENTLY, then on the"
                      + " table, which takes those (not rehearsed)"
                  : NOT_REHEARSED,
              index.partitioned() ? SafeChange.briefly(index.statement()) : index.statement())
          .remedy(
              "Try it on a copy of the data first",
              "ballast change rehearse --target %s --statement %s"
                  .formatted(
                      new ShellWord(observed.target().name()), new ShellWord(index.statement())));
    }
    return !advice.isEmpty();
  }

  /// The statement as PostgreSQL counts it.
  public String name() {
    return "statement %s of database %s"
        .formatted(entity.label("queryid"), QualifiedName.of(entity.label(DATABASE)));
  }
}
