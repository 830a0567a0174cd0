package dev.ballast.change.trace;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.scratch.SuperuserStatement;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody may do about what a scratch server lacks.
final class Remedy {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String UNDEFINED_OBJECT = "42704";

  /// `feature_not_supported`, and before 15 `undefined_file`.
  private static final Set<String> NO_EXTENSION = Set.of("0A000", "58P01");

  /// Only parameters of applications have a prefix.
  private static final Pattern NO_SETTING =
      Pattern.compile("unrecognized configuration parameter \"([^\"]+\\.[^\"]+)\"");

  private Remedy() {}

  /// Whether it failed since this machine has not the files of an extension.
  static boolean lacksExtension(Step step, Failure failure) {
    return NO_EXTENSION.contains(failure.sqlState())
        && step.statement().orElse(null) instanceof CreateExtension;
  }

  /// A sentence without its full stop; empty where what is missing is not the scratch server's.
  static Optional<String> of(Step step, Failure failure, int major, boolean rolesKnown) {
    if (failure.sqlState().equals(INSUFFICIENT_PRIVILEGE)) {
      return Optional.of(SuperuserStatement.remedy(step.statement()));
    }
    if (lacksExtension(step, failure)
        && step.statement().orElse(null) instanceof CreateExtension extension) {
      return Optional.of(
          ("install the package with the extension %s for PostgreSQL %d on this machine, or leave"
                  + " this out and define with --schema what the migrations use of it")
              .formatted(extension.name(), major));
    }
    Matcher setting = NO_SETTING.matcher(failure.message());
    if (failure.sqlState().equals(UNDEFINED_OBJECT) && setting.matches()) {
      return Optional.of(
          ("nothing sets %1$s here: SET it in the script, or read it by"
                  + " current_setting('%1$s', true), which is null where it is not set")
              .formatted(setting.group(1)));
    }
    return MadeUpRoles.missing(failure)
        .filter(role -> rolesKnown)
        .map(role -> "the target has no role " + role + ": create it there first");
  }
}
