package dev.ballast.migrations.source;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.git.GitRange;
import dev.ballast.sql.script.Script;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells migrations that a range added from those that it changed: these ran before. Not
/// thread-safe.
final class NewAsAWhole {
  private final String range;
  private final Set<Path> files;
  private final Set<Path> edited;
  private final Map<Path, BitSet> lines = new HashMap<>();

  /// @param files those that the range added
  /// @param edited those that it changed under their names
  NewAsAWhole(String range, Set<Path> files, Set<Path> edited) {
    this.range = range;
    this.files = Set.copyOf(files);
    this.edited = Set.copyOf(edited);
  }

  /// @param file that of its way forward
  boolean holds(Migration migration, Path file) {
    if (files.contains(file)) {
      return true;
    }
    Script script = migration.up().script();
    if (!edited.contains(file)
        || script.parts().isEmpty()
        || !migration.up().stretches().isEmpty()) {
      return false;
    }
    int first = script.source().position(script.parts().getFirst().span().start()).line();
    int last = script.source().position(script.parts().getLast().span().end()).line();
    return lines.computeIfAbsent(file, this::added).nextClearBit(first) > last;
  }

  /// None where that is not known: then it counts as changed, which hides nothing.
  private BitSet added(Path file) {
    try {
      Optional<BitSet> added = GitRange.addedLines(range, file);
      return added.orElseGet(BitSet::new);
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return new BitSet();
    }
  }
}
