package dev.ballast.change.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Clock;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Foreign keys from, to and between partitioned tables, and behind views: each statement of
/// `statements.sql`, alone, locks and reads what is predicted of it. A file of a major is for that
/// one and later ones.
@Execution(ExecutionMode.CONCURRENT)
class ForeignKeyLocksIT {
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void whatIsPredictedOfKeysIsWhatTheServerDoes(int major) {
    String schema = text("schema").orElseThrow();
    List<String> differences = new ArrayList<>();
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      assertThat(trace.load(script(schema)).problems()).isEmpty();
      trace.mark();
      for (String statement : statements(major)) {
        trace.reset();
        ScriptReport report = predicted(schema, statement, major);
        ScriptTrace seen = trace.run(report.script());

        Comparison comparison = Comparison.of(report, seen);

        boolean done = seen.statements().stream().allMatch(each -> each.outcome().isDone());
        boolean agreed = comparison.disagreements().isEmpty() && comparison.unpredicted().isEmpty();
        if (!done || !agreed) {
          List<Outcome> outcomes = seen.statements().stream().map(each -> each.outcome()).toList();
          differences.add(statement + ": " + outcomes + " " + comparison);
        }
      }
    }

    assertThat(differences).as("on PostgreSQL %d", major).isEmpty();
  }

  private static List<String> statements(int major) {
    StringBuilder all = new StringBuilder(text("statements").orElseThrow());
    for (int from = 14; from <= major; from++) {
      text("statements@" + from).ifPresent(all::append);
    }
    Script script = script(all.toString());
    return script.parts().stream()
        .filter(ScriptPart.Sql.class::isInstance)
        .map(part -> script.text((ScriptPart.Sql) part))
        .toList();
  }

  private static Script script(String sql) {
    return ScriptSplitter.split(SourceText.of(sql));
  }

  private static ScriptReport predicted(String schema, String statement, int major) {
    List<Migration> migrations =
        List.of(migration("V1.sql", schema, false), migration("V2.sql", statement, true));
    return new Linter(new Catalogue(List.of()), LintOptions.of(major), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
        .scripts()
        .getLast();
  }

  private static Migration migration(String file, String sql, boolean judged) {
    return new Migration(
        Migration.Kind.VERSIONED,
        file.substring(1, 2),
        file,
        new MigrationScript(file, script(sql), TransactionMode.PER_STATEMENT),
        Optional.empty(),
        judged);
  }

  private static Optional<String> text(String name) {
    try (InputStream in =
        ForeignKeyLocksIT.class.getResourceAsStream("ForeignKeyLocksIT/" + name + ".sql")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException error) {
      throw new UncheckedIOException(name + " is not readable", error);
    }
  }
}
