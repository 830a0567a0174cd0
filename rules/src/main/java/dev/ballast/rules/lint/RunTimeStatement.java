package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.MaintenanceStatement.Analyze;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.SecurityLabel;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.RoleStatement.AlterDefaultPrivileges;
import dev.ballast.sql.tree.RoleStatement.Grant;
import dev.ballast.sql.tree.RoleStatement.GrantRole;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A statement that `EXECUTE` is given with names which only the run decides: what it is is known,
/// but not what it is done to.
///
/// @param statement with made-up names
/// @param text the same as SQL
public record RunTimeStatement(Statement statement, String text) {
  public RunTimeStatement {
    requireNonNull(statement, "statement is null");
    requireNonNull(text, "text is null");
  }

  /// None where the text is constant, and where what is constant of it does not say.
  public static List<RunTimeStatement> of(DynamicSql dynamic) {
    return dynamic.outline().stream()
        .flatMap(
            (Sql sql) ->
                sql.parsed() instanceof Understood(Statement statement)
                    ? Stream.of(new RunTimeStatement(statement, sql.text()))
                    : Stream.<RunTimeStatement>empty())
        .toList();
  }

  /// Whether nobody has to know the names: it takes no lock that an application notices, and takes
  /// nothing away. What it gives is for the rules on privileges.
  public boolean isHarmless() {
    return switch (statement) {
      case Grant _,
          GrantRole _,
          AlterDefaultPrivileges _,
          Comment _,
          SecurityLabel _,
          Analyze _,
          SetVariable _,
          CreatePolicy _ ->
          true;
      case Statement _ -> false;
    };
  }

  /// What it is: `DROP TABLE`.
  public String kind() {
    return SqlText.of(text).tokens().stream()
        .limit(2)
        .map(Token::span)
        .map(span -> text.substring(span.start(), span.end()))
        .filter(word -> word.matches("[A-Za-z]+"))
        .map(word -> word.toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
