package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a repository's migrations are checked, where the command line does not say otherwise.
///
/// @param serverMajor the major of PostgreSQL they will run on
/// @param paths where they are
/// @param tool whose conventions they follow: `flyway`
/// @param schema a script that makes the schema before the first migration
/// @param baseline a file of findings that were there before
/// @param values a file with what stands in place of placeholders
/// @param lockTimeout who sets `lock_timeout`
/// @param downScripts what is judged of down scripts
/// @param severities by rule id; empty turns a rule off
/// @param tables sizes and traffic by table name
/// @param rehearsal what a change may do when it is rehearsed
public record ChangeSettings(
    Optional<Integer> serverMajor,
    List<Path> paths,
    Optional<String> tool,
    Optional<Path> schema,
    Optional<Path> baseline,
    Optional<Path> values,
    LockTimeoutOrigin lockTimeout,
    DownScriptScope downScripts,
    Map<String, Optional<Severity>> severities,
    List<TableHint> tables,
    RehearsalSettings rehearsal) {
  public static final ChangeSettings NONE =
      new ChangeSettings(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          LockTimeoutOrigin.SCRIPT,
          DownScriptScope.DAMAGE,
          Map.of(),
          List.of(),
          RehearsalSettings.NONE);

  public ChangeSettings {
    requireNonNull(serverMajor, "serverMajor is null");
    paths = List.copyOf(paths);
    requireNonNull(tool, "tool is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(baseline, "baseline is null");
    requireNonNull(values, "values is null");
    requireNonNull(lockTimeout, "lockTimeout is null");
    requireNonNull(downScripts, "downScripts is null");
    severities = Map.copyOf(severities);
    tables = List.copyOf(tables);
    requireNonNull(rehearsal, "rehearsal is null");
  }
}
