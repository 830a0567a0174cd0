package dev.ballast.observe.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.locks.LockSession.Wait;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementText.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LockTreeTest {
  @Test
  void eachSessionStandsOnceBehindOneThatItWaitsFor() {
    assertThat(
            places(
                session(4, 1, 3, 2),
                session(3, 5, 1),
                session(2, 7, 1),
                session(9, 2, 8),
                session(8, 0),
                session(1, 0)))
        .containsExactly("0:1", "1:2", "2:4", "1:3", "0:8", "1:9");
  }

  @Test
  void aCircleIsCutOpenAtTheLongestWait() {
    assertThat(places(session(1, 3, 3), session(2, 9, 1), session(3, 5, 2), session(4, 1, 2)))
        .containsExactly("0:2", "1:3", "2:1", "1:4");
  }

  @Test
  void aBlockerThatIsGoneLeavesItsWaitersAtTheTop() {
    assertThat(places(session(2, 4, 77))).containsExactly("0:2");
  }

  /// A prepared transaction has no process.
  @Test
  void aHundredInARowAreInARow() {
    List<LockSession> chain = new ArrayList<>(List.of(session(0, 0)));
    for (int i = 1; i <= 100; i++) {
      chain.add(session(i, 100 - i, i - 1));
    }
    assertThat(LockTree.of(Instant.EPOCH, chain).lines().getLast().depth()).isEqualTo(100);
  }

  private static List<String> places(LockSession... sessions) {
    return LockTree.of(Instant.EPOCH, List.of(sessions)).lines().stream()
        .map(line -> line.depth() + ":" + line.session().pid())
        .toList();
  }

  private static LockSession session(int pid, double seconds, Integer... blockers) {
    return new LockSession(
        pid,
        Optional.of("app"),
        Optional.empty(),
        Optional.of("shop"),
        Optional.of("active"),
        OptionalDouble.empty(),
        blockers.length == 0
            ? Optional.empty()
            : Optional.of(
                new Wait(
                    "ShareLock", "transactionid", Optional.empty(), OptionalDouble.of(seconds))),
        List.of(blockers),
        new StatementText(Form.WITHOUT_LITERALS, "UPDATE t SET a = $1"));
  }
}
