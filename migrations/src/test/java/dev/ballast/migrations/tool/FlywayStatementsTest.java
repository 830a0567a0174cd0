package dev.ballast.migrations.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.source.MigrationSources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.postgresql.PostgreSQLParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Flyway's own parser says which statements it sends, and whether in a transaction.
class FlywayStatementsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index concurrently i on t (a)",
        "create unique index concurrently if not exists i on t (a)",
        "create  /* c */ index -- d\n concurrently i on t(a)",
        "drop index concurrently if exists i",
        "reindex table concurrently t",
        "reindex (concurrently) database d",
        "reindex (verbose) schema s",
        "reindex system d",
        "vacuum (analyze) t",
        "vacuum",
        "alter system set work_mem = '1MB'",
        "create subscription s connection '' publication p",
        "alter subscription s refresh publication",
        "create tablespace s location '/x'",
        "drop database d",
        "discard all",
        "discard plans",
        "alter table t detach partition p concurrently",
        "refresh materialized view concurrently v",
        "create table t (a int); insert into t values (1);;",
        "create function f() returns int language plpgsql as $x$ begin return 1; end $x$; select 1",
        "create function f() returns int begin atomic select 1; select 2; end; select 2",
        "drop table a;\u00a0\n",
        "select 1;\u00a0 select 2;\n\u3000\nselect 3",
        "do $$ begin perform ';'; end $$;\nselect E'\\';', /* ; */ \"a;b\""
      })
  void aScriptIsSentAsFlywaySendsIt(String text) {
    MigrationScript script =
        MigrationSources.read(
                SourceRequest.of(Path.of("."), List.of("-")).withTool(Tool.FLYWAY),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            .migrations()
            .getFirst()
            .up();

    List<String> sent = new ArrayList<>();
    boolean wrapped = true;
    ClassicConfiguration configuration = new ClassicConfiguration();
    configuration.setPlaceholders(Map.of());
    try (SqlStatementIterator statements =
        new PostgreSQLParser(configuration, new ParsingContext()).parse(new StringResource(text))) {
      while (statements.hasNext()) {
        SqlStatement statement = statements.next();
        sent.add(statement.getSql().strip());
        wrapped &= statement.canExecuteInTransaction();
      }
    }
    assertThat(Told.parts(script)).containsExactlyElementsOf(sent);
    assertThat(script.transaction())
        .isEqualTo(wrapped ? TransactionMode.WRAPPED : TransactionMode.PER_STATEMENT);
  }
}
