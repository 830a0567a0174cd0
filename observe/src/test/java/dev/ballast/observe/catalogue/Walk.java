package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.alert.AlertLedger;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.Fixture.OnServer;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.Remedy;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Tries fixtures one after the other at servers under watch.
///
/// @param targets that checks are evaluated at, by where the fault is made
record Walk(Scene scene, Map<Fixture.Place, Target> targets) {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// What is always so at a server that was just started.
  private static final List<String> ANYWAY = List.of("server-restarted");

  /// Before there is a fault no check finds anything, each at one moment at least.
  void silent(List<OnServer> fixtures) {
    for (OnServer fixture : fixtures) {
      for (String name : fixture.checks()) {
        Check check = Catalogue.check(name);
        if (!ANYWAY.contains(name) && scene.major() >= fixture.terms().since()) {
          until(
              name + " is silent at a healthy server",
              check,
              fixture,
              look -> look instanceof Look.Found && over(look, check.threshold()).isEmpty());
        }
      }
    }
  }

  void run(OnServer fixture) throws IOException {
    boolean known = scene.major() >= fixture.terms().since();
    for (String name : fixture.checks()) {
      Check check = Catalogue.check(name);
      if (known && !ANYWAY.contains(name)) {
        until(
            name + " is silent before its fault",
            check,
            fixture,
            look -> look instanceof Look.Found && over(look, threshold(check, fixture)).isEmpty());
      }
    }
    Fixture.Undo undo = fixture.injection().into(scene);
    try {
      if (known) {
        List<Look> looks = new ArrayList<>();
        fixture.checks().forEach(name -> looks.add(fires(Catalogue.check(name), fixture)));
        if (fixture.terms().cured()) {
          cure(Catalogue.check(fixture.checks().getFirst()), fixture, looks.getFirst());
        }
      } else {
        fixture.checks().forEach(name -> undecided(name, fixture));
      }
    } finally {
      undo.end();
    }
  }

  private void undecided(String name, OnServer fixture) {
    until(
        name + " is undecided",
        Catalogue.check(name),
        fixture,
        look -> look instanceof Look.Undecided);
  }

  private Look fires(Check check, OnServer fixture) {
    Threshold threshold = threshold(check, fixture);
    Look look =
        until(
            check.name() + " finds its fault", check, fixture, l -> !over(l, threshold).isEmpty());
    Catalogue.requireLabels(check, over(look, threshold));
    AlertLedger.Moment now = new AlertLedger.Moment(CLOCK.now(), CLOCK.nanoTime());
    List<AlertStep> steps =
        new AlertLedger("shop", List.of(), List.of(), now).take(check, threshold, look, now);
    assertThat(steps).as(check.name()).isNotEmpty();
    for (AlertStep step : steps) {
      Alert alert = step.alert();
      assertThat(step.kind()).isEqualTo(AlertStep.Kind.RAISED);
      assertThat(alert.condition().summary()).as(check.name()).isNotBlank().doesNotEndWith(".");
      assertThat(alert.condition().remedies()).as(check.name()).isNotEmpty();
    }
    return look;
  }

  /// Runs the first remedy as it is.
  private void cure(Check check, OnServer fixture, Look look) {
    Threshold threshold = threshold(check, fixture);
    Remedy remedy = over(look, threshold).getFirst().condition().remedies().getFirst();
    scene.owner().execute(remedy.command());
    until(
        check.name() + " is silent after " + remedy.command(),
        check,
        fixture,
        l -> over(l, threshold).isEmpty());
  }

  private Threshold threshold(Check check, OnServer fixture) {
    Threshold own = check.threshold();
    if (fixture.terms().lowered().isEmpty()) {
      return own.after(Duration.ZERO);
    }
    double raise = fixture.terms().lowered().getAsDouble();
    assertThat(raise).as("%s is lowered", check.name()).isLessThan(own.raise());
    assertThat(own.measure()).as(check.name()).isNotIn(Measure.SHARE, Measure.TIMES);
    return new Threshold(
        own.measure(),
        raise,
        own.urgency(),
        OptionalDouble.empty(),
        raise,
        Duration.ZERO,
        own.calm());
  }

  static List<Symptom> over(Look look, Threshold threshold) {
    return look instanceof Look.Found(List<Symptom> symptoms)
        ? symptoms.stream()
            .filter(s -> threshold.urgencyOf(s.condition().value()).isPresent())
            .toList()
        : List.of();
  }

  /// What is awaited of a look.
  @FunctionalInterface
  private interface Wanted {
    boolean is(Look look);
  }

  private Look until(String what, Check check, OnServer fixture, Wanted wanted) {
    Target target = Optional.ofNullable(targets.get(fixture.place())).orElseThrow();
    long began = CLOCK.nanoTime();
    while (true) {
      Look look = AlertWatch.judged(check, scene.observed(target));
      if (wanted.is(look)) {
        return look;
      }
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        return fail("it was awaited in vain that %s; the last look: %s".formatted(what, look));
      }
      CLOCK.pause(Duration.ofMillis(50));
    }
  }

  static List<OnServer> onServer(List<Fixture> fixtures) {
    List<OnServer> some = new ArrayList<>();
    for (Fixture fixture : fixtures) {
      if (fixture instanceof OnServer one) {
        some.add(one);
      }
    }
    return some;
  }
}
