package dev.ballast.change.trace.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Expectation;
import dev.ballast.change.trace.Scripts;
import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.lab.schema.LeftOut;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rest of the schema is given as `pg_dump` writes it, which this machine may not have.
final class TracedLeftOutIT {
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void tablesThatMayNotBeReadAreMadeWithAllThatDecidesLocksAndRewrites(int major) {
    LeftOut leftOut = leftOut(major);

    assertThat(leftOut.tables()).extracting(LeftOut.Table::name).contains("parent", "parted_1");
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      String dumped = resource("before") + resource("behind");
      assertThat(trace.load(leftOut.into(ScriptSplitter.split(SourceText.of(dumped)))).problems())
          .isEmpty();

      ScriptTrace seen = trace.run(Scripts.wrapped(resource("change")));

      assertThat(seen.isComplete()).as(seen.toString()).isTrue();
    }
  }

  private static LeftOut leftOut(int major) {
    try (TemporaryCluster target = TemporaryCluster.start(major, Clock.system())) {
      try (Session session = target.session()) {
        session.execute("CREATE ROLE plain LOGIN");
        session.execute(resource("before"));
        session.execute(resource("tables"));
      }
      try (Session session =
          Session.open(
              target.settings().withUser("plain", Optional.empty()),
              SessionOptions.of("ballast"))) {
        return LeftOut.of(session);
      }
    }
  }

  private static String resource(String name) {
    return Expectation.resource("scratch/TracedLeftOutIT/" + name + ".sql");
  }
}
