package dev.ballast.change.rules;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.lint.Edit;
import dev.ballast.change.lint.Scene;
import dev.ballast.postgres.sql.script.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A statement's own text with words put into it, and the edit that puts them there.
///
/// @param edit only for a statement of the script itself: where one inside a body stands is not
///     always known
public record Rewording(String sql, Edit edit) {
  /// `CREATE INDEX`, up to the place of CONCURRENTLY.
  public static final Pattern CREATE_INDEX = words("CREATE\\s+(?:UNIQUE\\s+)?INDEX");

  /// `DROP INDEX`, up to the place of CONCURRENTLY.
  public static final Pattern DROP_INDEX = words("DROP\\s+INDEX");

  /// `REINDEX (VERBOSE) TABLE`, up to the place of CONCURRENTLY.
  public static final Pattern REINDEX =
      words("REINDEX\\s*(?:\\([^)]*\\)\\s*)?\\b(?:INDEX|TABLE|SCHEMA|DATABASE)");

  /// `REFRESH MATERIALIZED VIEW`, up to the place of CONCURRENTLY.
  public static final Pattern REFRESH = words("REFRESH\\s+MATERIALIZED\\s+VIEW");

  private static final Pattern IF_NOT_EXISTS =
      Pattern.compile("\\bIF\\s+NOT\\s+EXISTS\\s+", Pattern.CASE_INSENSITIVE);

  public Rewording {
    requireNonNull(sql, "sql is null");
    requireNonNull(edit, "edit is null");
  }

  private static Pattern words(String pattern) {
    return Pattern.compile(pattern + "\\b", Pattern.CASE_INSENSITIVE);
  }

  /// The words behind the statement's first ones; empty where the text begins in another way, such
  /// as with a comment between them.
  public static Optional<Rewording> behind(Scene scene, Pattern first, String words) {
    Matcher matcher = first.matcher(scene.sql());
    return matcher.lookingAt() ? Optional.of(at(scene, matcher.end(), words)) : Optional.empty();
  }

  /// The words behind the whole statement.
  public static Rewording atEnd(Scene scene, String words) {
    return at(scene, scene.sql().length(), words);
  }

  /// The text without its first IF NOT EXISTS.
  public static String withoutIfNotExists(String sql) {
    return IF_NOT_EXISTS.matcher(sql).replaceFirst("");
  }

  private static Rewording at(Scene scene, int place, String words) {
    String sql = scene.sql().substring(0, place) + words + scene.sql().substring(place);
    int start = scene.span().start() + place;
    return new Rewording(sql, new Edit(new Span(start, start), words));
  }
}
