package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.random.RandomGenerator;

/// One statement, its parameters drawn for each arrival.
public record StatementWork(TrafficStatement statement, ParameterDraw draw) implements Work {
  public StatementWork {
    requireNonNull(statement, "statement is null");
    requireNonNull(draw, "draw is null");
  }

  @Override
  public String name() {
    return statement.name();
  }

  @Override
  public List<TrafficStatement> statements() {
    return List.of(statement);
  }

  @Override
  public void perform(WorkSession session, RandomGenerator random) {
    session.run(statement, draw.values(random));
  }
}
