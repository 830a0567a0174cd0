package dev.ballast.lab.traffic.production;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Proves of a statement that it writes nothing: it is a query, all within it are, none locks rows
/// or makes a table, and whatever it calls, views included, is not volatile on the clone. What
/// cannot be proved counts as writing. Immutable.
///
/// Names decide, not the function that a call resolves to: one volatile function of the name is
/// enough. Functions behind casts, row policies and index expressions are not looked for; the
/// sessions of read-only traffic refuse what they write.
public final class ReadOnlyProof {
  private static final Pattern OF_THE_SERVER =
      Pattern.compile("pg_.*|lo_(import|export).*|dblink.*");

  /// Functions of the server that applications call.
  private static final Pattern OF_APPLICATIONS =
      Pattern.compile("pg_(try_)?advisory_.*|pg_notify|pg_get_serial_sequence|pg_export_snapshot");

  private final Set<String> volatileNames;
  private final Map<QualifiedName, String> views;

  private ReadOnlyProof(Set<String> volatileNames, Map<QualifiedName, String> views) {
    this.volatileNames = Set.copyOf(volatileNames);
    this.views = Map.copyOf(views);
  }

  /// Reads from a clone which functions are volatile, and what its views select.
  public static ReadOnlyProof of(Session clone) {
    return CloneCatalog.proof(clone);
  }

  /// A proof by what is known of a server.
  ///
  /// @param volatileNames of functions and operators
  /// @param views what each selects
  public static ReadOnlyProof of(Set<String> volatileNames, Map<QualifiedName, String> views) {
    return new ReadOnlyProof(volatileNames, views);
  }

  /// Whether the statement was proved to write nothing.
  public boolean holds(Statement statement) {
    return holds(statement, new HashSet<>());
  }

  /// The function that a statement calls by which it would act on the server and not on rows, such
  /// as `pg_terminate_backend`.
  public Optional<String> administrative(Statement statement) {
    return Walk.of(statement).calls().stream()
        .map(call -> call.name().name())
        .filter(name -> OF_THE_SERVER.matcher(name).matches() && volatileNames.contains(name))
        .filter(name -> !OF_APPLICATIONS.matcher(name).matches())
        .findFirst();
  }

  private boolean holds(Statement statement, Set<QualifiedName> seen) {
    Walk walk = Walk.of(statement);
    return walk.statements().stream().allMatch(DataStatement.Select.class::isInstance)
        && walk.nodes().stream().allMatch(this::isHarmless)
        && walk.relations().stream().allMatch(name -> isHarmlessView(name, seen));
  }

  private boolean isHarmless(Node node) {
    return switch (node) {
      case Query query -> query.locks().isEmpty() && query.into().isEmpty();
      case Expression.FunctionCall call -> !volatileNames.contains(call.name().name());
      case Expression.Operation operation -> !volatileNames.contains(operation.operator());
      case Node other -> true;
    };
  }

  private boolean isHarmlessView(QualifiedName name, Set<QualifiedName> seen) {
    return views.entrySet().stream()
        .filter(view -> view.getKey().mayBe(name) && seen.add(view.getKey()))
        .allMatch(view -> definitionHolds(view.getValue(), seen));
  }

  private boolean definitionHolds(String definition, Set<QualifiedName> seen) {
    return switch (Parser.postgres18().parse(definition)) {
      case ParsedStatement.Refused refused -> false;
      case ParsedStatement.Understood understood -> holds(understood.statement(), seen);
    };
  }
}
