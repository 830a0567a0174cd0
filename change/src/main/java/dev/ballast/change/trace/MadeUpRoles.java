package dev.ballast.change.trace;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.scratch.ScratchRoles;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.RoleStatement.CreateRole;
import dev.ballast.sql.tree.RoleStatement.DropRole;
import dev.ballast.sql.tree.Statement;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Roles that scripts name and nothing made: they are cluster-wide, so the scripts that make a
/// database seldom make its owners and readers too. One is made when a statement failed for want
/// of it. For one thread at a time.
///
/// A role that a script made, renamed or dropped is its own business, and where the target's roles
/// are known one that is missing is missing there, too.
final class MadeUpRoles {
  /// A script that makes up names could go on forever.
  static final int MOST = 100;

  private static final int MAX_NAME_BYTES = 63;

  /// `undefined_object`, and `invalid_parameter_value` of `SET ROLE`.
  private static final Set<String> STATES = Set.of("42704", "22023");

  private static final Pattern MISSING =
      Pattern.compile("role \"(.+)\" does not exist", Pattern.DOTALL);

  private static final Set<String> RESERVED = Set.of("public", "none");

  private final ScratchRoles server;
  private final Set<String> made = new LinkedHashSet<>();
  private final Set<String> ofScripts = new HashSet<>();
  private final Set<String> ofTarget = new LinkedHashSet<>();
  private boolean allKnown;

  MadeUpRoles(ScratchRoles server) {
    this.server = server;
  }

  /// Those of a copy of the database.
  MadeUpRoles copy() {
    MadeUpRoles copy = new MadeUpRoles(server);
    copy.made.addAll(made);
    copy.ofScripts.addAll(ofScripts);
    copy.ofTarget.addAll(ofTarget);
    copy.allKnown = allKnown;
    return copy;
  }

  /// All roles of the target are there from now on.
  void know(List<String> all) {
    all.forEach(server::add);
    ofTarget.addAll(all);
    allKnown = true;
  }

  boolean areKnown() {
    return allKnown;
  }

  /// In the order in which they were made.
  List<String> names() {
    return List.copyOf(made);
  }

  /// The role for want of which a statement failed.
  static Optional<String> missing(Failure failure) {
    Matcher said = MISSING.matcher(failure.message());
    return STATES.contains(failure.sqlState()) && said.matches()
        ? Optional.of(said.group(1))
        : Optional.empty();
  }

  /// Makes the role for want of which a statement failed. False where there is nothing to make, so
  /// that it would fail again.
  boolean make(Failure failure) {
    Optional<String> missing = missing(failure);
    if (allKnown || missing.isEmpty() || made.size() >= MOST) {
      return false;
    }
    String name = missing.get();
    if (ofScripts.contains(name) || !isPossible(name) || !made.add(name)) {
      return false;
    }
    server.add(name);
    return true;
  }

  /// Makes those again that are gone.
  void makeAgain() {
    ofTarget.forEach(server::add);
    made.forEach(server::add);
  }

  private static boolean isPossible(String name) {
    return !name.startsWith("pg_")
        && !RESERVED.contains(name)
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
  }

  /// Notes what a statement that ran did to roles.
  void ran(Step step) {
    Statement statement = step.statement().orElse(null);
    if (statement instanceof CreateRole role) {
      ofScripts.add(role.name());
    } else if (statement instanceof DropRole role) {
      ofScripts.addAll(role.roles());
    } else if (statement instanceof Rename rename && rename.kind() == ObjectKind.ROLE) {
      ofScripts.add(rename.oldName());
      ofScripts.add(rename.newName());
    }
  }
}
