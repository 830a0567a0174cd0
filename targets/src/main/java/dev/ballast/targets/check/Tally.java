package dev.ballast.targets.check;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Finding;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;

/// What one check found so far, over several databases where it asks in each. For one thread.
final class Tally {
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();

  /// Asks; a query that fails leaves the check undecided with the server's reason.
  void ask(SqlCheck check, Session session) {
    attempt(
        () -> {
          for (SqlCheck.Answer answer : check.ask(session)) {
            switch (answer) {
              case SqlCheck.Answer.Found(Finding finding) -> findings.add(finding);
              case SqlCheck.Answer.Obstacle(String reason) -> obstacles.add(reason);
            }
          }
        });
  }

  /// The same for what a minor release's notes say.
  void ask(MinorNotice notice, Session session) {
    attempt(() -> notice.ask(session).ifPresent(findings::add));
  }

  private void attempt(Runnable question) {
    try {
      question.run();
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      obstacles.add(e.getMessage());
    }
  }

  void found(Finding finding) {
    findings.add(finding);
  }

  void obstructed(String reason) {
    obstacles.add(reason);
  }

  TargetCheckResult result(String id, String claim) {
    return TargetCheckResult.of(id, claim, findings, obstacles);
  }
}
