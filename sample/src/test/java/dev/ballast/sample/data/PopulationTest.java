package dev.ballast.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private final Population population = new Population(7, 0.2);

  @Test
  void rowsGrowWithTheScaleAndTenantsWithItsRoot() {
    Population hundred = new Population(7, 100);
    assertThat(hundred.orders()).isEqualTo(2_300_000);
    assertThat(hundred.tenants()).isEqualTo(400);
    assertThat(new Population(7, 0.01).tenants()).isEqualTo(4);
  }

  @Test
  void whatAnOrderNamesBelongsToItsTenant() {
    Dice dice = new Dice(7);
    long before = Calendar.startMicros();
    for (long id = 1; id <= population.orders(); id++) {
      Order order = population.order(id, dice);
      assertThat(population.tenantOfUser(order.user())).isEqualTo(order.tenant());
      assertThat(order.lines())
          .isNotEmpty()
          .allMatch(line -> population.tenantOfProduct(line.product()) == order.tenant())
          .allMatch(line -> line.amountCents() > 0);
      assertThat(order.totalCents())
          .isEqualTo(order.lines().stream().mapToLong(Order.Line::amountCents).sum());
      assertThat(order.placedAt()).isBetween(before, Calendar.endMicros() - 1);
      before = order.placedAt();
    }
  }

  @Test
  void monthsShareAllEventsAndGrow() {
    assertThat(population.firstEventOf(0)).isEqualTo(1);
    assertThat(population.firstEventOf(12)).isEqualTo(population.events() + 1);
    long before = 0;
    for (int month = 0; month < 12; month++) {
      long count = population.firstEventOf(month + 1) - population.firstEventOf(month);
      assertThat(count).isGreaterThan(before);
      before = count;
    }
  }

  @Test
  void refusesAScaleOutOfRange() {
    assertThatThrownBy(() -> new Population(7, 0)).hasMessageContaining("scale");
    assertThatThrownBy(() -> new Population(7, Double.NaN)).hasMessageContaining("scale");
    assertThatThrownBy(() -> new Population(7, 1001)).hasMessageContaining("scale");
  }

  @Test
  void theShopsYearIsFixed() {
    assertThat(Calendar.end()).isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
    assertThat(Calendar.partitionOf(0)).isEqualTo("events_2025_07");
    assertThat(Calendar.partitionOf(11)).isEqualTo("events_2026_06");
  }
}
