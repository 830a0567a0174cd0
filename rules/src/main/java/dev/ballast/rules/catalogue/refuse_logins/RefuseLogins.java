package dev.ballast.rules.catalogue.refuse_logins;

import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.DatabaseStatement.AlterDatabase;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.RoleStatement.AlterRole;
import dev.ballast.sql.tree.RoleStatement.DropRole;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// DROP ROLE, NOLOGIN, a connection limit of 0, and a database that allows no connections.
@NullMarked
public final class RefuseLogins implements Rule {
  private static final String NONE = "0";

  @Override
  public String id() {
    return "refuse-logins";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DropRole.class, AlterRole.class, AlterDatabase.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof DropRole drop) {
      drop(scene, drop, judgement);
    } else if (scene.statement() instanceof AlterRole alter) {
      if (!CreatedInScript.role(scene, alter.name())) {
        refused(
            scene,
            judgement,
            "as " + alter.name(),
            refusal(alter.options(), "canlogin", "NOLOGIN", "connectionlimit"));
      }
    } else if (scene.statement() instanceof AlterDatabase alter) {
      refused(
          scene,
          judgement,
          "to the database " + alter.name(),
          refusal(
              alter.options(), "allow_connections", "ALLOW_CONNECTIONS false", "connection_limit"));
    }
  }

  private static void refused(
      Scene scene, Judgement judgement, String whom, Optional<String> words) {
    words.ifPresent(
        clause ->
            report(
                scene,
                judgement,
                ("No session can connect %s from here on (%s). Sessions that are connected stay, so"
                        + " a connection pool fails only when it opens the next one.")
                    .formatted(whom, clause)));
  }

  /// The clause that refuses connections, in the words of SQL.
  private static Optional<String> refusal(
      List<Option> options, String login, String loginWords, String limit) {
    if (options.stream().anyMatch(option -> option.name().equals(login) && !option.isOn())) {
      return Optional.of(loginWords);
    }
    return options.stream()
            .anyMatch(
                option ->
                    option.name().equals(limit) && option.value().filter(NONE::equals).isPresent())
        ? Optional.of("CONNECTION LIMIT 0")
        : Optional.empty();
  }

  private static void drop(Scene scene, DropRole drop, Judgement judgement) {
    List<String> roles =
        drop.roles().stream().filter(role -> !CreatedInScript.role(scene, role)).toList();
    if (!roles.isEmpty()) {
      report(
          scene,
          judgement,
          ("No session can connect as %s from here on, and members lose its privileges. PostgreSQL"
                  + " refuses the statement while the role owns an object or has a privilege in any"
                  + " database (SQLSTATE 2BP01).")
              .formatted(String.join(", ", roles)));
    }
  }

  private static void report(Scene scene, Judgement judgement, String what) {
    judgement
        .hazard(scene, what)
        .safe(
            "-- who is connected now, and as which role:",
            "SELECT usename, datname, application_name, count(*) FROM pg_stat_activity"
                + " GROUP BY 1, 2, 3",
            "-- when nothing uses it any more:",
            scene.sql())
        .advice("Move every application to another role first, and see that none is connected.")
        .report();
  }
}
