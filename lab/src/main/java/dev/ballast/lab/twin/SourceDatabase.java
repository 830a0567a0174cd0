package dev.ballast.lab.twin;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.List;

/// A database of a target, and what of its cluster a schema refers to. Every role may read it.
///
/// @param provider of its locale: `c` for the C library, `i` for ICU, `b` for PostgreSQL itself
/// @param locale of a provider other than the C library; empty for none
/// @param bootstrap the role that initdb made
/// @param roles all but PostgreSQL's own
public record SourceDatabase(
    String name,
    String owner,
    String encoding,
    String collate,
    String ctype,
    String provider,
    String locale,
    String bootstrap,
    List<Role> roles,
    List<Membership> memberships,
    List<Setting> settings) {
  public SourceDatabase {
    requireNonNull(name, "name is null");
    requireNonNull(owner, "owner is null");
    roles = List.copyOf(roles);
    memberships = List.copyOf(memberships);
    settings = List.copyOf(settings);
  }

  /// A role, without its password and its rights.
  public record Role(String name, boolean superuser, boolean inherit) {}

  /// That one role is a member of another.
  public record Membership(String role, String member) {}

  /// What ALTER ROLE or ALTER DATABASE has set.
  ///
  /// @param database empty for every one
  /// @param role empty for every one
  /// @param setting `name=value`
  public record Setting(String database, String role, String setting) {}

  private record Making(
      String name,
      String owner,
      String encoding,
      String collate,
      String ctype,
      String provider,
      String locale,
      String bootstrap) {}

  static SourceDatabase read(Session session) {
    Making made =
        session.one(
            query(session, "database"),
            row ->
                new Making(
                    row.text("name"),
                    row.text("owner"),
                    row.text("encoding"),
                    row.textOrEmpty("collate").orElse("C"),
                    row.textOrEmpty("ctype").orElse("C"),
                    row.text("provider"),
                    row.text("locale"),
                    row.text("bootstrap")));
    return new SourceDatabase(
        made.name(),
        made.owner(),
        made.encoding(),
        made.collate(),
        made.ctype(),
        made.provider(),
        made.locale(),
        made.bootstrap(),
        session.query(
            query(session, "roles"),
            row -> new Role(row.text("name"), row.flag("superuser"), row.flag("inherit"))),
        session.query(
            query(session, "memberships"),
            row -> new Membership(row.text("role"), row.text("member"))),
        session.query(
            query(session, "settings"),
            row -> new Setting(row.text("database"), row.text("role"), row.text("setting"))));
  }

  private static String query(Session session, String name) {
    return SqlResource.load(SourceDatabase.class, name, session.version());
  }
}
