package dev.ballast.rules.catalogue.password_in_migration;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.ReplicationStatement.AlterSubscription;
import dev.ballast.sql.tree.ReplicationStatement.CreateSubscription;
import dev.ballast.sql.tree.RoleStatement.AlterRole;
import dev.ballast.sql.tree.RoleStatement.CreateRole;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/// PASSWORD of a role, or a password in a connection string.
@NullMarked
public final class PasswordInMigration implements Rule {
  private static final Pattern PASSWORD =
      Pattern.compile("password\\s*=|://[^/@]*:[^/@]*@", Pattern.CASE_INSENSITIVE);

  @Override
  public String id() {
    return "password-in-migration";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(
        CreateRole.class, AlterRole.class, CreateSubscription.class, AlterSubscription.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateRole create) {
      role(scene, create.name(), create.options(), judgement);
    } else if (scene.statement() instanceof AlterRole alter) {
      role(scene, alter.name(), alter.options(), judgement);
    } else if (scene.statement() instanceof CreateSubscription create) {
      connection(scene, create.name(), create.connection(), judgement);
    } else if (scene.statement() instanceof AlterSubscription alter) {
      alter.connection().ifPresent(it -> connection(scene, alter.name(), it, judgement));
    }
  }

  private static void role(Scene scene, String role, List<Option> options, Judgement judgement) {
    boolean given =
        options.stream()
            .anyMatch(
                each ->
                    each.name().equals("password")
                        && each.value().filter(value -> !value.isEmpty()).isPresent());
    if (given) {
      judgement
          .hazard(
              scene,
              ("The password of %s is readable in the repository, its history, and every"
                      + " log of this statement.")
                  .formatted(Phrases.quoted(role)))
          .safe(
              withoutPassword(scene.sql()),
              "-- outside of the migration, in psql, which sends only the hash:",
              "-- \\password " + Phrases.quoted(role))
          .advice(
              "Set the password outside of the migration, and change this one: it is known now.")
          .report();
    }
  }

  private static void connection(
      Scene scene, String subscription, String connection, Judgement judgement) {
    if (PASSWORD.matcher(connection).find()) {
      judgement
          .hazard(
              scene,
              "The password in the connection of %s is readable in the repository and in every log."
                  .formatted(Phrases.quoted(subscription)))
          .safe(
              "-- without a password in the text; the server reads it from its passfile:",
              "ALTER SUBSCRIPTION %s CONNECTION '<host, dbname, user> passfile=<file>'"
                  .formatted(Phrases.quoted(subscription)))
          .advice(
              "Keep it in a password file on the subscriber, and change this one: it is known now.")
          .report();
    }
  }

  /// The statement with its other options.
  private static String withoutPassword(String sql) {
    SqlText text = SqlText.of(sql);
    Optional<Span> words = text.first("[ENCRYPTED] PASSWORD");
    int end = words.map(Span::end).orElse(0);
    for (Token token : text.tokens()) {
      boolean first = end == words.map(Span::end).orElse(0);
      boolean literal = first || text.written(token).startsWith("'");
      if (token.span().start() >= end && words.isPresent()) {
        if (!literal) {
          break;
        }
        end = token.span().end();
      }
    }
    int start = words.map(Span::start).orElse(0);
    return Deparser.ended(sql.substring(0, start).stripTrailing() + sql.substring(end));
  }
}
