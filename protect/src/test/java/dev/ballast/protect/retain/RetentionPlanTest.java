package dev.ballast.protect.retain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.format.DepositId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a listing shows and what the rules keep, over records that no server had to write.
class RetentionPlanTest {
  @TempDir Path folder;
  private Shelf shelf;

  @BeforeEach
  void open() {
    shelf = new Shelf(folder);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static RetentionRules rules(int last, int daily, int weekly, boolean proven) {
    return new RetentionRules(number(last), number(daily), number(weekly), proven);
  }

  private static Optional<Integer> number(int of) {
    return of == 0 ? Optional.empty() : Optional.of(of);
  }

  private List<DepositId> removed(RetentionRules rules) {
    return RetentionPlan.of(shelf.vault(), rules, Optional.empty()).removals().stream()
        .map(RetentionPlan.Removal::id)
        .toList();
  }

  private static void assertRefused(RetentionPlan plan, String loss) {
    assertThatThrownBy(plan::requireNoLoss)
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ProtectError.LAST_BACKUP);
              assertThat(fault.detail().orElseThrow()).isEqualTo(loss);
            });
  }

  @Test
  void eachTargetKeepsItsNewest() {
    DepositId first = shelf.backup("shop", "2026-11-01T10:00:00Z");
    DepositId second = shelf.backup("shop", "2026-11-02T10:00:00Z");
    shelf.backup("shop", "2026-11-03T10:00:00Z");
    DepositId other = shelf.backup("blog", "2026-11-01T11:00:00Z");
    assertThat(removed(rules(1, 0, 0, false))).containsExactly(first, second);
    assertThat(removed(rules(2, 0, 0, false))).containsExactly(first);
    assertThat(removed(rules(0, 0, 0, false))).isEmpty();
    RetentionPlan ofBlog =
        RetentionPlan.of(shelf.vault(), rules(1, 0, 0, false), Optional.of("blog"));
    assertThat(ofBlog.removals()).isEmpty();
    assertThat(ofBlog.kept()).extracting(kept -> kept.backup().id()).containsExactly(other);
  }

  @Test
  void theNewestOfEachDayAndOfEachWeekStays() {
    // a Sunday, the Monday of the next week, and a Thursday of the week after
    DepositId sunday = shelf.backup("shop", "2026-11-01T23:00:00Z");
    DepositId morning = shelf.backup("shop", "2026-11-02T01:00:00Z");
    DepositId evening = shelf.backup("shop", "2026-11-02T23:59:59Z");
    DepositId thursday = shelf.backup("shop", "2026-11-12T00:00:00Z");
    assertThat(removed(rules(0, 2, 0, false))).containsExactly(sunday, morning);
    assertThat(removed(rules(0, 3, 0, false))).containsExactly(morning);
    assertThat(removed(rules(0, 0, 2, false))).containsExactly(sunday, morning);
    assertThat(removed(rules(0, 0, 3, false))).containsExactly(morning);
    assertThat(removed(rules(0, 1, 3, false))).containsExactly(morning);
    assertThat(thursday).isNotEqualTo(evening);
  }

  @Test
  void aClockSetBackChangesNoOrder() {
    DepositId first = shelf.backup("shop", "2026-11-09T10:00:00Z");
    DepositId second = shelf.backup("shop", "2026-11-02T10:00:00Z");
    assertThat(BackupListing.of(shelf.vault()).backups())
        .extracting(backup -> backup.id())
        .containsExactly(first, second);
    assertThat(removed(rules(1, 0, 0, false))).containsExactly(first);
  }

  @Test
  void theNewestProvedStaysOrItsRemovalIsRefused() {
    DepositId proved = shelf.backup("shop", "2026-11-01T10:00:00Z");
    DepositId refuted = shelf.backup("shop", "2026-11-02T10:00:00Z");
    DepositId unproven = shelf.backup("shop", "2026-11-03T10:00:00Z");
    shelf.prove("shop", proved, Verdict.proved());
    shelf.prove("shop", refuted, Verdict.proved());
    shelf.prove("shop", refuted, Verdict.refuted("it does not restore"));
    assertThat(removed(rules(1, 0, 0, true))).containsExactly(refuted);
    assertRefused(
        RetentionPlan.of(shelf.vault(), rules(1, 0, 0, false), Optional.empty()),
        "target shop would have no backup left that was proved");
    RetentionPlan.of(shelf.vault(), List.of(refuted.text(), unproven.text())).requireNoLoss();
    shelf.prove("shop", unproven, Verdict.undecided("it was not compared"));
    assertRefused(
        RetentionPlan.of(shelf.vault(), List.of(proved.text())),
        "target shop would have no backup left that was proved");
    shelf.prove("shop", unproven, Verdict.proved());
    RetentionPlan.of(shelf.vault(), rules(1, 0, 0, false), Optional.empty()).requireNoLoss();
  }

  @Test
  void whereTheLogIsNotAsItWasLeftNobodyKnowsWhatWasProved() throws IOException {
    DepositId proved = shelf.backup("shop", "2026-11-01T10:00:00Z");
    shelf.prove("shop", proved, Verdict.proved());
    shelf.backup("shop", "2026-11-02T10:00:00Z");
    Files.delete(folder.resolve("vault/evidence/0000000000000002"));
    RetentionPlan plan = RetentionPlan.of(shelf.vault(), rules(1, 0, 0, false), Optional.empty());
    assertThat(plan.removals()).extracting(RetentionPlan.Removal::id).containsExactly(proved);
    assertThatThrownBy(plan::requireNoLoss)
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.detail().orElseThrow()).contains("evidence log"));
  }

  @Test
  void theLastBackupOfATargetIsRefused() {
    DepositId only = shelf.backup("shop", "2026-11-01T10:00:00Z");
    shelf.backup("blog", "2026-11-01T11:00:00Z");
    assertRefused(
        RetentionPlan.of(shelf.vault(), List.of(only.text())),
        "target shop would have no backup left");
    assertRefused(
        RetentionPlan.of(shelf.vault(), rules(0, 0, 0, true), Optional.of("shop")),
        "target shop would have no backup left");
    DepositId bad = shelf.quarantined("shop", "2026-11-02T10:00:00Z");
    assertRefused(
        RetentionPlan.of(shelf.vault(), List.of(only.text())),
        "target shop would have no backup left that is not in quarantine");
    RetentionPlan.of(shelf.vault(), List.of(bad.text())).requireNoLoss();
  }

  @Test
  void aQuarantinedBackupCountsForNoRuleAndStaysWhileItIsTheNewest() {
    DepositId older = shelf.quarantined("shop", "2026-11-01T10:00:00Z");
    shelf.backup("shop", "2026-11-02T10:00:00Z");
    shelf.quarantined("shop", "2026-11-03T10:00:00Z");
    assertThat(removed(rules(1, 0, 0, false))).containsExactly(older);
  }

  @Test
  void aNameThatFitsNoneOrSeveralRemovesNothing() {
    shelf.backup("shop", "2026-11-01T10:00:00Z");
    shelf.backup("shop", "2026-11-01T10:00:01Z");
    for (String name : List.of("", "20261101", "2027")) {
      assertThatThrownBy(() -> RetentionPlan.of(shelf.vault(), List.of(name)))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(ProtectError.BACKUP_UNKNOWN));
    }
  }

  @Test
  void lostAndDamagedOnesAreNamedBesideTheSoundOnesAndCanBeGivenUp() throws IOException {
    DepositId lost = shelf.backup("shop", "2026-11-01T10:00:00Z");
    DepositId damaged = shelf.backup("shop", "2026-11-02T10:00:00Z");
    DepositId sound = shelf.backup("shop", "2026-11-03T10:00:00Z");
    Path records = folder.resolve("vault/backups");
    Files.delete(records.resolve(lost.text()));
    byte[] record = Files.readAllBytes(records.resolve(damaged.text()));
    record[300] ^= 1;
    Files.delete(records.resolve(damaged.text()));
    Files.write(records.resolve(damaged.text()), record);

    BackupListing listing = BackupListing.of(shelf.vault());
    assertThat(listing.backups()).extracting(backup -> backup.id()).containsExactly(sound);
    assertThat(listing.unreadable())
        .extracting(bad -> bad.id() + " " + bad.state())
        .containsExactly(lost + " LOST", damaged + " DAMAGED");
    assertThat(listing.ofTarget("blog").unreadable()).hasSize(2);
    // no rule removes what cannot be read
    assertThat(removed(rules(1, 0, 0, false))).isEmpty();

    RetentionPlan plan = RetentionPlan.of(shelf.vault(), List.of(lost.text(), damaged.text()));
    plan.requireNoLoss();
    BackupRemoval removal = new BackupRemoval(shelf.vault());
    var rehearsed = removal.rehearse(plan).objects();
    // three of its own for each but the record that is lost
    assertThat(rehearsed.items()).hasSize(5);
    assertThat(removal.run(plan).objects()).isEqualTo(rehearsed);
    assertThat(BackupListing.of(shelf.vault()).unreadable()).isEmpty();
    assertThat(shelf.vault().check(CheckDepth.CONTENT, 1).findings()).isEmpty();
  }

  @Test
  void aRuleThatKeepsNothingOrTooMuchIsRefusedByItsCode() {
    for (int number : List.of(-1, 100_001)) {
      for (RetentionRulesOf of : RetentionRulesOf.values()) {
        assertThatThrownBy(() -> of.rules(number))
            .isInstanceOfSatisfying(
                Fault.class,
                fault -> {
                  assertThat(fault.code()).isEqualTo(ProtectError.RETENTION_RULE_INVALID);
                  assertThat(fault.getMessage()).contains(of.option(), String.valueOf(number));
                });
      }
    }
    assertThatThrownBy(() -> RetentionRulesOf.LAST.rules(0)).isInstanceOf(Fault.class);
    assertThat(RetentionRulesOf.DAILY.rules(100_000).isEmpty()).isFalse();
  }

  /// The rules that take a number.
  private enum RetentionRulesOf {
    LAST,
    DAILY,
    WEEKLY;

    RetentionRules rules(int number) {
      return new RetentionRules(
          given(LAST, number), given(DAILY, number), given(WEEKLY, number), false);
    }

    private Optional<Integer> given(RetentionRulesOf rule, int number) {
      return Optional.of(number).filter(n -> this == rule);
    }

    String option() {
      return switch (this) {
        case LAST -> "--keep-last";
        case DAILY -> "--keep-daily";
        case WEEKLY -> "--keep-weekly";
      };
    }
  }
}
