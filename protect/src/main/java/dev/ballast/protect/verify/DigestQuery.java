package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.sql.QualifiedName;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Takes one table's digest. Every row is turned to text once (a subquery with OFFSET is never
/// merged into its parent) and hashed with two seeds; sums of `bigint` run in 128 bits and so do
/// not overflow.
final class DigestQuery {
  /// Blocks a statement reads, so that no statement grows with the sample.
  private static final int BATCH = 512;

  private static final String HASHES =
      """
      SELECT count(*) AS rows,
             coalesce(sum(pg_catalog.hashtextextended(d.line, 7046029254386353131)), 0)::text AS a,
             coalesce(sum(pg_catalog.hashtextextended(d.line, 2549297995355413924)), 0)::text AS b
        FROM (SELECT %s::text AS line FROM ONLY %s AS t%s OFFSET 0) AS d
      """;

  private record Sums(long rows, BigInteger a, BigInteger b) {
    static Sums of(Row row) {
      return new Sums(
          row.number("rows"), new BigInteger(row.text("a")), new BigInteger(row.text("b")));
    }

    Sums plus(Sums other) {
      return new Sums(rows + other.rows, a.add(other.a), b.add(other.b));
    }

    TableDigest digest(QualifiedName table, Coverage coverage) {
      return new TableDigest(
          table.schema().name(), table.name().name(), rows, a + ":" + b, coverage);
    }
  }

  private final Session session;
  private final QualifiedName table;
  private final String line;

  /// @param line one row of alias `t` as a composite value in SQL
  DigestQuery(Session session, QualifiedName table, String line) {
    this.session = session;
    this.table = table;
    this.line = line;
  }

  TableDigest take(Coverage coverage) {
    return switch (coverage) {
      case Coverage.Full full -> whole().digest(table, full);
      case Coverage.Sampled sampled -> sample(sampled).digest(table, sampled);
    };
  }

  private Sums whole() {
    return session.one(HASHES.formatted(line, table, ""), Sums::of);
  }

  private Sums sample(Coverage.Sampled sampled) {
    long[] blocks = BlockSample.draw(sampled.seed(), sampled.blocks(), sampled.of());
    Sums sum = new Sums(0, BigInteger.ZERO, BigInteger.ZERO);
    assertReadsByBlock();
    for (int at = 0; at < blocks.length; at += BATCH) {
      String list =
          Arrays.stream(blocks, at, Math.min(blocks.length, at + BATCH))
              .mapToObj(Long::toString)
              .collect(Collectors.joining(","));
      sum = sum.plus(session.one(ofBlocks("{" + list + "}"), Sums::of));
    }
    return sum;
  }

  /// The inner query aggregates, so it is planned on its own and the block is a parameter to it:
  /// that is what lets the planner use a TID range scan.
  private String ofBlocks(String blocks) {
    String range =
        " WHERE t.ctid >= ('(' || b.block || ',0)')::tid AND t.ctid < ('(' || b.block + 1 || ',0)')::tid";
    return """
        SELECT coalesce(sum(s.rows), 0)::bigint AS rows, coalesce(sum(s.a::numeric), 0)::text AS a,
               coalesce(sum(s.b::numeric), 0)::text AS b
          FROM unnest('%s'::bigint[]) AS b(block), LATERAL (%s) AS s
        """
        .formatted(blocks, HASHES.formatted(line, table, range));
  }

  private void assertReadsByBlock() {
    boolean byBlock =
        session.query("EXPLAIN " + ofBlocks("{0}"), row -> row.text(1)).stream()
            .anyMatch(l -> l.contains("Tid Range Scan"));
    if (!byBlock) {
      throw Fault.of(
          PostgresError.SERVER_ERROR,
          "the planner does not read %s by block".formatted(table.display()));
    }
  }
}
