package dev.ballast.protect.verify.content;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A relation with rows of its own, and what is in the way of reading it.
///
/// @param heap whether its rows have block numbers
/// @param line one row of alias `t` as a composite value in SQL
/// @param columns how many there are
/// @param shape a hash of its name, file and columns, by which a change of any of them shows
/// @param obstacle why no digest is taken, if so
/// @param blocking whether the obstacle leaves the claim undecided, rather than being outside of it
public record Relation(
    long oid,
    QualifiedIdentifier name,
    boolean heap,
    String line,
    long columns,
    long shape,
    Means means,
    Optional<String> obstacle,
    boolean blocking) {

  /// How its rows are read without running code of the database.
  enum Means {
    /// A relation of `initdb`: by a query, since planning it runs PostgreSQL's own functions only.
    CATALOGUE,
    /// By COPY, which plans nothing.
    COPY,
    /// It has generated columns, which COPY leaves out: by a query, if at all.
    GENERATED,
    /// A materialised view, which COPY does not read before 18: by a query, if at all.
    VIEW
  }

  /// All of the session's database, largest first.
  ///
  /// @param shared whether the catalogues that all databases share are wanted too
  public static List<Relation> all(Session session, boolean shared) {
    String sql = SqlResource.load(Relation.class, "relations", session.version());
    return session.query(sql, Relation::of, shared);
  }

  private static Relation of(Row row) {
    return new Relation(
        row.number("oid"),
        QualifiedIdentifier.of(row.text("schema"), row.text("name")),
        row.flag("heap"),
        row.text("line"),
        row.number("columns"),
        row.number("shape"),
        Means.valueOf(row.text("means").toUpperCase(Locale.ROOT)),
        row.textOrEmpty("obstacle"),
        row.flag("blocking"));
  }
}
