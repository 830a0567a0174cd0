package dev.ballast.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void givesEveryRowToOneTenantAndFollowsTheHarmonicLaw() {
    Shares shares = new Shares(4, 2_512);
    long[] counted = new long[5];
    for (long id = 1; id <= 2_512; id++) {
      counted[shares.tenantOf(id)]++;
    }
    // 2500 rows are shared as 1 : 1/2 : 1/3 : 1/4 of 25/12, and everybody has 3 more.
    assertThat(counted).containsExactly(0, 1_203, 603, 403, 303);
    for (int tenant = 1; tenant <= 4; tenant++) {
      assertThat(shares.rowsOf(tenant)).isEqualTo(counted[tenant]);
    }
  }

  @Test
  void aRowDrawnForATenantIsItsOwn() {
    Shares shares = new Shares(40, 4_001);
    Dice dice = new Dice(7);
    for (int i = 0; i < 2_000; i++) {
      int tenant = shares.anyTenant(dice);
      long id = shares.anyOf(tenant, dice);
      assertThat(id).isBetween(1L, 4_001L);
      assertThat(shares.tenantOf(id)).isEqualTo(tenant);
    }
  }

  @Test
  void refusesFewerRowsThanEveryTenantNeeds() {
    assertThatThrownBy(() -> new Shares(4, 11)).hasMessageContaining("4 tenants: 11");
  }
}
