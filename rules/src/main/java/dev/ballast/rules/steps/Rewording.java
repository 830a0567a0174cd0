package dev.ballast.rules.steps;

import static java.util.Objects.requireNonNull;

import dev.ballast.rules.lint.Edit;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import java.util.Optional;

/// A statement's own text with words put into it, and the edit that puts them there.
///
/// @param edit only for a statement of the script itself: where one inside a body stands is not
///     always known
public record Rewording(String sql, Edit edit) {
  /// `CREATE INDEX`, up to the place of CONCURRENTLY.
  public static final String CREATE_INDEX = "CREATE [UNIQUE] INDEX";

  /// `DROP INDEX`, up to the place of CONCURRENTLY.
  public static final String DROP_INDEX = "DROP INDEX";

  /// `REINDEX (VERBOSE) TABLE`, up to the place of CONCURRENTLY.
  public static final String REINDEX = "REINDEX [()] INDEX|TABLE|SCHEMA|DATABASE";

  /// `REFRESH MATERIALIZED VIEW`, up to the place of CONCURRENTLY.
  public static final String REFRESH = "REFRESH MATERIALIZED VIEW";

  public Rewording {
    requireNonNull(sql, "sql is null");
    requireNonNull(edit, "edit is null");
  }

  /// The words behind the statement's first ones; empty where the text begins in another way.
  public static Optional<Rewording> behind(Scene scene, String first, String words) {
    return SqlText.of(scene.sql()).opening(first).map(place -> at(scene, place.end(), words));
  }

  /// The words behind the whole statement.
  public static Rewording atEnd(Scene scene, String words) {
    return at(scene, scene.sql().length(), words);
  }

  /// The text without its first IF NOT EXISTS.
  public static String withoutIfNotExists(String sql) {
    return SqlText.of(sql).without("IF NOT EXISTS");
  }

  private static Rewording at(Scene scene, int place, String words) {
    String sql = scene.sql().substring(0, place) + words + scene.sql().substring(place);
    int start = scene.span().start() + place;
    return new Rewording(sql, new Edit(new Span(start, start), words));
  }
}
