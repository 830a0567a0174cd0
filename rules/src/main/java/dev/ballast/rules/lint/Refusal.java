package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// That PostgreSQL does not run a statement. What is claimed here is compared with real servers.
public sealed interface Refusal {
  /// The SQLSTATE of the error.
  String sqlState();

  /// Whatever the database holds, the statement fails with that SQLSTATE once it is run.
  record Certain(String sqlState) implements Refusal {
    public Certain {
      requireNonNull(sqlState, "sqlState is null");
    }
  }

  /// It fails where something holds that is not known here.
  ///
  /// @param decides what would decide it, for a sentence that says `unless` or `where`
  record Conditional(String sqlState, String decides) implements Refusal {
    public Conditional {
      requireNonNull(sqlState, "sqlState is null");
      requireNonNull(decides, "decides is null");
    }
  }

  /// Certain where the statement runs with the script; a statement of a body that is only stored,
  /// or that stands under a condition, may never run.
  static Refusal of(Scene scene, String sqlState) {
    Optional<String> decides = scene.within().flatMap(Refusal::condition);
    return decides
        .<Refusal>map(condition -> new Conditional(sqlState, condition))
        .orElseGet(() -> new Certain(sqlState));
  }

  private static Optional<String> condition(Scene.Body body) {
    if (!body.runsNow()) {
      return Optional.of("the " + body.described() + " is called");
    }
    return body.conditional()
        ? Optional.of("the branch of the " + body.described() + " runs")
        : Optional.empty();
  }
}
