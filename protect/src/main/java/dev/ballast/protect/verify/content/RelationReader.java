package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.Literal;
import java.util.Optional;

/// Digests relations so that no code of the database runs: by COPY, which prints rows by their
/// types' output functions and plans nothing, or by a query where planning it runs nothing but
/// PostgreSQL's own. Safe for any number of threads, each with its session.
///
/// Output functions of base types are written in C by a superuser; every other type prints by
/// PostgreSQL's own.
public final class RelationReader {

  /// What came of one relation.
  public sealed interface Outcome {
    record Read(TableDigest digest) implements Outcome {
      public Read {
        requireNonNull(digest, "digest is null");
      }
    }

    /// It was not read.
    record Refused(String why) implements Outcome {
      public Refused {
        requireNonNull(why, "why is null");
      }
    }
  }

  private final CodeInPlans code;
  private volatile Optional<String> encoding = Optional.empty();

  /// @param now a session to the same database
  public RelationReader(SharedSession now) {
    code = new CodeInPlans(now);
  }

  /// Reads as much as `wanted`; all of it where a sample would run code and COPY does not.
  public Outcome readAtLeast(Session session, Relation relation, Coverage wanted) {
    Optional<String> reason = obstacleOf(relation, wanted);
    return wanted instanceof Coverage.Sampled
            && relation.means() == Relation.Means.COPY
            && reason.isPresent()
        ? read(session, relation, new Coverage.Whole(reason.get()))
        : read(session, relation, wanted);
  }

  /// Reads exactly as much as `wanted`.
  Outcome read(Session session, Relation relation, Coverage wanted) {
    if (isCopied(relation, wanted)) {
      return new Outcome.Read(copied(session, relation).digest(relation.name(), wanted));
    }
    Optional<String> obstacle = obstacleOf(relation, wanted);
    if (obstacle.isPresent()) {
      return new Outcome.Refused(
          obstacle.get()
              + switch (relation.means()) {
                case GENERATED -> "; COPY, which runs none, leaves out generated columns";
                case VIEW -> "; COPY, which runs none, reads materialised views from 18 on only";
                case COPY, CATALOGUE -> "; a sample needs a query";
              });
    }
    DigestQuery query = new DigestQuery(session, relation, () -> requireNoCode(relation));
    return new Outcome.Read(query.take(wanted));
  }

  private static boolean isCopied(Relation relation, Coverage wanted) {
    return relation.means() == Relation.Means.COPY && !(wanted instanceof Coverage.Sampled);
  }

  private Optional<String> obstacleOf(Relation relation, Coverage wanted) {
    return isCopied(relation, wanted) ? Optional.empty() : code.in(relation);
  }

  private void requireNoCode(Relation relation) {
    Optional<String> found = code.in(relation);
    if (found.isPresent()) {
      throw Fault.of(PostgresError.SERVER_ERROR, found.get())
          .detail("it was made while %s was read".formatted(relation.name().display()));
    }
  }

  /// In the encoding of the server, so that nothing is converted and the bytes are those that the
  /// server would hash.
  private DigestSums copied(Session session, Relation relation) {
    CopiedRows rows = new CopiedRows(relation.columns());
    if (encoding.isEmpty()) {
      encoding = Optional.of(session.text("SELECT pg_catalog.getdatabaseencoding()"));
    }
    session.copyOut(
        "COPY %s TO STDOUT (FORMAT text, ENCODING %s)"
            .formatted(relation.name(), new Literal(encoding.get())),
        rows);
    return rows.sums();
  }
}
