package dev.ballast.change.trace.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The guard against thousands of spellings of what it must refuse, and of what only speaks of it.
class GuardSpellingTest {
  private static final long SEED = 20_251_129;
  private static final int REFUSED = 4_000;
  private static final int HARMLESS = 2_000;

  private static final List<String> DANGEROUS =
      List.of(
          "CREATE SUBSCRIPTION <s> CONNECTION 'host=a' PUBLICATION <p>",
          "CREATE SUBSCRIPTION <s> CONNECTION 'host=a' PUBLICATION <p> , <t> WITH ( enabled )",
          "ALTER SUBSCRIPTION <s> CONNECTION 'host=b'",
          "COPY <t> FROM PROGRAM 'x'",
          "COPY <t> ( <a> ) FROM PROGRAM 'curl-x' WITH ( FORMAT csv )",
          "COPY <t> TO PROGRAM 'x' CSV HEADER",
          "COPY ( SELECT 1 ) TO PROGRAM 'x'",
          "COPY ( SELECT 1 ) TO '/tmp/x'",
          "COPY <s> . <t> TO '/tmp/x'",
          "COPY BINARY <t> TO '/tmp/x'",
          "COPY <t> FROM '/etc/passwd' WITH ( DELIMITER ':' )",
          "LOAD 'x'",
          "CREATE TABLESPACE <x> LOCATION '/tmp'",
          "CREATE TABLESPACE <x> OWNER <p> LOCATION '/tmp'",
          "ALTER SYSTEM SET archive_command = 'cp:%p:x'",
          "ALTER SYSTEM SET <archive_command> TO 'x'",
          "ALTER SYSTEM RESET archive_command",
          "ALTER SYSTEM RESET ALL",
          "CREATE FUNCTION <f> ( ) RETURNS int AS 'x' , 'y' LANGUAGE <c>",
          "CREATE FUNCTION <f> ( ) RETURNS int LANGUAGE 'c' STRICT AS 'x'",
          "CREATE OR REPLACE FUNCTION <f> ( int ) RETURNS int LANGUAGE <internal> AS 'y'",
          "CREATE PROCEDURE <f> ( ) LANGUAGE <c> AS 'x'");

  /// Each is given the text of a dangerous statement, and runs none.
  private static final List<String> SPEAKING =
      List.of(
          "SELECT 'it'",
          "SELECT 1 AS a WHERE 'it' IS NULL",
          "COMMENT ON TABLE <t> IS 'it'",
          "INSERT INTO <t> VALUES ( 'it' )",
          "ALTER TABLE <t> ALTER <a> SET DEFAULT 'it'",
          "SET application_name = 'it'");

  private static final List<String> NEIGHBOURS =
      List.of(
          "COPY <t> FROM STDIN",
          "COPY <t> ( <program> ) TO STDOUT WITH ( FORMAT csv )",
          "ALTER SYSTEM SET work_mem = '8MB'",
          "CREATE TABLE <subscription> ( <load> text , <program> text DEFAULT 'x' )",
          "CREATE FUNCTION <c> ( ) RETURNS int LANGUAGE <sql> AS 'VALUES(1)'",
          "CREATE PUBLICATION <subscription> FOR TABLE <t>",
          "ALTER TABLE <t> SET TABLESPACE <x>",
          "SELECT archive_command , tablespace FROM <load>");

  @Test
  void noSpellingGetsPast() {
    Spelling spelling = new Spelling(SEED);
    Parser parser = Parser.postgres18();
    for (int i = 0; i < REFUSED; i++) {
      String plain = DANGEROUS.get(i % DANGEROUS.size());
      String text = spelling.nested(spelling.statement(plain));

      assertThat(parser.parse(text)).as("case %d: %s", i, text).isInstanceOf(Understood.class);
      assertThat(Guard.refusal(text)).as("case %d, %s: %s", i, plain, text).isPresent();
    }
  }

  @Test
  void whatOnlySpeaksOfItIsLetThrough() {
    Spelling spelling = new Spelling(SEED);
    Parser parser = Parser.postgres18();
    for (int i = 0; i < HARMLESS; i++) {
      String dangerous = spelling.nested(spelling.statement(DANGEROUS.get(i % DANGEROUS.size())));
      String text = harmless(spelling, dangerous);

      assertThat(parser.parse(text)).as("case %d: %s", i, text).isInstanceOf(Understood.class);
      assertThat(Guard.refusal(text)).as("case %d: %s", i, text).isEmpty();
    }
  }

  private static String harmless(Spelling spelling, String dangerous) {
    return switch (spelling.below(8)) {
      case 0 -> spelling.statement(spelling.oneOf(NEIGHBOURS));
      case 1 -> spelling.nested(spelling.statement("ALTER SYSTEM SET work_mem = '8MB'"));
      case 2 -> "/* " + commentable(dangerous) + " */ SELECT 1";
      case 3 -> "SELECT 1 -- " + dangerous.replaceAll("[\\r\\n]", " ");
      case 4 -> "SELECT 1 AS \"" + dangerous.replace("\"", "\"\"") + '"';
      case 5 -> spelling.block("RAISE NOTICE '%', " + spelling.string(dangerous));
      case 6 -> spelling.block(spelling.execute("SELECT " + spelling.string(dangerous)));
      default -> {
        String speaking = spelling.statement(spelling.oneOf(SPEAKING).replace("'it'", "@"));
        yield speaking.replace("@", spelling.string(dangerous));
      }
    };
  }

  /// Within a comment, what looks like the begin or the end of one counts.
  private static String commentable(String text) {
    return text.replace("/*", "(").replace("*/", ")").toLowerCase(Locale.ROOT);
  }
}
