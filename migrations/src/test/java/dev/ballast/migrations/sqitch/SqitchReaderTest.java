package dev.ballast.migrations.sqitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import org.junit.jupiter.api.Test;

class SqitchReaderTest {
  private final MigrationSet set = Told.read("sqitch");

  @Test
  void followsThePlanAndFindsTheScriptsOfReworkedChanges() {
    assertThat(set.tool()).isEqualTo(Tool.SQITCH);
    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED appschema (The schema.) deploy/appschema.sql:1 PER_STATEMENT 3"
                + " <- revert/appschema.sql:1 PER_STATEMENT 3",
            "VERSIONED users@v1.0 (Users [of all kinds]) deploy/users@v1.0.sql:1 PER_STATEMENT 3"
                + " <- revert/users@v1.0.sql:1 PER_STATEMENT 3",
            "VERSIONED orders@v1.1 () deploy/orders@v1.1.sql:1 PER_STATEMENT 3",
            "VERSIONED users (Users, again) deploy/users.sql:1 PER_STATEMENT 3"
                + " <- revert/users.sql:1 PER_STATEMENT 3",
            "VERSIONED orders () deploy/orders.sql:1 PER_STATEMENT 3",
            "VERSIONED orders () deploy/orders.sql:1 PER_STATEMENT 3");
  }

  @Test
  void tellsWhatThePlanLacks() {
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR sqitch-requirement-missing sqitch.plan:12",
            "ERROR version-duplicate sqitch.plan:14",
            "ERROR sqitch-script-missing sqitch.plan:12",
            "WARNING file-not-a-migration deploy/stray.sql:0",
            "INFO down-missing deploy/orders@v1.1.sql:0",
            "INFO down-missing deploy/orders.sql:0",
            "INFO down-missing deploy/orders.sql:0");
  }

  @Test
  void followsTheConfigurationAndItsVariables() {
    MigrationSet configured = Told.read("sqitch_configured");

    assertThat(Told.migrations(configured))
        .containsExactly(
            "VERSIONED tables () db/deploy/tables.psql:1 PER_STATEMENT 4"
                + " <- db/back/tables.psql:1 PER_STATEMENT 1",
            "VERSIONED view@v1 () db/old/deploy/view@v1.psql:1 PER_STATEMENT 1",
            "VERSIONED view () db/deploy/view.psql:1 PER_STATEMENT 1");
    assertThat(Told.parts(configured.migrations().getFirst().up()))
        .containsExactly(
            "begin", "create table app.t (id int)", "grant select on app.t to public", "commit");
    assertThat(Told.parts(configured.migrations().getFirst().down().orElseThrow()))
        .containsExactly("drop table \"app\".t");
    assertThat(Told.problems(configured).stream().filter(it -> !it.contains("down-missing")))
        .containsExactly("ERROR sqitch-conflict db/sqitch.plan:7");
  }
}
