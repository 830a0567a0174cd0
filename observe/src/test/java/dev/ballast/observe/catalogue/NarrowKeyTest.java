package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Past;
import dev.ballast.observe.check.Symptom;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Until when a column has values, and what its sequence is advised.
class NarrowKeyTest {
  /// Of 2,147,483,647 values of an int4.
  private static final double USED = 0.8;

  private static final double LAST = USED * Integer.MAX_VALUE;

  private static final Labels KEY =
      Labels.of(
          new Label("database", "shop"),
          new Label("schema", "public"),
          new Label("table", "orders"),
          new Label("column", "id"),
          new Label("sequence_schema", "public"),
          new Label("sequence", "orders_id_seq"));

  @Test
  void theDeadlineIsThatOfTheRateOfTheLastHour() {
    // A fifth of the values is left, 429,496,729, of which 1,000 are used per second: 4.97 days.
    Observed observed =
        new Hand()
            .remember(0, Readings.of("key", row(LAST - 3_600_000)))
            .observed(3600, 300, Readings.of("key", row(LAST)));

    Symptom symptom = only(Catalogue.check("key-near-end").look(observed));

    assertThat(symptom.condition().summary())
        .isEqualTo(
            "80.0 % of the values of column id of table public.orders in database shop are used"
                + " up, and the last one is in 4 d");
    // 429,496 s after 11:00 on 1 March.
    assertThat(symptom.condition().evidence())
        .contains(new EventDetail("last_one_at", "2026-03-06T10:00:00Z"));
  }

  @Test
  void theRateOfDaysComesFirst() {
    Situation situation =
        Situation.empty()
            .figure("key", KEY, "used_ratio", USED)
            .figure("key", KEY, "last_value", LAST)
            .with(new Past(List.of(new Past.Trend("key", KEY, 10, Duration.ofDays(7))), List.of()));

    // 42,949,672 s.
    assertThat(summary(situation)).endsWith("are used up, and the last one is in 497 d");
  }

  @Test
  void withoutARateThereIsNoDeadline() {
    Situation situation =
        Situation.empty()
            .figure("key", KEY, "used_ratio", USED)
            .figure("key", KEY, "last_value", LAST);

    assertThat(summary(situation)).endsWith("are used up");
  }

  /// Alone it would give values that the column refuses.
  @Test
  void aSequenceOfANarrowColumnIsWidenedWithIt() {
    Labels sequence =
        Labels.of(
            new Label("database", "shop"),
            new Label("schema", "public"),
            new Label("sequence", "orders_id_seq"));
    Situation situation =
        Situation.empty()
            .figure("sequence", sequence, "used_ratio", USED)
            .figure("key", KEY, "used_ratio", USED);

    assertThat(remedies(situation))
        .containsExactly(
            "ballast change rehearse --target shop --statement"
                + " 'ALTER TABLE public.orders ALTER COLUMN id TYPE bigint'");
    assertThat(remedies(Situation.empty().figure("sequence", sequence, "used_ratio", USED)))
        .containsExactly(
            "SET lock_timeout = '2s';\nALTER SEQUENCE public.orders_id_seq AS bigint NO MAXVALUE;");
  }

  private static List<String> remedies(Situation situation) {
    return only(Catalogue.check("sequence-near-end").look(situation.observed()))
        .condition()
        .remedies()
        .stream()
        .map(Remedy::command)
        .toList();
  }

  private static String summary(Situation situation) {
    return only(Catalogue.check("key-near-end").look(situation.observed())).condition().summary();
  }

  private static Symptom only(Look look) {
    assertThat(look.symptoms()).hasSize(1);
    return look.symptoms().getFirst();
  }

  private static Row row(double last) {
    return new Row(KEY, Map.of("used_ratio", last / Integer.MAX_VALUE, "last_value", last));
  }
}
