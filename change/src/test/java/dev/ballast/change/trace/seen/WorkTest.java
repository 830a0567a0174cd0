package dev.ballast.change.trace.seen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.LockMode;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WorkTest {
  @Test
  void nothingGoesOnBesideAccessExclusive() {
    assertThat(Work.behind(RelationKind.TABLE, LockMode.ACCESS_EXCLUSIVE))
        .containsExactly(Work.values());
  }

  @Test
  void shareLetsReadersAndRowLocksThrough() {
    assertThat(Work.behind(RelationKind.TABLE, LockMode.SHARE))
        .containsExactly(
            Work.INSERT,
            Work.UPDATE,
            Work.DELETE,
            Work.VACUUM,
            Work.CREATE_TRIGGER,
            Work.ALTER_TABLE);
  }

  @Test
  void exclusiveAlsoStopsTheLookUpOfAForeignKey() {
    assertThat(Work.behind(RelationKind.TABLE, LockMode.EXCLUSIVE))
        .contains(Work.SELECT_FOR_KEY_SHARE)
        .doesNotContain(Work.SELECT);
  }

  @Test
  void accessShareStopsOnlyWhatChangesTheTable() {
    assertThat(Work.behind(RelationKind.TABLE, LockMode.ACCESS_SHARE))
        .containsExactly(Work.ALTER_TABLE);
  }

  @Test
  void aLockedIndexStopsReadersOfItsTable() {
    assertThat(Work.behind(RelationKind.INDEX, LockMode.ACCESS_EXCLUSIVE)).contains(Work.SELECT);
  }

  @Test
  void nobodyWaitsForWhatTheTransactionMadeItself() {
    ObservedRelation own =
        new ObservedRelation(
            "billing",
            "new",
            RelationKind.INDEX,
            Optional.of(QualifiedIdentifier.of("billing", "t")));

    assertThat(new ObservedLock(own, LockMode.ACCESS_EXCLUSIVE, true).blocks()).isEmpty();
    assertThat(new ObservedLock(own, LockMode.ACCESS_EXCLUSIVE, false).blocks()).isNotEmpty();
    assertThat(own.display()).isEqualTo("billing.new");
  }
}
