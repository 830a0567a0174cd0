package dev.ballast.rules.lint;

import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.Statement;
import java.util.HashSet;
import java.util.Set;

/// The kinds of nodes that a rule looks for. A statement that holds none of them, at any depth, is
/// not shown to the rule. Immutable.
public record Subjects(Set<Class<? extends Node>> kinds) {
  /// Every statement is shown.
  public static final Subjects EVERY_STATEMENT = of(Statement.class);

  public Subjects {
    kinds = Set.copyOf(kinds);
  }

  /// A kind is a record of the tree, or an interface of several records.
  @SafeVarargs
  public static Subjects of(Class<? extends Node>... kinds) {
    Set<Class<? extends Node>> all = new HashSet<>();
    for (Class<? extends Node> kind : kinds) {
      all.add(kind);
    }
    return new Subjects(all);
  }

  boolean include(Class<? extends Node> kind) {
    return kinds.stream().anyMatch(each -> each.isAssignableFrom(kind));
  }
}
