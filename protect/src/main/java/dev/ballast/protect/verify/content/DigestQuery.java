package dev.ballast.protect.verify.content;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Takes one table's digest by queries, which the server plans: only where that runs no code of the
/// database, see [RelationReader]. Every row is turned to text once (a subquery with OFFSET is not
/// merged into its parent) and hashed with two seeds; sums of `bigint` run in 128 bits and so do
/// not overflow. `record_out` is named, since a cast of the row type may be a user's function.
final class DigestQuery {
  /// Blocks a statement reads, so that no statement grows with the sample.
  private static final int BATCH = 512;

  private static final String HASHES =
      """
      SELECT pg_catalog.count(*) AS rows,
             coalesce(pg_catalog.sum(pg_catalog.hashtextextended(d.line, %d)), 0)::pg_catalog.text AS a,
             coalesce(pg_catalog.sum(pg_catalog.hashtextextended(d.line, %d)), 0)::pg_catalog.text AS b
        FROM (SELECT pg_catalog.textin(pg_catalog.record_out(%s)) AS line FROM ONLY %s AS t%s OFFSET 0) AS d
      """;

  private final Session session;
  private final QualifiedIdentifier table;
  private final String line;
  private final Runnable beforePlanning;

  /// @param beforePlanning called before each query; throws where none should be planned any more
  DigestQuery(Session session, Relation relation, Runnable beforePlanning) {
    this.session = session;
    this.table = relation.name();
    this.line = relation.line();
    this.beforePlanning = beforePlanning;
  }

  TableDigest take(Coverage coverage) {
    return switch (coverage) {
      case Coverage.Full full -> whole().digest(table, full);
      case Coverage.Whole all -> whole().digest(table, all);
      case Coverage.Sampled sampled -> sample(sampled).digest(table, sampled);
    };
  }

  private DigestSums whole() {
    beforePlanning.run();
    return session.one(hashes(""), DigestSums::of);
  }

  private String hashes(String restriction) {
    return HASHES.formatted(DigestSums.SEED_A, DigestSums.SEED_B, line, table, restriction);
  }

  private DigestSums sample(Coverage.Sampled sampled) {
    long[] blocks = BlockSample.draw(sampled.seed(), sampled.blocks(), sampled.of());
    DigestSums sum = DigestSums.NONE;
    assertReadsByBlock();
    for (int at = 0; at < blocks.length; at += BATCH) {
      String list =
          Arrays.stream(blocks, at, Math.min(blocks.length, at + BATCH))
              .mapToObj(Long::toString)
              .collect(Collectors.joining(","));
      beforePlanning.run();
      sum = sum.plus(session.one(ofBlocks("{" + list + "}"), DigestSums::of));
    }
    return sum;
  }

  /// The inner query aggregates, so it is planned on its own and the block is a parameter to it:
  /// that is what lets the planner use a TID range scan.
  private String ofBlocks(String blocks) {
    String range =
        " WHERE t.ctid >= ('(' || b.block || ',0)')::pg_catalog.tid AND t.ctid < ('(' || b.block + 1 || ',0)')::pg_catalog.tid";
    return """
        SELECT coalesce(pg_catalog.sum(s.rows), 0)::bigint AS rows,
               coalesce(pg_catalog.sum(s.a::numeric), 0)::pg_catalog.text AS a,
               coalesce(pg_catalog.sum(s.b::numeric), 0)::pg_catalog.text AS b
          FROM pg_catalog.unnest('%s'::bigint[]) AS b(block), LATERAL (%s) AS s
        """
        .formatted(blocks, hashes(range));
  }

  private void assertReadsByBlock() {
    beforePlanning.run();
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
