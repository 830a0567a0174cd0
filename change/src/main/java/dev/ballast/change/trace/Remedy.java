package dev.ballast.change.trace;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.scratch.SuperuserStatement;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import java.util.Map;
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

  /// What a type, an operator class or a function is called, in the words of an error.
  private static final Pattern NO_OBJECT =
      Pattern.compile(
          "(?:type|operator class) \"(?:\\w+\\.)?(\\w+)\" does not exist.*"
              + "|function (?:\\w+\\.)?(\\w+)\\(.*\\) does not exist");

  private static final Set<String> NO_OBJECT_STATES = Set.of(UNDEFINED_OBJECT, "42883");

  /// The extension that makes an object of that name, of those that migrations expect most often.
  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("citext", "citext"),
          Map.entry("crypt", "pgcrypto"),
          Map.entry("digest", "pgcrypto"),
          Map.entry("gen_random_bytes", "pgcrypto"),
          Map.entry("gen_salt", "pgcrypto"),
          Map.entry("geography", "postgis"),
          Map.entry("geometry", "postgis"),
          Map.entry("gin_trgm_ops", "pg_trgm"),
          Map.entry("gist_trgm_ops", "pg_trgm"),
          Map.entry("halfvec", "vector"),
          Map.entry("hstore", "hstore"),
          Map.entry("ltree", "ltree"),
          Map.entry("similarity", "pg_trgm"),
          Map.entry("unaccent", "unaccent"),
          Map.entry("uuid_generate_v1", "uuid-ossp"),
          Map.entry("uuid_generate_v4", "uuid-ossp"),
          Map.entry("vector", "vector"),
          Map.entry("vector_cosine_ops", "vector"),
          Map.entry("vector_l2_ops", "vector"));

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
    Optional<String> extension = extension(failure);
    if (extension.isPresent()) {
      return extension.map(Remedy::makes);
    }
    return MadeUpRoles.missing(failure)
        .filter(role -> rolesKnown)
        .map(role -> "the target has no role " + role + ": create it there first");
  }

  private static String makes(String extension) {
    return ("the extension %1$s makes it, and nothing created that before: put CREATE EXTENSION %2$s"
            + " into a script for --schema")
        .formatted(extension, new Identifier(extension));
  }

  private static Optional<String> extension(Failure failure) {
    Matcher missing = NO_OBJECT.matcher(failure.message());
    if (!NO_OBJECT_STATES.contains(failure.sqlState()) || !missing.matches()) {
      return Optional.empty();
    }
    String name = missing.group(1) == null ? missing.group(2) : missing.group(1);
    return Optional.ofNullable(EXTENSIONS.get(name));
  }
}
