package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.QualifiedIdentifier;
import java.math.BigInteger;

/// How many rows were read, and the sums of their hashes with either seed.
record DigestSums(long rows, BigInteger a, BigInteger b) {
  static final long SEED_A = 7046029254386353131L;
  static final long SEED_B = 2549297995355413924L;

  static final DigestSums NONE = new DigestSums(0, BigInteger.ZERO, BigInteger.ZERO);

  DigestSums {
    requireNonNull(a, "a is null");
    requireNonNull(b, "b is null");
  }

  static DigestSums of(Row row) {
    return new DigestSums(
        row.number("rows"), new BigInteger(row.text("a")), new BigInteger(row.text("b")));
  }

  DigestSums plus(DigestSums other) {
    return new DigestSums(rows + other.rows, a.add(other.a), b.add(other.b));
  }

  TableDigest digest(QualifiedIdentifier table, Coverage coverage) {
    return new TableDigest(table.schema().name(), table.name().name(), rows, a + ":" + b, coverage);
  }
}
