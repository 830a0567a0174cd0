package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Statements about what stands watch over tables and commands: triggers, policies, rules.
public sealed interface GuardStatement extends Statement {

  /// `CREATE TRIGGER`.
  ///
  /// @param occasion when it fires, and for what
  /// @param referenced the other table of a constraint trigger
  record CreateTrigger(
      String name,
      QualifiedName table,
      Occasion occasion,
      Optional<Expression> when,
      Execution execution,
      boolean constraint,
      Optional<QualifiedName> referenced,
      boolean replace)
      implements GuardStatement {

    /// When it fires, and for what.
    ///
    /// @param updateColumns after `UPDATE OF`
    public record Occasion(
        Timing timing,
        Set<Event> events,
        List<String> updateColumns,
        boolean rowLevel,
        List<String> transitionTables) {
      public Occasion {
        events = Set.copyOf(events);
        updateColumns = List.copyOf(updateColumns);
        transitionTables = List.copyOf(transitionTables);
      }
    }

    /// `EXECUTE FUNCTION function(arguments)`.
    public record Execution(QualifiedName function, List<String> arguments) {
      public Execution {
        arguments = List.copyOf(arguments);
      }
    }

    public QualifiedName function() {
      return execution.function();
    }

    /// When it fires.
    public enum Timing {
      BEFORE,
      AFTER,
      INSTEAD_OF
    }

    /// What it fires for.
    public enum Event {
      INSERT,
      UPDATE,
      DELETE,
      TRUNCATE
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(when).list();
    }

    @Override
    public List<QualifiedName> names() {
      return Parts.names().and(table).and(referenced).list();
    }
  }

  /// The commands a policy or a rule is for.
  enum Command {
    ALL,
    SELECT,
    INSERT,
    UPDATE,
    DELETE
  }

  /// `CREATE POLICY`.
  ///
  /// @param roles `public` where the statement names none
  record CreatePolicy(
      String name,
      QualifiedName table,
      Command command,
      boolean permissive,
      List<String> roles,
      Optional<Expression> using,
      Optional<Expression> check)
      implements GuardStatement {
    public CreatePolicy {
      roles = List.copyOf(roles);
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(using).and(check).list();
    }

    @Override
    public List<QualifiedName> names() {
      return List.of(table);
    }
  }

  /// `ALTER POLICY`; what the statement leaves as it is, is empty.
  record AlterPolicy(
      String name,
      QualifiedName table,
      List<String> roles,
      Optional<Expression> using,
      Optional<Expression> check)
      implements GuardStatement {
    public AlterPolicy {
      roles = List.copyOf(roles);
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(using).and(check).list();
    }

    @Override
    public List<QualifiedName> names() {
      return List.of(table);
    }
  }

  /// `CREATE RULE`.
  ///
  /// @param actions none for `DO NOTHING`
  record CreateRule(
      String name,
      QualifiedName table,
      Command event,
      Optional<Expression> where,
      boolean instead,
      boolean replace,
      List<Statement> actions)
      implements GuardStatement {
    public CreateRule {
      actions = List.copyOf(actions);
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(where).and(actions).list();
    }

    @Override
    public List<QualifiedName> names() {
      return List.of(table);
    }
  }

  /// `CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()`.
  ///
  /// @param tags the commands after `WHEN TAG IN`
  record CreateEventTrigger(String name, String event, List<String> tags, QualifiedName function)
      implements GuardStatement {
    public CreateEventTrigger {
      tags = List.copyOf(tags);
    }
  }

  /// `ALTER EVENT TRIGGER e DISABLE`.
  record AlterEventTrigger(String name, Firing state) implements GuardStatement {}
}
