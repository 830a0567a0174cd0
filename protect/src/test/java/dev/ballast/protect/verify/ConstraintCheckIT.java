package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.confine.ConfinableCluster;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.targets.config.Invariant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintCheckIT {
  private static final Invariant NO_NEGATIVE =
      new Invariant("no negative stock", "postgres", "SELECT id, stock FROM item WHERE stock < 0;");

  private static LevelResult check(TemporaryCluster cluster, Invariant... invariants) {
    return ConstraintCheck.check(
        List.of(invariants),
        ConfinedCopy.confine(
            cluster.settings("template1"), cluster.installation().version().major()),
        CheckSettings.defaults(),
        Optional.empty(),
        Clock.system());
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void findsNothingWrongWithAHealthyDatabaseHoweverOdd(int major) {
    try (TemporaryCluster cluster = OddSchema.cluster(major)) {
      OddSchema.create(cluster);
      LevelResult result =
          check(
              cluster,
              new Invariant(
                  "no lonely notes",
                  OddSchema.DATABASE,
                  "SELECT id FROM event_notes WHERE note = 'lonely'; "));
      assertThat(result.verdict())
          .as(String.join("\n", result.facts()))
          .isEqualTo(Verdict.proved());
      assertThat(result.summary()).contains("1 of 1 invariants");
      assertThat(result.facts())
          .contains(
              "odd \"db\": foreign key not_yet of public.half_checked is not validated: 1 breaches, first (777)",
              "odd \"db\": check not_yet_positive of public.half_checked is not validated: 1 breaches, first (1,1)")
          .hasSize(major == 18 ? 3 : 2);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void namesEveryBrokenRuleWithItsBreaches(int major) {
    try (TemporaryCluster cluster = ConfinableCluster.start(major);
        Session session = cluster.session()) {
      session.execute(OddSchema.text("broken-rules.sql"));
      LevelResult result = check(cluster, NO_NEGATIVE);
      assertThat(result.verdict()).isInstanceOf(Verdict.Refuted.class);
      assertThat(result.facts())
          .contains(
              "postgres: foreign key item_order_fk of public.item: 2 breaches, first (5), (6)",
              "postgres: foreign key part_fk of public.part: 1 breaches, first (7,2024-03-01)",
              "postgres: foreign key full_fk of public.fully: 2 breaches, first (1,), (9,9)",
              "postgres: unique key doubled_pkey of public.doubled: 1 breaches, first (1)",
              "postgres: unique key doubled_lower of public.doubled: 1 breaches, first (ann)",
              "postgres: exclusion constraint no_overlap of public.booked: 1 breaches, first (\"[1,5)\")",
              "postgres: exclusion constraint hours_no_overlap of public.hours: Key (k1)=([40000,40005)) conflicts with key (k1)=([40003,40004)).",
              "postgres: unique key digits_once of public.digits: Key (k1)=(42) is duplicated.",
              "postgres: check positive of public.item: 1 breaches, first (3,1,-3)",
              "postgres: not null order_id of public.item: 1 breaches, first (4,,1)",
              "postgres: domain check short of code of public.coded: 1 breaches, first (1,toolong)",
              "postgres: invariant no negative stock: 1 breaches, first (3,-3)");
      assertThat(result.facts())
          .anyMatch(
              f ->
                  f.startsWith(
                      "postgres: exclusion constraint rooms_no_overlap of public.rooms: Key (k1, k2)=("));
      if (major >= 15) {
        assertThat(result.facts())
            .contains("postgres: unique key once_id_key of public.once: 1 breaches, first ()");
      }
      if (major >= 18) {
        assertThat(result.facts())
            .contains(
                "postgres: foreign key within_period of public.within: 1 breaches, first (1,\"[2024-05-01,2024-08-01)\")");
      }
      assertThat(result.facts()).hasSize(major >= 18 ? 15 : major >= 15 ? 14 : 13);
    }
  }

  @Test
  void aRuleThatCannotBeReadLeavesTheLevelUndecided() {
    try (TemporaryCluster cluster = ConfinableCluster.start(18)) {
      LevelResult result =
          check(
              cluster,
              new Invariant("typo", "postgres", "SELECT 1 FROM no_such_table"),
              new Invariant("elsewhere", "no such database", "SELECT 1"),
              new Invariant("writes", "postgres", "SELECT pg_current_xact_id() WHERE false"));
      assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
      assertThat(result.facts())
          .anyMatch(f -> f.startsWith("undecided: postgres: invariant typo: relation"))
          .anyMatch(f -> f.startsWith("undecided: invariant elsewhere: database"));
    }
  }
}
