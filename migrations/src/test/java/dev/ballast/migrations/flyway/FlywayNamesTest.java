package dev.ballast.migrations.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.junit.jupiter.api.Test;

/// Flyway itself says what it makes of a name.
class FlywayNamesTest {
  private static final List<String> NAMES =
      List.of(
          "V1__a.sql",
          "V1.sql",
          "V1__.sql",
          "V1_a.sql",
          "V__a.sql",
          "R__a.sql",
          "R1__a.sql",
          "R__.sql",
          "R.sql",
          "B1__a.sql",
          "V1.2_3__a__b.sql",
          "V001__a.sql",
          "V1_.sql",
          "V1a__x.sql",
          "V1__a.SQL",
          "v1__a.sql",
          "V 1__a.sql",
          "V1..2__a.sql",
          "V.1__a.sql",
          "V1__a b.sql",
          "beforeMigrate.sql",
          "beforeMigrate__x.sql",
          "beforeMigrate__.sql",
          "beforeMigrate_x.sql",
          "afterEachMigrate__a__b.sql",
          "afterEachMigrateStatement.sql",
          "beforeFoo.sql",
          "beforemigrate.sql",
          "createSchema.sql",
          "M_1-a.ddl",
          "M_1-a.sql",
          "Mix1-a.ddl",
          "M-a.ddl",
          "Rep-x.psql",
          "Rep__x.psql",
          "Base3-x.psql");

  @Test
  void aNameSaysWhatItSaysToFlyway() {
    ClassicConfiguration flyway = new ClassicConfiguration();

    for (String name : NAMES) {
      assertThat(ours(FlywayNames.DEFAULT, name)).as(name).isEqualTo(flyways(flyway, name));
    }
  }

  @Test
  void aConfiguredNameSaysWhatItSaysToFlyway() {
    ClassicConfiguration flyway = new ClassicConfiguration();
    flyway.setSqlMigrationPrefix("M_");
    flyway.setRepeatableSqlMigrationPrefix("Rep");
    flyway.setSqlMigrationSeparator("-");
    flyway.setSqlMigrationSuffixes(".ddl", ".psql");
    FlywayNames names =
        new FlywayNames(
            new FlywayNames.Prefixes("M_", "U", "B", "Rep"), "-", List.of(".ddl", ".psql"));

    for (String name : NAMES) {
      assertThat(ours(names, name)).as(name).isEqualTo(flyways(flyway, name));
    }
  }

  @Test
  void everyEventOfFlywayIsKnown() {
    assertThat(Arrays.stream(FlywayCallback.values()).map(FlywayCallback::id))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Event.values()).map(Event::getId).toList());
  }

  private static String ours(FlywayNames names, String fileName) {
    Optional<FlywayName> name = names.of(fileName);
    if (name.isEmpty()) {
      return "none";
    }
    return switch (name.get()) {
      case FlywayName.Versioned(var kind, var version, var title) ->
          kind + " " + MigrationVersion.fromVersion(version) + " " + title;
      case FlywayName.Repeatable(var title) -> "REPEATABLE " + title;
      case FlywayName.Callback(var event, var title) -> event.id() + " " + title;
    };
  }

  private static String flyways(ClassicConfiguration configuration, String fileName) {
    try {
      if (Arrays.stream(configuration.getSqlMigrationSuffixes())
          .noneMatch(suffix -> fileName.toLowerCase(Locale.ROOT).endsWith(suffix))) {
        return "none";
      }
      ResourceName name = new ResourceNameParser(configuration).parse(fileName);
      String kind = name.getType().toString();
      return name.isValid()
          ? switch (kind) {
                case "MIGRATION" -> "MIGRATION " + name.getVersion();
                case "BASELINE_MIGRATION" -> "BASELINE " + name.getVersion();
                case "REPEATABLE_MIGRATION" -> "REPEATABLE";
                default -> name.getPrefix();
              }
              + " "
              + name.getDescription()
          : "none";
    } catch (FlywayException e) {
      return "none";
    }
  }
}
