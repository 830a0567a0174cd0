package dev.ballast.lab.traffic.script;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.lab.traffic.Work;
import dev.ballast.lab.traffic.WorkSession;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.jdbc.ServerTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// A script of pgbench, run once per arrival. Its variables begin as they were given; a script does
/// not see what it set when it ran before.
///
/// @param commands of which conditions go to a step by its number
/// @param variables that it begins with
record PgbenchScript(String name, List<Command> commands, Map<String, Value> variables)
    implements Work {
  private static final String CLIENT = "client_id";

  PgbenchScript {
    commands = List.copyOf(commands);
    variables = Map.copyOf(variables);
  }

  @Override
  public List<TrafficStatement> statements() {
    return commands.stream()
        .filter(Command.Sql.class::isInstance)
        .map(command -> ((Command.Sql) command).statement())
        .toList();
  }

  @Override
  public void perform(WorkSession session, RandomGenerator random) {
    Evaluation evaluation = new Evaluation(variables, random);
    evaluation.set(CLIENT, Value.of(session.number()));
    int step = 0;
    while (step < commands.size()) {
      step = perform(step, evaluation, session);
    }
  }

  /// Returns the next step.
  private int perform(int step, Evaluation evaluation, WorkSession session) {
    switch (commands.get(step)) {
      case Command.Set set -> evaluation.set(set.name(), evaluation.of(set.expression()));
      case Command.Sleep sleep ->
          session.pause(
              Duration.ofNanos(
                  Math.multiplyExact(evaluation.of(sleep.amount()).asWhole(), sleep.unitNanos())));
      case Command.Sql sql -> run(sql, evaluation, session);
      case Command.UnlessGoTo unless -> {
        return evaluation.of(unless.condition()).isTrue() ? step + 1 : unless.step();
      }
      case Command.GoTo goTo -> {
        return goTo.step();
      }
    }
    return step + 1;
  }

  private static void run(Command.Sql sql, Evaluation evaluation, WorkSession session) {
    List<Optional<String>> values =
        sql.variables().stream().map(name -> evaluation.variable(name).asParameter()).toList();
    if (sql.into().isEmpty()) {
      session.run(sql.statement(), values);
      return;
    }
    Command.Into into = sql.into().get();
    ServerTable table = session.table(sql.statement(), values);
    if (table.rows().size() != 1 && !into.anyRows()) {
      throw Fault.of(
              TrafficError.SCRIPT_FAILED,
              "\\gset takes one row, and the statement returned " + table.rows().size())
          .detail(sql.statement().name());
    }
    if (!table.rows().isEmpty()) {
      for (int i = 0; i < table.columns().size(); i++) {
        evaluation.set(
            into.prefix() + table.columns().get(i), Value.ofColumn(table.rows().getLast().get(i)));
      }
    }
  }

  /// The same script with each statement marked as read-only that is proved to be.
  PgbenchScript marked(Predicate<TrafficStatement> proof) {
    return new PgbenchScript(
        name,
        commands.stream()
            .map(command -> command instanceof Command.Sql sql ? marked(sql, proof) : command)
            .toList(),
        variables);
  }

  private static Command marked(Command.Sql sql, Predicate<TrafficStatement> proof) {
    TrafficStatement statement = sql.statement();
    return new Command.Sql(
        new TrafficStatement(
            statement.name(),
            statement.text(),
            statement.parameters(),
            proof.test(statement),
            Keeping.NAMED),
        sql.variables(),
        sql.into());
  }
}
