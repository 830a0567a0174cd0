package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemedyTest {
  /// The messages are those of PostgreSQL 18 on a server without any extension.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42704 | operator class \"gin_trgm_ops\" does not exist for access method \"gin\" | pg_trgm",
        "42704 | type \"vector\" does not exist | vector",
        "42704 | type \"public.citext\" does not exist | citext",
        "42883 | function uuid_generate_v4() does not exist | uuid-ossp",
        "42883 | function public.crypt(unknown, text) does not exist | pgcrypto",
      })
  void anObjectOfAWellKnownExtensionNamesIt(String sqlState, String message, String extension) {
    assertThat(remedy(sqlState, message))
        .hasValueSatisfying(
            remedy -> assertThat(remedy).contains("CREATE EXTENSION \"" + extension + "\" into"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42704 | type \"shape\" does not exist",
        "42883 | function geometry_of(text) does not exist",
        "42P01 | relation \"vector\" does not exist",
      })
  void anyOtherIsTheScriptsOwn(String sqlState, String message) {
    assertThat(remedy(sqlState, message)).isEmpty();
  }

  @Test
  void whatATargetLacksIsNamed() {
    assertThat(remedy("42704", "role \"reader\" does not exist"))
        .hasValue("the target has no role reader: create it there first");
  }

  private static Optional<String> remedy(String sqlState, String message) {
    Step step = Step.of(ScriptSplitter.split(SourceText.of("SELECT 1"))).getFirst();
    Failure failure = new Failure(sqlState, message, Optional.empty(), OptionalInt.empty());
    return Remedy.of(step, failure, 18, true);
  }
}
