package dev.ballast.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a session may still do to a relation while another holds a lock on it: the eight modes of
/// locks on tables, weakest first, in the order of `src/include/storage/lockdefs.h`. The conflicts
/// are those of `LockConflicts` in `src/backend/storage/lmgr/lock.c`, the table of the manual's
/// chapter 13.3.1.
public enum LockMode {
  /// `SELECT`.
  ACCESS_SHARE(1, 8),
  /// `SELECT ... FOR UPDATE` and its kin.
  ROW_SHARE(2, 7, 8),
  /// `INSERT`, `UPDATE`, `DELETE`, `MERGE`.
  ROW_EXCLUSIVE(3, 5, 6, 7, 8),
  /// `VACUUM`, `ANALYZE`, everything `CONCURRENTLY` on an index, `VALIDATE CONSTRAINT`.
  SHARE_UPDATE_EXCLUSIVE(4, 4, 5, 6, 7, 8),
  /// `CREATE INDEX`: no writer, but any number of its own kind.
  SHARE(5, 3, 4, 6, 7, 8),
  /// `CREATE TRIGGER`, `ADD FOREIGN KEY`: no writer, and only one of its own kind.
  SHARE_ROW_EXCLUSIVE(6, 3, 4, 5, 6, 7, 8),
  /// `REFRESH MATERIALIZED VIEW CONCURRENTLY`: only readers beside it.
  EXCLUSIVE(7, 2, 3, 4, 5, 6, 7, 8),
  /// `DROP TABLE`, `TRUNCATE`, most of `ALTER TABLE`: nobody beside it, not even a reader.
  ACCESS_EXCLUSIVE(8, 1, 2, 3, 4, 5, 6, 7, 8);

  private final int number;

  /// Bit `n` is set where this mode conflicts with the mode of number `n`.
  private final int conflicts;

  LockMode(int number, int... conflicting) {
    this.number = number;
    conflicts = Arrays.stream(conflicting).map(each -> 1 << each).reduce(0, (a, b) -> a | b);
  }

  /// Whether two sessions cannot hold these modes on one relation at once.
  public boolean conflictsWith(LockMode other) {
    return (conflicts & (1 << other.number)) != 0;
  }

  /// Whether this mode stands after `other` in PostgreSQL's numbering. The modes are not a chain:
  /// `SHARE` comes after `SHARE UPDATE EXCLUSIVE` and yet lets its own kind in.
  public boolean isStrongerThan(LockMode other) {
    return compareTo(other) > 0;
  }

  /// The words of `LOCK TABLE ... IN ... MODE`: `ACCESS EXCLUSIVE`.
  public String sql() {
    return name().replace('_', ' ');
  }

  /// The word in `pg_locks.mode`: `AccessExclusiveLock`.
  public String lockName() {
    StringBuilder name = new StringBuilder();
    for (String word : name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.append("Lock").toString();
  }

  /// Reads `pg_locks.mode`. Empty for what is no mode of a relation, as `SIReadLock`, the predicate
  /// lock of a serializable transaction.
  public static Optional<LockMode> ofLockName(String lockName) {
    return Arrays.stream(values()).filter(mode -> mode.lockName().equals(lockName)).findFirst();
  }

  /// PostgreSQL's number of a mode, from 1 (`AccessShareLock`) to 8 (`AccessExclusiveLock`), as the
  /// parse tree of `LOCK TABLE` holds it.
  public static LockMode ofNumber(int number) {
    return Arrays.stream(values())
        .filter(mode -> mode.number == number)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("not the number of a lock mode: " + number));
  }
}
