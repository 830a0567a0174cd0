package dev.ballast.postgres.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrammarTest {
  private final Grammar grammar = Grammar.postgres18();

  @Test
  void answersTheTreeOfAStatement() {
    assertThat(grammar.parse("SELECT 1").toString())
        .startsWith("{\"version\":180")
        .contains("\"stmts\":[{\"stmt\":{\"SelectStmt\":{");
  }

  @Test
  void placesASyntaxErrorInBytes() {
    assertThat(grammar.parse("SELECT 'ü€😀' FORM t"))
        .isEqualTo(
            new Rejected(
                new SyntaxError(
                    SyntaxError.Kind.SYNTAX, "syntax error at or near \"t\"", 7 + 11 + 1 + 5)));
  }

  @Test
  void parsesTheBodyOfABlock() {
    assertThat(grammar.parsePlpgsql("DO $$ BEGIN PERFORM 1; END $$").toString())
        .contains("PLpgSQL_stmt_perform");
  }

  @Test
  void refusesABrokenBody() {
    assertThat(grammar.parsePlpgsql("DO $$ BEGIN IF; END $$")).isInstanceOf(Rejected.class);
  }

  @Test
  void takesTheSameFingerprintWhateverTheConstants() {
    assertThat(grammar.fingerprint("SELECT 1"))
        .isEqualTo(grammar.fingerprint("select\n 42"))
        .isInstanceOf(Fingerprint.class);
  }

  @Test
  void replacesConstants() {
    assertThat(grammar.normalize("SELECT a FROM t WHERE b = 'x' AND c = 4"))
        .isEqualTo(new NormalizedText("SELECT a FROM t WHERE b = $1 AND c = $2"));
  }

  @Test
  void refusesANulCharacter() {
    assertThat(grammar.parse("ü\0"))
        .isEqualTo(
            new Rejected(
                new SyntaxError(SyntaxError.Kind.NOT_TEXT, "a NUL character is in the text", 2)));
  }
}
