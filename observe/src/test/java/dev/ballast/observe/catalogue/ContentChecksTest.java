package dev.ballast.observe.catalogue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each check finds what is wrong, and not what looks alike.
class ContentChecksTest {
  private static final Map<String, Check> CHECKS =
      ContentChecks.list().stream().collect(Collectors.toMap(Check::name, Function.identity()));

  /// These look for something that the node itself knows, or that the target's declaration asks
  /// for, so that nothing is to be found where there is none.
  private static final Set<String> NOTHING_TO_KNOW =
      Set.of(
          "store-away",
          "journal-filling",
          "readings-dropped",
          "journal-broken",
          "evaluation-late",
          "certificate-expiring",
          "certificate-unusable",
          "log-not-received",
          "reading-failing",
          "privileges-missing");

  /// Found by an event; that there is none is known where no event is missing.
  private static final Set<String> OF_EVENTS =
      Set.of(
          "superuser-added",
          "role-gained-rights",
          "setting-changed",
          "log-gap",
          "received-log-damaged");

  static List<Case> cases() {
    return ContentCases.list();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsWrongIsFound(Case each) {
    Check check = requireNonNull(CHECKS.get(each.check()), each.check());
    List<Symptom> symptoms = found(check, each.sick());

    List<Symptom> wrong = symptoms.stream().filter(s -> urgency(check, s).isPresent()).toList();
    assertThat(wrong).as(each.check()).hasSize(1);
    Symptom symptom = wrong.getFirst();
    Catalogue.requireLabels(check, wrong);
    assertThat(urgency(check, symptom)).as(each.check()).contains(each.urgency());
    assertThat(symptom.condition().summary()).as(each.check()).isNotBlank().doesNotEndWith(".");
    assertThat(symptom.condition().remedies()).as(each.check()).isNotEmpty();
    assertThat(symptom.condition().remedies().stream().map(Remedy::command))
        .as(each.check())
        .noneMatch(command -> command.contains("%s"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatLooksAlikeIsNot(Case each) {
    Check check = requireNonNull(CHECKS.get(each.check()), each.check());
    assertThat(found(check, each.well()))
        .as(each.check())
        .allMatch(s -> check.threshold().isWell(s.condition().value()));
  }

  @Test
  void everyCheckHasACase() {
    assertThat(ContentCases.list().stream().map(Case::check).collect(Collectors.toSet()))
        .isEqualTo(CHECKS.keySet());
  }

  @Test
  void whatIsNotKnownIsNotWell() {
    Set<String> silent = new HashSet<>();
    for (Check check : CHECKS.values()) {
      switch (check.look(Situation.empty().missingEvents("the store is away").observed())) {
        case Look.Undecided(String why) -> assertThat(why).as(check.name()).isNotBlank();
        case Look.Learning learning -> throw new AssertionError(check.name() + ": " + learning);
        case Look.Partly partly -> throw new AssertionError(check.name() + ": " + partly);
        case Look.Found(List<Symptom> symptoms) -> {
          assertThat(symptoms).as(check.name()).isEmpty();
          silent.add(check.name());
        }
      }
    }
    assertThat(silent).isEqualTo(NOTHING_TO_KNOW);
  }

  @Test
  void anEventThatIsMissingMayBeTheOne() {
    for (String name : OF_EVENTS) {
      Check check = requireNonNull(CHECKS.get(name));
      assertThat(check.look(Situation.empty().observed())).isEqualTo(Look.NOTHING);
      assertThat(check.look(Situation.empty().missingEvents("it is away").observed()))
          .isEqualTo(
              new Look.Undecided("the events of the last hour are not all known: it is away"));
    }
  }

  @Test
  void bloatIsUndecidedWhereStatisticsAreHidden() {
    Labels table =
        Labels.of(
            new Label("database", "shop"),
            new Label("schema", "public"),
            new Label("table", "orders"));
    assertThat(
            requireNonNull(CHECKS.get("table-bloat"))
                .look(Situation.empty().figure("flaw_table_bloat", table, "bytes", 1e9).observed()))
        .isEqualTo(
            new Look.Undecided(
                "the statistics of table public.orders in database shop are hidden: grant"
                    + " pg_read_all_data to the role of the watch"));
  }

  @Test
  void aDiskOfAnotherMachineIsNotKnown() {
    assertThat(
            requireNonNull(CHECKS.get("disk-full-soon"))
                .look(Situation.empty().none("host_disk").observed()))
        .isEqualTo(new Look.Undecided("the node runs on another machine than the server"));
  }

  @Test
  void aValueThatWaitsForARestartIsNoErrorOfItsFile() {
    Check check = requireNonNull(CHECKS.get("log-setting-invalid"));
    Instant reload = Situation.NOW.minusSeconds(600);
    Situation waiting =
        Situation.empty()
            .logged(LogClass.CHECKPOINT, 1)
            .event(settings(LogClass.SETTING_PENDING, reload).with("setting", "max_connections"))
            .event(ofFile(reload.plusMillis(2)));
    assertThat(check.look(waiting.observed())).isEqualTo(Look.NOTHING);

    Situation wrongValueToo =
        waiting.event(
            settings(LogClass.SETTING_INVALID, reload.plusMillis(1)).with("setting", "work_mem"));
    assertThat(found(check, wrongValueToo)).hasSize(1);
    assertThat(found(check, wrongValueToo).getFirst().condition().value()).isEqualTo(1);

    // A file that could not be read at another reload.
    Situation later =
        Situation.empty()
            .logged(LogClass.CHECKPOINT, 1)
            .event(settings(LogClass.SETTING_PENDING, reload).with("setting", "max_connections"))
            .event(ofFile(reload.plusSeconds(300)));
    assertThat(found(check, later)).hasSize(1);
  }

  private static Event settings(LogClass type, Instant at) {
    return Event.of(
            Situation.TARGET, at, EventSource.LOG, type.severity(), type.key(), type.meaning())
        .with("process", "4711");
  }

  private static Event ofFile(Instant at) {
    return settings(LogClass.SETTING_INVALID, at).with("file", "/srv/data/postgresql.conf");
  }

  /// What is explained notifies nobody by itself.
  @Test
  void nothingIsHiddenBehindWhatIsLessUrgent() {
    Map<String, Check> all =
        AllChecks.list().stream().collect(Collectors.toMap(Check::name, Function.identity()));
    for (Check check : CHECKS.values()) {
      for (String cause : check.explainedBy()) {
        assertThat(worst(requireNonNull(all.get(cause), cause)))
            .as(check.name() + " by " + cause)
            .isGreaterThanOrEqualTo(worst(check));
      }
    }
  }

  private static Urgency worst(Check check) {
    return check.threshold().page().isPresent() ? Urgency.PAGE : check.threshold().urgency();
  }

  @Test
  void namesAreQuotedInRemedies() {
    assertThat(commands("unused-index"))
        .contains("DROP INDEX CONCURRENTLY public.\"Orders\"\" idx\";");
    assertThat(commands("redundant-index"))
        .containsExactly("SET lock_timeout = '2s';\nDROP INDEX public.\"Orders\"\" idx\";");
    assertThat(commands("foreign-key-without-index"))
        .containsExactly(
            "CREATE INDEX CONCURRENTLY ON public.\"Orders; --\" (\"Customer\", site);");
    assertThat(commands("unlogged-table"))
        .containsExactly(
            "ballast change rehearse --target shop --statement"
                + " 'ALTER TABLE public.\"Orders; --\" SET LOGGED'");
    assertThat(commands("log-panic").getFirst()).isEqualTo("ballast log read '/var/log/pg log'/*");
  }

  private static List<String> commands(String name) {
    Check check = requireNonNull(CHECKS.get(name));
    Case first =
        ContentCases.list().stream().filter(c -> c.check().equals(name)).findFirst().orElseThrow();
    return found(check, first.sick()).getFirst().condition().remedies().stream()
        .map(Remedy::command)
        .toList();
  }

  private static List<Symptom> found(Check check, Situation situation) {
    return switch (check.look(situation.observed())) {
      case Look.Found(List<Symptom> symptoms) -> symptoms;
      case Look.Partly(List<Symptom> symptoms, String why) ->
          throw new AssertionError(check.name() + " is partly undecided: " + why);
      case Look.Undecided(String why) ->
          throw new AssertionError(check.name() + " is undecided: " + why);
      case Look.Learning(String progress) ->
          throw new AssertionError(check.name() + " is learning: " + progress);
    };
  }

  private static Optional<Urgency> urgency(Check check, Symptom symptom) {
    return check.threshold().urgencyOf(symptom.condition().value());
  }
}
