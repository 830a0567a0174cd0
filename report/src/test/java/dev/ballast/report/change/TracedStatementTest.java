package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.check.FilePosition;
import dev.ballast.evidence.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracedStatementTest {
  @Test
  void itsPartsDoNotShowInTheJsonForm() {
    TracedStatement statement =
        new TracedStatement(
            2,
            new FilePosition(3, 1),
            "SELECT 1",
            new TracedStatement.Ending("failed", Optional.of("no such table")),
            new TracedStatement.Locks(
                List.of(new TracedStatement.Lock("public.a", "table", "SHARE")), List.of("b")),
            new TracedStatement.Done(List.of("c"), List.of("d"), List.of("e"), List.of("f"), 7),
            new TracedStatement.Others(
                List.of("g"), List.of("h"), List.of("i"), List.of("j"), List.of("k")),
            new TracedStatement.Caveats(Optional.of("l"), List.of("m")));

    assertThat(new String(Json.write(statement), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"number\":2,\"place\":{\"line\":3,\"column\":1},\"statement\":\"SELECT 1\","
                + "\"outcome\":\"failed\",\"reason\":\"no such table\","
                + "\"locks\":[{\"relation\":\"public.a\",\"kind\":\"table\",\"mode\":\"SHARE\"}],"
                + "\"weakLocks\":[\"b\"],"
                + "\"rewritten\":[\"c\"],\"rebuilt\":[\"d\"],\"emptied\":[\"e\"],\"read\":[\"f\"],"
                + "\"walBytes\":7,"
                + "\"blocked\":[\"g\"],\"allowed\":[\"h\"],\"behind\":[\"i\"],"
                + "\"alsoTouches\":[\"j\"],\"waitsFor\":[\"k\"],"
                + "\"asSuperuser\":\"l\",\"undecided\":[\"m\"]}");
  }
}
