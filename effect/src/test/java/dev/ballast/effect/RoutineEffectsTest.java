package dev.ballast.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.LockMode;
import org.junit.jupiter.api.Test;

class RoutineEffectsTest {
  private static final KnownSchema SHOP =
      Statements.schema(
          "CREATE TABLE sales (id bigint, note text)",
          "CREATE FUNCTION widen(n integer DEFAULT 1) RETURNS void LANGUAGE plpgsql AS $$"
              + " DECLARE m integer := n; BEGIN m := n + 1; ALTER TABLE sales ADD COLUMN a int;"
              + " END $$",
          "CREATE PROCEDURE settle() LANGUAGE sql AS 'DELETE FROM sales; SELECT widen()'",
          "CREATE FUNCTION again() RETURNS void LANGUAGE plpgsql AS"
              + " $$ BEGIN PERFORM again(); DELETE FROM sales; END $$",
          "CREATE FUNCTION tricky() RETURNS void LANGUAGE plpgsql AS"
              + " $$ BEGIN EXECUTE (SELECT note FROM sales LIMIT 1); END $$",
          "CREATE FUNCTION two(a text) RETURNS void LANGUAGE sql AS 'SELECT 1'",
          "CREATE FUNCTION two(a bigint) RETURNS void LANGUAGE sql AS 'SELECT 1'");

  private static Effects of(String sql) {
    return Statements.effects(SHOP, 18, sql);
  }

  @Test
  void aDoBlockHasTheEffectsOfItsStatements() {
    assertThat(Told.of(of("DO $$ BEGIN ALTER TABLE sales ADD COLUMN a int; END $$")))
        .containsExactly("sales ACCESS_EXCLUSIVE");
  }

  @Test
  void aStatementThatMayBeSkippedIsOnlyPossible() {
    assertThat(
            Told.of(
                of("DO $$ BEGIN IF now() > '2020-01-01' THEN DELETE FROM sales; END IF; END $$")))
        .containsExactly("sales ROW_EXCLUSIVE?", "sales:scan?");
    assertThat(Told.of(of("DO $$ BEGIN LOOP DELETE FROM sales; END LOOP; END $$")))
        .containsExactly("sales ROW_EXCLUSIVE?", "sales:scan?");
    assertThat(
            Told.of(
                of("DO $$ BEGIN DELETE FROM sales;" + " EXCEPTION WHEN OTHERS THEN NULL; END $$")))
        .containsExactly("sales ROW_EXCLUSIVE?", "sales:scan?");
  }

  @Test
  void constantTextOfExecuteIsRead() {
    Effects effects = of("DO $$ BEGIN EXECUTE 'DELETE ' || 'FROM sales'; END $$");

    assertThat(Told.of(effects)).containsExactly("sales ROW_EXCLUSIVE", "sales:scan");
    assertThat(effects.unknown()).isEmpty();
  }

  @Test
  void otherTextOfExecuteIsSaidToBeUnknown() {
    assertThat(of("DO $$ DECLARE q text; BEGIN EXECUTE q; END $$").unknown())
        .containsExactly("what the DO block puts together and runs is not known: EXECUTE q");
    assertThat(of("SELECT tricky()").unknown()).hasSize(1);
  }

  @Test
  void aTableMadeInTheBlockIsKnownToWhatFollowsThere() {
    Effects effects =
        of(
            "DO $$ BEGIN CREATE TABLE new_one (id bigint); CREATE INDEX ON new_one (id);"
                + " UPDATE new_one SET id = 1; END $$");

    assertThat(effects.locksFrom(LockMode.ROW_EXCLUSIVE)).isEmpty();
  }

  @Test
  void aCalledRoutineIsFollowedIntoWhatItCalls() {
    assertThat(Told.of(of("CALL settle()")))
        .containsExactly("sales ACCESS_EXCLUSIVE", "sales:scan");
    assertThat(Told.of(of("SELECT widen(3)"))).containsExactly("sales ACCESS_EXCLUSIVE");
  }

  @Test
  void aCallForEachRowIsOnlyPossible() {
    assertThat(Told.of(of("SELECT widen() FROM sales")))
        .containsExactly("sales ACCESS_EXCLUSIVE?", "sales:scan?");
  }

  @Test
  void aRoutineThatCallsItselfEnds() {
    assertThat(Told.of(of("SELECT again()"))).containsExactly("sales ROW_EXCLUSIVE", "sales:scan");
  }

  @Test
  void anUnknownRoutineIsSaidToBeUnknownAndABuiltInOneIsNot() {
    assertThat(of("SELECT repair()").unknown()).containsExactly("what repair() does is not known");
    assertThat(of("CALL repair()").unknown()).containsExactly("what repair() does is not known");
    assertThat(of("SELECT two(5)").unknown())
        .containsExactly("which of 2 routines two() is, is not known");
    assertThat(of("SELECT now(), pg_sleep(0), set_config('a.b', 'c', true)").unknown()).isEmpty();
  }

  @Test
  void aBodyInAnotherLanguageIsSaidToBeUnread() {
    assertThat(of("DO LANGUAGE plpython3u 'pass'").unknown())
        .containsExactly("the DO block is in plpython3u, which is not read here");
  }
}
