package dev.ballast.observe.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.observe.alert.AlertLedger.Moment;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.AlertStep.Kind;
import dev.ballast.store.alert.CheckGap;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Raised at 80 for 60 s, a page from 95 on, well below 70 for 120 s.
class AlertLedgerTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Labels SHOP = Labels.of("database", "shop");
  private static final Check LIMIT = new Named("limit", Set.of("storm"));
  private static final Check STORM = new Named("storm", Set.of());

  private final AlertLedger ledger = new AlertLedger("shop", List.of(), List.of(), at(0));

  /// A check that is only a name here: what it finds is given.
  private static final class Named extends Check {
    private final Set<String> causes;

    Named(String name, Set<String> causes) {
      super(
          name,
          Topic.CONNECTIONS,
          Threshold.of(Measure.COUNT, 80, Urgency.TICKET)
              .pagingFrom(95)
              .clearingBelow(70)
              .after(Duration.ofSeconds(60))
              .calmFor(Duration.ofSeconds(120)));
      this.causes = causes;
    }

    @Override
    public Set<String> explainedBy() {
      return causes;
    }

    @Override
    public Look look(Observed observed) {
      throw new UnsupportedOperationException();
    }
  }

  /// What is known is reported though something else is hidden; what is not seen is unknown, and
  /// not well.
  @Test
  void whatIsKnownIsReportedBesideWhatIsHidden() {
    Labels other = Labels.of("database", "other");
    Look both =
        new Look.Found(
            List.of(
                SymptomDraft.of(SHOP, 96, "shop").symptom(),
                SymptomDraft.of(other, 97, "other").symptom()));
    assertThat(kinds(both, 0)).isEmpty();
    assertThat(kinds(both, 60)).containsExactly(Kind.RAISED, Kind.RAISED);
    Look partly =
        new Look.Partly(List.of(SymptomDraft.of(SHOP, 10, "shop").symptom()), "it is hidden");
    assertThat(take(LIMIT, partly, 70))
        .extracting(step -> step.alert().subject(), step -> step.alert().unknown())
        .containsExactly(tuple(other, Optional.of("it is hidden")));
    assertThat(ledger.gaps()).extracting(CheckGap::why).containsExactly("it is hidden");
    // Well for the 120 s that it has to be, while the other one stays.
    assertThat(take(LIMIT, partly, 190))
        .extracting(step -> step.alert().subject(), AlertStep::kind)
        .containsExactly(tuple(SHOP, Kind.RESOLVED));
    assertThat(ledger.open()).extracting(Alert::subject).containsExactly(other);
  }

  private static Moment at(long second) {
    return new Moment(START.plusSeconds(second), Duration.ofSeconds(second).toNanos());
  }

  private static Look value(double value) {
    return new Look.Found(
        List.of(SymptomDraft.of(SHOP, value, "%.0f of 100".formatted(value)).symptom()));
  }

  private List<AlertStep> take(Check check, Look look, long second) {
    return ledger.take(check, check.threshold(), look, at(second));
  }

  private List<Kind> kinds(Look look, long second) {
    return take(LIMIT, look, second).stream().map(AlertStep::kind).toList();
  }

  @Test
  void itIsRaisedWhenItHasLasted() {
    assertThat(kinds(value(80), 10)).isEmpty();
    assertThat(kinds(value(85), 69)).isEmpty();
    List<AlertStep> raised = take(LIMIT, value(90), 70);
    assertThat(raised).hasSize(1);
    Alert alert = raised.getFirst().alert();
    assertThat(raised.getFirst().kind()).isEqualTo(Kind.RAISED);
    assertThat(alert.since()).isEqualTo(START.plusSeconds(10));
    assertThat(alert.raisedAt()).isEqualTo(START.plusSeconds(70));
    assertThat(alert.urgency()).isEqualTo(Urgency.TICKET);
    assertThat(alert.condition().summary()).isEqualTo("90 of 100");
    assertThat(ledger.open()).containsExactly(alert);
  }

  @Test
  void whatEndsBeforeItHasLastedIsNothing() {
    assertThat(kinds(value(80), 0)).isEmpty();
    assertThat(kinds(value(79), 30)).isEmpty();
    assertThat(kinds(value(80), 60)).isEmpty();
    assertThat(kinds(Look.NOTHING, 90)).isEmpty();
    assertThat(kinds(value(80), 120)).isEmpty();
    assertThat(kinds(value(80), 179)).isEmpty();
    assertThat(kinds(value(80), 180)).containsExactly(Kind.RAISED);
  }

  @Test
  void itIsResolvedWhenItHasBeenWellForLong() {
    raise(60);
    // Between the two thresholds it stays as it is.
    assertThat(kinds(value(75), 100)).containsExactly(Kind.SEEN);
    assertThat(kinds(value(69), 110)).isEmpty();
    assertThat(kinds(value(75), 200)).isEmpty();
    assertThat(kinds(value(60), 300)).isEmpty();
    assertThat(kinds(Look.NOTHING, 419)).isEmpty();
    List<AlertStep> resolved = take(LIMIT, Look.NOTHING, 420);
    assertThat(resolved).extracting(AlertStep::kind).containsExactly(Kind.RESOLVED);
    assertThat(resolved.getFirst().alert().resolvedAt()).contains(START.plusSeconds(420));
    assertThat(ledger.open()).isEmpty();
  }

  @Test
  void itWorsensOnceAndStaysAsUrgentAsItWas() {
    raise(60);
    assertThat(kinds(value(95), 70)).containsExactly(Kind.WORSENED);
    assertThat(kinds(value(99), 80)).containsExactly(Kind.SEEN);
    assertThat(kinds(value(81), 90)).containsExactly(Kind.SEEN);
    assertThat(kinds(value(96), 100)).containsExactly(Kind.SEEN);
    assertThat(ledger.open()).extracting(Alert::urgency).containsExactly(Urgency.PAGE);
  }

  @Test
  void whatComesBackWithinAnHourIsTheSameAlert() {
    Alert first = raise(60);
    take(LIMIT, Look.NOTHING, 100);
    assertThat(kinds(Look.NOTHING, 220)).containsExactly(Kind.RESOLVED);
    take(LIMIT, value(85), 1000);
    List<AlertStep> back = take(LIMIT, value(85), 1060);
    assertThat(back).extracting(AlertStep::kind).containsExactly(Kind.RETURNED);
    assertThat(back.getFirst().alert().id()).isEqualTo(first.id());
    assertThat(back.getFirst().alert().returns()).isEqualTo(1);
    assertThat(back.getFirst().alert().open()).isTrue();
  }

  @Test
  void whatComesBackLaterIsAnotherAlert() {
    Alert first = raise(60);
    take(LIMIT, Look.NOTHING, 100);
    take(LIMIT, Look.NOTHING, 220);
    take(LIMIT, value(85), 3800);
    List<AlertStep> back = take(LIMIT, value(85), 3860);
    assertThat(back).extracting(AlertStep::kind).containsExactly(Kind.RAISED);
    assertThat(back.getFirst().alert().id()).isNotEqualTo(first.id());
  }

  /// What follows the learning is another gap, with its own beginning.
  @Test
  void whatIsLearnedIsNoGapOfKnowledge() {
    take(LIMIT, new Look.Learning("3 of 48 hours"), 30);
    take(LIMIT, new Look.Learning("4 of 48 hours"), 40);
    assertThat(ledger.gaps())
        .containsExactly(
            new CheckGap("shop", "limit", START.plusSeconds(30), "4 of 48 hours", true));
    take(LIMIT, new Look.Undecided("no answer"), 50);
    assertThat(ledger.gaps())
        .containsExactly(new CheckGap("shop", "limit", START.plusSeconds(50), "no answer", false));
  }

  @Test
  void whileNobodyCanLookItNeitherLastsNorEnds() {
    take(LIMIT, value(85), 0);
    assertThat(kinds(new Look.Undecided("no answer"), 30)).isEmpty();
    assertThat(ledger.gaps())
        .containsExactly(new CheckGap("shop", "limit", START.plusSeconds(30), "no answer", false));
    take(LIMIT, new Look.Undecided("still no answer"), 40);
    assertThat(ledger.gaps())
        .containsExactly(
            new CheckGap("shop", "limit", START.plusSeconds(30), "still no answer", false));
    assertThat(kinds(value(85), 70)).isEmpty();
    assertThat(ledger.gaps()).isEmpty();
    assertThat(kinds(value(85), 130)).containsExactly(Kind.RAISED);

    take(LIMIT, Look.NOTHING, 140);
    List<AlertStep> unseen = take(LIMIT, new Look.Undecided("no answer"), 200);
    assertThat(unseen).extracting(AlertStep::kind).containsExactly(Kind.SEEN);
    assertThat(unseen.getFirst().alert().unknown()).contains("no answer");
    assertThat(kinds(new Look.Undecided("no answer"), 210)).isEmpty();
    assertThat(kinds(Look.NOTHING, 300)).isEmpty();
    assertThat(kinds(Look.NOTHING, 420)).containsExactly(Kind.RESOLVED);
  }

  @Test
  void anotherProcessContinues() {
    Alert alert = raise(60);
    AlertLedger next = new AlertLedger("shop", List.of(alert), List.of(), at(100));
    assertThat(next.take(LIMIT, LIMIT.threshold(), Look.NOTHING, at(110))).isEmpty();
    List<AlertStep> resolved = next.take(LIMIT, LIMIT.threshold(), Look.NOTHING, at(230));
    assertThat(resolved).extracting(AlertStep::kind).containsExactly(Kind.RESOLVED);

    AlertLedger third =
        new AlertLedger("shop", List.of(resolved.getFirst().alert()), List.of(), at(300));
    third.take(LIMIT, LIMIT.threshold(), value(85), at(400));
    assertThat(third.take(LIMIT, LIMIT.threshold(), value(85), at(460)))
        .extracting(AlertStep::kind)
        .containsExactly(Kind.RETURNED);
  }

  @Test
  void anAlertOfTheSameDatabaseExplains() {
    Alert limit = raise(60);
    Alert storm = raise(STORM, SHOP, 70);
    List<AlertStep> explained = ledger.explain(List.of(LIMIT, STORM), at(130));
    assertThat(explained).hasSize(1);
    assertThat(explained.getFirst().alert().id()).isEqualTo(limit.id());
    assertThat(explained.getFirst().alert().cause()).contains(storm.id());
    assertThat(ledger.explain(List.of(LIMIT, STORM), at(131))).isEmpty();
    // When the cause is over, the other one stands for itself.
    take(STORM, Look.NOTHING, 140);
    take(STORM, Look.NOTHING, 260);
    assertThat(ledger.explain(List.of(LIMIT, STORM), at(261)))
        .extracting(step -> step.alert().cause())
        .containsExactly(Optional.empty());
  }

  @Test
  void anAlertOfAnotherDatabaseDoesNot() {
    raise(60);
    raise(STORM, Labels.of("database", "other"), 70);
    assertThat(ledger.explain(List.of(LIMIT, STORM), at(130))).isEmpty();
  }

  private Alert raise(long second) {
    return raise(LIMIT, SHOP, second - 60);
  }

  private Alert raise(Check check, Labels subject, long since) {
    Look look = new Look.Found(List.of(SymptomDraft.of(subject, 90, "90 of 100").symptom()));
    List<AlertStep> steps = new ArrayList<>(take(check, look, since));
    steps.addAll(take(check, look, since + 60));
    assertThat(steps).extracting(AlertStep::kind).containsExactly(Kind.RAISED);
    return steps.getFirst().alert();
  }
}
