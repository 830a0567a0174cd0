package dev.ballast.change.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.change.course.Latencies;
import dev.ballast.change.course.LockHeld;
import dev.ballast.change.course.LockWaited;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.course.ScriptCourse;
import dev.ballast.change.course.Way;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.rehearse.PolicyFinding;
import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.change.state.StateCompared;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.sql.LockMode;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;

class RehearsalClaimsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ChangeDigest ONE = digest("11");
  private static final ChangeDigest OTHER = digest("22");

  @TempDir private Path folder;

  /// A kind of entry that says less than a claim does.
  private record Less(String claim) {}

  @Test
  void theNewestRehearsalOfExactlyThisChangeOnThisTargetIsFoundAsItWasWritten() {
    try (Vault vault = vault()) {
      assertThat(RehearsalClaims.read(vault.evidence()).newest(ONE, "shop")).isEmpty();
      vault.evidence().append(RehearsalClaim.KIND, claim(ONE, "shop", Verdict.proved(), 0));
      RehearsalClaim second = claim(ONE, "shop", Verdict.refuted("4.1 s"), 0);
      vault.evidence().append(RehearsalClaim.KIND, second);
      vault.evidence().append(RehearsalClaim.KIND, claim(OTHER, "shop", Verdict.proved(), 0));
      vault.evidence().append(RehearsalClaim.KIND, claim(ONE, "shop two", Verdict.proved(), 0));
      vault.evidence().append(RehearsalClaim.KIND, claim(ONE, "shopping", Verdict.proved(), 0));

      RehearsalClaims claims = RehearsalClaims.read(vault.evidence());

      assertThat(claims.newest(ONE, "shop")).hasValue(new RehearsalClaims.Recorded(2, second));
      assertThat(claims.newest(digest("33"), "shop")).isEmpty();
    }
  }

  @Test
  void anEntryOfAnotherFormIsNoClaim() {
    try (Vault vault = vault()) {
      vault.evidence().append("remark", new Less("all is well"));
      assertThat(RehearsalClaims.read(vault.evidence()).recorded()).isEmpty();

      vault.evidence().append(RehearsalClaim.KIND, new Less("all is well"));
      assertThatThrownBy(() -> RehearsalClaims.read(vault.evidence()))
          .isInstanceOf(JacksonException.class);
    }
  }

  /// An entry of before has neither key; one of now is read as it was written.
  @Test
  void theCourseOfARehearsalIsKeptWhereThereIsOne() {
    RehearsalClaim without = claim(ONE, "shop", Verdict.proved(), 0);
    String json = new String(Json.write(without), StandardCharsets.UTF_8);
    assertThat(json).doesNotContain("\"course\"").doesNotContain("\"compared\"");
    assertThat(Json.read(json.getBytes(StandardCharsets.UTF_8), RehearsalClaim.class))
        .isEqualTo(without);

    RehearsalCourse course =
        new RehearsalCourse(
            RehearsalCourse.FORM,
            Instant.parse("2026-11-20T12:00:00Z"),
            Duration.ofSeconds(9),
            Duration.ofMillis(250),
            List.of(
                new Latencies(
                    Duration.ZERO, 12, 1, 0, Duration.ofMillis(2), Duration.ofMillis(9), SECOND)),
            List.of(
                new ScriptCourse(
                    "V7.sql",
                    Way.FORWARDS,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4),
                    List.of(),
                    List.of(
                        new LockHeld(
                            "orders",
                            LockMode.ACCESS_EXCLUSIVE,
                            1,
                            Duration.ofSeconds(3),
                            Duration.ofSeconds(4))),
                    List.of(
                        new LockWaited(
                            "orders",
                            LockMode.ACCESS_SHARE,
                            Duration.ofSeconds(3),
                            Duration.ofSeconds(4),
                            3,
                            SECOND)))),
            0);
    RehearsalClaim with =
        new RehearsalClaim(
            without.claim(),
            without.subject(),
            without.change(),
            without.limits(),
            without.policy(),
            without.rollback(),
            without.derived(),
            without.unread(),
            without.run(),
            without.rerun(),
            Optional.of(course),
            Optional.of(new StateCompared(40, 3, 50_000, 0, 3, true, List.of("rows"), 0)));
    assertThat(Json.read(Json.write(with), RehearsalClaim.class)).isEqualTo(with);
  }

  @Test
  void aFileThatWasNotReadLeavesTheWholeUndecided() {
    assertThat(claim(ONE, "shop", Verdict.proved(), 0).verdict()).isEqualTo(Verdict.proved());
    assertThat(claim(ONE, "shop", Verdict.proved(), 2).verdict())
        .isEqualTo(Verdict.undecided("the files have 2 errors, so that not all of it ran"));
    assertThat(claim(ONE, "shop", Verdict.refuted("4.1 s"), 2).verdict())
        .isEqualTo(Verdict.refuted("4.1 s"));
  }

  private Vault vault() {
    return Vault.init(
        new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), Clock.system()),
        MasterKey.generate(),
        Vault.DEFAULT_CHUNK_SIZE);
  }

  private static ChangeDigest digest(String pair) {
    return new ChangeDigest(
        pair.repeat(32), List.of(new ChangeDigest.Each("V7.sql", false, "ab".repeat(32))));
  }

  private static RehearsalClaim claim(
      ChangeDigest change, String target, Verdict blocking, long unread) {
    Instant noon = Instant.parse("2026-11-20T12:00:00Z");
    return new RehearsalClaim(
        "ACCESS EXCLUSIVE on orders for 4.1 s",
        target + " 20261120t072257z-3f9a1c5e",
        change,
        RehearsalPolicy.DEFAULT,
        List.of(
            new PolicyFinding(PolicyFinding.Rule.RUNS, Verdict.proved()),
            new PolicyFinding(PolicyFinding.Rule.LONGEST_BLOCKING, blocking)),
        Verdict.undecided("nothing was compared"),
        List.of("V7.sql"),
        unread,
        new RehearsalClaim.Run(
            "shop-3f9a1c5e", Optional.of(noon), "17.11", "whole", "shop", "app", noon, noon),
        "ballast change rehearse V7.sql",
        Optional.empty(),
        Optional.empty());
  }
}
