package dev.ballast.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.store.access.Account;
import dev.ballast.store.access.ApiToken;
import dev.ballast.store.access.Profile;
import dev.ballast.store.access.Role;
import dev.ballast.store.access.Scope;
import dev.ballast.store.access.SecretHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The whole table of who may do what, by hand.
class AccessTest {
  private static final Instant NOW = Instant.parse("2026-11-29T20:15:00Z");

  @Test
  void aRoleMayDoWhatTheOnesBelowItMay() {
    assertThat(allowed(person(Role.VIEWER, true)))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.SESSION, Need.METRICS, Need.READ);
    assertThat(allowed(person(Role.OPERATOR, true)))
        .containsExactlyInAnyOrder(
            Need.NOTHING, Need.KNOWN, Need.SESSION, Need.METRICS, Need.READ, Need.OPERATE);
    assertThat(allowed(person(Role.ADMIN, true)))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Need.OWNER)));
  }

  @Test
  void aScopeIncludesNoOther() {
    assertThat(allowed(program(Optional.of(Role.ADMIN), Scope.READ_METRICS)))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.METRICS);
    assertThat(allowed(program(Optional.of(Role.ADMIN), Scope.READ_API)))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.READ);
    assertThat(allowed(program(Optional.of(Role.ADMIN), Scope.OPERATE)))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.OPERATE);
    assertThat(allowed(program(Optional.empty(), Scope.ADMIN)))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.ADMIN);
  }

  @Test
  void aTokenMayNoMoreThanItsOwnerMayNow() {
    assertThat(allowed(program(Optional.of(Role.VIEWER), Scope.values())))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.METRICS, Need.READ);
    assertThat(allowed(program(Optional.of(Role.OPERATOR), Scope.values())))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.METRICS, Need.READ, Need.OPERATE);
  }

  @Test
  void nobodyAndTheDisabledMayOnlyWhatAnybodyMay() {
    assertThat(allowed(new Identity.Nobody())).containsExactly(Need.NOTHING);
    assertThat(allowed(person(Role.ADMIN, false))).containsExactly(Need.NOTHING);
  }

  @Test
  void whoIsRememberedOnlyMayReadAndNoMore() {
    assertThat(allowed(new Identity.Remembered(person(Role.ADMIN, true))))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.METRICS, Need.READ);
    assertThat(
            allowed(new Identity.Remembered(program(Optional.of(Role.ADMIN), Scope.READ_METRICS))))
        .containsExactlyInAnyOrder(Need.NOTHING, Need.KNOWN, Need.METRICS);
  }

  @Test
  void theOwnerOfTheFolderMayEverythingButEndASession() {
    assertThat(allowed(new Identity.Owner()))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Need.SESSION)));
  }

  private static Set<Need> allowed(Identity identity) {
    Set<Need> allowed = EnumSet.noneOf(Need.class);
    Arrays.stream(Need.values())
        .filter(need -> Access.allows(identity, need))
        .forEach(allowed::add);
    return allowed;
  }

  private static Identity person(Role role, boolean enabled) {
    return new Identity.Person(
        new Account(
            1,
            "ann",
            role,
            Optional.empty(),
            true,
            NOW,
            enabled ? Optional.empty() : Optional.of(NOW),
            Profile.USUAL),
        SecretHash.of("cookie"),
        NOW);
  }

  private static Identity program(Optional<Role> ownerRole, Scope... scopes) {
    return new Identity.Program(
        new ApiToken(
            1,
            "scraper",
            ownerRole.map(role -> "ann"),
            ownerRole,
            "blt_0",
            List.of(scopes),
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
