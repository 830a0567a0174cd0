package dev.ballast.protect.backup;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.protect.layer.PageSums;

/// How a source divides its files, and whether it knows which pages its WAL changed.
///
/// @param fit whether its pages are of the usual size, and the vault's chunks made of whole ones
/// @param perFile the most pages in one file of a relation
/// @param summarized whether the server keeps summaries of its WAL
record SourcePages(boolean fit, int perFile, boolean summarized) {

  static SourcePages read(ConnectionSettings source, int chunkSize) {
    try (Session session = Session.open(source, SessionOptions.of("ballast backup"))) {
      int size = Integer.parseInt(session.text("SHOW block_size"));
      return new SourcePages(
          size == PageSums.PAGE && chunkSize % PageSums.PAGE == 0,
          Integer.parseInt(
              session.text(
                  "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'segment_size'")),
          session
              .text("SELECT coalesce(pg_catalog.current_setting('summarize_wal', true), 'off')")
              .equals("on"));
    }
  }
}
