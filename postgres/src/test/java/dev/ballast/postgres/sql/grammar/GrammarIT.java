package dev.ballast.postgres.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The grammar against the servers' own.
///
/// A server parses all of a text before it runs the first statement of it. So each text is given to
/// it behind a division by zero: it is parsed, and never run.
class GrammarIT {
  private static final String JUDGE =
      """
      CREATE FUNCTION judge(sql text) RETURNS text LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE 'SELECT 1/0; ' || sql;
        RETURN 'ran';
      EXCEPTION
        WHEN division_by_zero THEN RETURN 'accepted';
        WHEN others THEN RETURN sqlerrm;
      END $$
      """;

  private final Grammar grammar = Grammar.postgres18();

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void acceptsWhatServersAccept(int major) {
    List<String> missed = new ArrayList<>();
    int accepted = 0;
    try (TemporaryCluster cluster = TemporaryCluster.start(major);
        Session session = cluster.session()) {
      session.execute(JUDGE);
      for (String sql : texts()) {
        if (session.text("SELECT judge(?)", sql).equals("accepted")) {
          accepted++;
          if (grammar.parse(sql) instanceof Rejected rejected) {
            missed.add(sql + " -- " + rejected.error().message());
          }
        }
      }
    }
    assertThat(missed).isEmpty();
    assertThat(accepted).isGreaterThan(800);
  }

  @Test
  void refusesWhatTheNewestServerRefusesInTheSameWords() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18);
        Session session = cluster.session()) {
      session.execute(JUDGE);
      for (String sql : texts()) {
        String answer =
            switch (grammar.parse(sql)) {
              case Parsed parsed -> "accepted";
              case Rejected(SyntaxError error) -> error.message();
            };
        assertThat(answer).as(sql).isEqualTo(session.text("SELECT judge(?)", sql));
      }
    }
  }

  private static List<String> texts() {
    List<String> accepted = Corpus.accepted();
    Stream<String> halves = accepted.stream().map(sql -> sql.substring(0, sql.length() / 2));
    return Stream.of(accepted.stream(), halves, Corpus.rejected().stream())
        .flatMap(stream -> stream)
        .toList();
  }
}
