package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.Fixture.Made;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No check is without a fixture, and those whose figures are made by hand fire by them.
class CatalogueFixturesTest {
  @Test
  void eachCheckHasOneFixture() {
    List<String> tried = new ArrayList<>(PoolerFixtures.CHECKS);
    Fixtures.ofPrimary().forEach(f -> tried.addAll(f.checks()));
    PairFixtures.CHECKS.forEach(tried::add);
    Fixtures.made().forEach(f -> tried.addAll(f.checks()));
    List<Check> ofServers = new ArrayList<>(ServerChecks.list());
    // Tried on a real server as well as by hand.
    ofServers.add(Catalogue.check("key-near-end"));
    assertThat(tried)
        .containsExactlyInAnyOrderElementsOf(ofServers.stream().map(Check::name).toList());
    assertThat(AllChecks.list()).hasSize(ServerChecks.list().size() + ContentChecks.list().size());
  }

  static List<Made> made() {
    return Fixtures.made().stream().map(Made.class::cast).toList();
  }

  @ParameterizedTest
  @MethodSource("made")
  void aCheckFiresByFiguresThatAreMade(Made fixture) {
    Check check = Catalogue.check(fixture.check());
    Look sick = AlertWatch.judged(check, fixture.sick());
    assertThat(Walk.over(sick, check.threshold())).as("sick: %s", sick).hasSize(1);
    Catalogue.requireLabels(check, Walk.over(sick, check.threshold()));
    Look well = AlertWatch.judged(check, fixture.well());
    assertThat(well).isInstanceOf(Look.Found.class);
    assertThat(Walk.over(well, check.threshold())).as("well: %s", well).isEmpty();
  }
}
