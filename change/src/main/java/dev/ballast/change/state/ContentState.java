package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.verify.content.SessionCrew;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// What all tables of a database hold: tables, partitions, materialised views and large objects.
///
/// Every row is read once, by COPY, which plans nothing and so runs no code of the database.
/// Nothing is kept of the rows but sums of hashes and sketches.
public final class ContentState {
  private final List<TableContent> tables;
  private final List<UnreadTable> unread;
  private final Charset encoding;

  private ContentState(List<TableContent> tables, List<UnreadTable> unread, Charset encoding) {
    this.tables = tables;
    this.unread = unread;
    this.encoding = encoding;
  }

  /// Reads the database of the sessions that are opened, which are superusers'. Nobody may write
  /// meanwhile: each table is read in a transaction of its own.
  ///
  /// @param sessions how many are used at once, or as many as the server has room for
  public static ContentState read(Supplier<Session> opener, int sessions) {
    requireNonNull(opener, "opener is null");
    try (SessionCrew crew = SessionCrew.open(sessions, opener)) {
      Session first = crew.first();
      String encoding = first.text("SELECT pg_catalog.getdatabaseencoding()");
      List<TableToRead> all = within(first, TableToRead::all);
      List<UnreadTable> unread = new ArrayList<>();
      for (TableToRead each : all) {
        each.obstacle().ifPresent(why -> unread.add(new UnreadTable(each.name(), why)));
      }
      List<TableToRead> readable = all.stream().filter(each -> each.obstacle().isEmpty()).toList();
      List<TableContent> tables =
          crew.run(readable, (session, table) -> content(session, table, encoding)).stream()
              .sorted(Comparator.comparing(TableContent::table))
              .toList();
      return new ContentState(
          tables,
          List.copyOf(unread),
          encoding.equals("UTF8") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
  }

  private static TableContent content(Session session, TableToRead table, String encoding) {
    return within(
        session,
        within -> {
          CopiedContent content = new CopiedContent(table);
          within.copyOut(table.copy(encoding), content);
          return content.content();
        });
  }

  private static <T> T within(Session session, Function<Session, T> reading) {
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
    try {
      ReadingPins.set(session);
      return reading.apply(session);
    } finally {
      session.rollback();
    }
  }

  /// How many rows were read.
  public long rows() {
    return tables.stream().mapToLong(TableContent::rows).sum();
  }

  /// How many tables were read.
  public int size() {
    return tables.size();
  }

  /// What was not read.
  public List<UnreadTable> unread() {
    return unread;
  }

  List<TableContent> tables() {
    return tables;
  }

  /// The encoding in which keys are printed.
  Charset encoding() {
    return encoding;
  }
}
