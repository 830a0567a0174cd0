package dev.ballast.rules.catalogue.change_default_setting;

import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.DatabaseStatement.AlterDatabaseSet;
import dev.ballast.sql.tree.RoleStatement.AlterRoleSet;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// ALTER DATABASE or ALTER ROLE ... SET of a parameter that changes what statements do, or whether
/// they are refused.
@NullMarked
public final class ChangeDefaultSetting implements Rule {
  private static final String CANCELLED =
      "what takes longer is cancelled, also maintenance and backups (pg_dump sets its own)";
  private static final String TEXTS =
      "dates, times and values are read and printed in another form";

  /// What each setting does to sessions that did not expect it.
  private static final Map<String, String> CONSEQUENCES =
      Map.ofEntries(
          Map.entry("default_transaction_read_only", "every write is refused (SQLSTATE 25006)"),
          Map.entry(
              "default_transaction_isolation",
              "transactions at a higher level fail where they conflict (SQLSTATE 40001), and"
                  + " applications must repeat them"),
          Map.entry(
              "session_replication_role", "ordinary triggers and foreign keys no longer fire"),
          Map.entry(
              "search_path", "a name without a schema may mean another object, or none (42P01)"),
          Map.entry("role", "every statement runs with the privileges of another role"),
          Map.entry(
              "row_security", "queries that a policy would filter are refused (SQLSTATE 42501)"),
          Map.entry(
              "synchronous_commit", "what a COMMIT confirmed may be lost when the server crashes"),
          Map.entry("statement_timeout", CANCELLED),
          Map.entry("transaction_timeout", CANCELLED),
          Map.entry("lock_timeout", "what waits longer for a lock is cancelled (SQLSTATE 55P03)"),
          Map.entry(
              "idle_in_transaction_session_timeout",
              "sessions that pause longer are ended (25P03)"),
          Map.entry("idle_session_timeout", "connections that rest longer are ended (57P05)"),
          Map.entry("standard_conforming_strings", "a backslash in a string becomes an escape"),
          Map.entry("datestyle", TEXTS),
          Map.entry("intervalstyle", TEXTS),
          Map.entry("bytea_output", TEXTS),
          Map.entry("timezone", TEXTS));

  /// Good custom of one role; as a default of all roles it hits programs that nobody thought of.
  private static final Set<String> GOOD_FOR_A_ROLE =
      Set.of(
          "statement_timeout",
          "transaction_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout",
          "idle_session_timeout",
          "search_path",
          "timezone");

  /// Values that switch the consequence off.
  private static final Set<String> HARMLESS = Set.of("off", "false", "0", "no");

  @Override
  public String id() {
    return "change-default-setting";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterDatabaseSet.class, AlterRoleSet.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof AlterDatabaseSet alter) {
      check(scene, alter.setting(), "of the database " + alter.name(), true, judgement);
    } else if (scene.statement() instanceof AlterRoleSet alter) {
      if (alter.role().isEmpty()) {
        check(scene, alter.setting(), "of every role", true, judgement);
      } else if (!CreatedInScript.role(scene, alter.role().get())) {
        check(scene, alter.setting(), "of " + alter.role().get(), false, judgement);
      }
    }
  }

  private static void check(
      Scene scene, SetVariable setting, String whose, boolean everybody, Judgement judgement) {
    String name = setting.name().toLowerCase(Locale.ROOT);
    Optional<String> consequence =
        Optional.ofNullable(CONSEQUENCES.get(name))
            .filter(each -> setting.kind() == SetVariable.Kind.SET && !isHarmless(name, setting))
            .filter(each -> everybody || !GOOD_FOR_A_ROLE.contains(name));
    consequence.ifPresent(
        each ->
            judgement
                .hazard(
                    scene,
                    ("Every new session %s has %s = %s: %s. Sessions that are connected keep what"
                            + " they have, so it shows later than the migration.")
                        .formatted(whose, name, String.join(", ", setting.values()), each))
                .safe("-- in the sessions that need it:", set(name, setting))
                .advice(
                    "Set it in the sessions of the one program that needs it, or for a role that"
                        + " only this program uses.")
                .report());
  }

  private static String set(String name, SetVariable setting) {
    return "SET %s = '%s'".formatted(name, String.join(", ", setting.values()).replace("'", "''"));
  }

  /// `synchronous_commit` and `row_security` hurt when they are off, the others when they are on.
  private static boolean isHarmless(String name, SetVariable setting) {
    boolean off =
        setting.values().size() == 1
            && HARMLESS.contains(setting.values().getFirst().toLowerCase(Locale.ROOT));
    return switch (name) {
      case "synchronous_commit", "row_security", "standard_conforming_strings" -> !off;
      case "session_replication_role" -> setting.values().contains("origin");
      case "default_transaction_isolation" -> setting.values().contains("read committed");
      default -> off;
    };
  }
}
