package dev.ballast.lab.clone;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.ThinCopy;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of relations in a copy of a clone.
final class CloneFiles {
  private CloneFiles() {}

  /// Has the files of relations copied now, where the copy is of a kind that would copy them when
  /// the server opens them.
  ///
  /// @param keeper in the database of the relations
  static void settle(ThinCopy copy, Session keeper, List<Long> relations) {
    if (!copy.kind().copiesWhenOpened()) {
      return;
    }
    Path data = CloneFolder.data(copy.state());
    List<Path> files = new ArrayList<>();
    keeper
        .query(
            SqlResource.load(CloneFiles.class, "files", keeper.version()),
            row -> row.text("path"),
            relations.stream().map(oid -> Long.toString(oid)).toList())
        .forEach(path -> files.addAll(segments(data.resolve(path))));
    copy.settle(files.stream().map(copy.state()::relativize).toList());
  }

  /// The segments of a relation and of its maps, by the name of the first.
  private static List<Path> segments(Path first) {
    String name = first.getFileName().toString();
    try (Stream<Path> files = Files.list(first.getParent())) {
      return files.filter(file -> isOf(name, file.getFileName().toString())).toList();
    } catch (IOException e) {
      throw Fault.of(LabError.LAB_COPY_FAILED, "folder " + first.getParent() + " cannot be read")
          .detail(IoReason.withoutFile(e))
          .hint("Start another copy.")
          .cause(e);
    }
  }

  private static boolean isOf(String relation, String file) {
    return file.equals(relation)
        || file.startsWith(relation + ".")
        || file.startsWith(relation + "_");
  }
}
