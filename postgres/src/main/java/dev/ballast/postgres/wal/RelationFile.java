package dev.ballast.postgres.wal;

/// The file of a relation, as the log names it (storage/relfilelocator.h). It changes whenever the
/// relation is rewritten or truncated; it is not the relation's OID.
///
/// @param tablespace OID of the tablespace, 1663 for `pg_default`, 1664 for `pg_global`
/// @param database OID of the database, 0 for what all databases share
/// @param number the name of the file, `relfilenode`
public record RelationFile(long tablespace, long database, long number) {
  /// As `pg_relation_filepath` shows it, without the folder of the tablespace.
  @Override
  public String toString() {
    return tablespace + "/" + database + "/" + number;
  }
}
