package dev.ballast.postgres.grammar;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.sql.script.*;
import dev.ballast.sql.script.ScriptPart.CopyData;
import dev.ballast.sql.script.ScriptPart.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptSplitterIT {
  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void everyServerRunsEachPart(int major) throws IOException {
    Script script = ScriptSplitter.split(SourceText.of(tour()));
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      List<ScriptPart> parts = script.parts();
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i) instanceof Sql sql) {
          boolean rows = i + 1 < parts.size() && parts.get(i + 1) instanceof CopyData;
          run(session, script.text(sql), rows ? rows(script, parts.get(i + 1)) : "");
        }
      }

      assertThat(parts).hasSize(13);
      assertThat(session.number("select count(*) from tour.copied")).isEqualTo(2);
      assertThat(session.number("select count(*) from tour.\"semi;colon\"")).isEqualTo(2);
      assertThat(session.text("select c from tour.\"semi;colon\" limit 1")).isEqualTo("it's;\\");
      assertThat(session.text("select tour.atomic(1)")).isEqualTo("one;");
      assertThat(session.text("select string_agg(note, '|') from tour.logged")).isEqualTo("called");
    }
  }

  private static void run(Session session, String statement, String rows) {
    if (rows.isEmpty()) {
      session.execute(statement);
    } else {
      session.copyIn(statement, new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String rows(Script script, ScriptPart data) {
    String text = script.source().text(data.span());
    return text.substring(0, text.length() - "\\.".length());
  }

  private static String tour() throws IOException {
    try (InputStream in = requireNonNull(Script.class.getResourceAsStream("tour.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
