package dev.ballast.lab.traffic.script;

import dev.ballast.lab.traffic.SourcedTraffic;
import dev.ballast.lab.traffic.StatementSource;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.lab.traffic.production.ReadOnlyProof;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Scripts of pgbench. Their variables become parameters of prepared statements, as with pgbench's
/// `--protocol=prepared`. Immutable.
///
/// Not supported, and refused with file and line: `\shell`, `\setshell`, pipelines, a variable
/// within a string.
public final class PgbenchSource implements StatementSource {
  private final List<Script> scripts;

  private record Script(PgbenchScript script, int weight) {}

  private PgbenchSource(List<Script> scripts) {
    this.scripts = scripts;
  }

  /// Reads the scripts; throws `script-invalid` where one cannot be run.
  ///
  /// @param variables whole numbers that scripts use, such as `scale`; those that pgbench sets by
  ///     itself have values without it
  public static PgbenchSource of(List<ScriptFile> files, Map<String, Long> variables) {
    Map<String, Value> given = new HashMap<>();
    given.put("scale", Value.of(1));
    given.put("random_seed", Value.of(0));
    given.put(Evaluation.DEFAULT_SEED, Value.of(0));
    variables.forEach((name, value) -> given.put(name, Value.of(value.longValue())));
    return new PgbenchSource(
        files.stream()
            .map(
                file ->
                    new Script(
                        new PgbenchScript(
                            file.name(),
                            ScriptReader.read(file.name(), file.text(), given.keySet()),
                            given),
                        file.weight()))
            .toList());
  }

  @Override
  public SourcedTraffic statements(Session clone) {
    ReadOnlyProof proof = ReadOnlyProof.of(clone);
    return new SourcedTraffic(
        TrafficMix.of(
            scripts.stream()
                .map(
                    each ->
                        new WeightedWork(
                            each.script().marked(statement -> isReadOnly(statement, proof)),
                            each.weight()))
                .toList()),
        List.of(),
        OptionalDouble.empty(),
        0,
        List.of());
  }

  private static boolean isReadOnly(TrafficStatement statement, ReadOnlyProof proof) {
    return switch (Parser.postgres18().parse(statement.text())) {
      case ParsedStatement.Refused refused -> false;
      case ParsedStatement.Understood understood ->
          understood.statement() instanceof TransactionControl control
              ? control.options().isEmpty()
              : proof.holds(understood.statement());
    };
  }
}
