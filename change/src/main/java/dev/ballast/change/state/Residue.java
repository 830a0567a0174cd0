package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.List;

/// What differs though the database means the same: no rollback can avoid it, and every one should
/// be known.
public sealed interface Residue {
  /// One sentence, without a full stop.
  String sentence();

  /// A sequence does not go back when a transaction does; the values in between are lost.
  record SequenceMoved(SequencePlace before, SequencePlace after) implements Residue {
    public SequenceMoved {
      requireNonNull(before, "before is null");
      requireNonNull(after, "after is null");
    }

    @Override
    public String sentence() {
      return "%s: moved on from %d to %d"
          .formatted(before.sequence().display(), before.value(), after.value());
    }
  }

  /// Dropped columns.
  record DroppedColumns(TableRoom before, TableRoom after) implements Residue {
    public DroppedColumns {
      requireNonNull(before, "before is null");
      requireNonNull(after, "after is null");
    }

    @Override
    public String sentence() {
      long more = after.dropped() - before.dropped();
      long width = after.droppedWidth() - before.droppedWidth();
      long varying = after.droppedVarying() - before.droppedVarying();
      List<String> cost = new ArrayList<>();
      if (width > 0) {
        cost.add("%d bytes".formatted(width));
      }
      if (varying > 0) {
        cost.add(
            "what %d of no fixed length %s".formatted(varying, varying == 1 ? "held" : "hold"));
      }
      return "%s: %d dropped column%s left behind, of the 1,600 that there may be%s"
          .formatted(
              name(after.table()),
              more,
              more == 1 ? "" : "s",
              cost.isEmpty()
                  ? ""
                  : "; a row keeps up to %s until it is written again"
                      .formatted(String.join(" and ", cost)));
    }
  }

  /// A table or its indexes take more than before.
  record Grown(TableRoom before, TableRoom after) implements Residue {
    public Grown {
      requireNonNull(before, "before is null");
      requireNonNull(after, "after is null");
    }

    @Override
    public String sentence() {
      return "%s: takes %s instead of %s"
          .formatted(
              name(after.table()),
              new ByteSize(after.bytes() + after.indexBytes()),
              new ByteSize(before.bytes() + before.indexBytes()));
    }
  }

  private static String name(QualifiedIdentifier table) {
    return new ObjectIdentity(CatalogKind.TABLE, table.schema().name(), table.name().name(), "")
        .display();
  }
}
