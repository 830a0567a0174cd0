package dev.ballast.protect.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ballast.protect.layer.Layers;
import dev.ballast.protect.layer.Piece;
import dev.ballast.vault.format.ChunkRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A [FileEntry] as a line of the list of files has it. What was added to the first form comes last
/// and is left out where there is nothing; a record of format 3 or higher says that it may be
/// there.
record FileForm(
    String path,
    FileEntry.Kind kind,
    long size,
    int mode,
    int crc32c,
    List<ChunkRef> chunks,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Piece> pieces,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<ChunkRef> sums,
    @JsonInclude(JsonInclude.Include.NON_NULL) FileEntry.@Nullable Sent sent) {

  static FileForm of(FileEntry entry) {
    return new FileForm(
        entry.path(),
        entry.kind(),
        entry.size(),
        entry.mode(),
        entry.crc32c(),
        entry.layers().chunks(),
        entry.layers().pieces(),
        entry.sums(),
        entry.sent().orElse(null));
  }

  FileEntry entry() {
    return new FileEntry(
        path,
        kind,
        size,
        mode,
        crc32c,
        new Layers(chunks, Objects.requireNonNullElse(pieces, List.of())),
        Objects.requireNonNullElse(sums, List.of()),
        Optional.ofNullable(sent));
  }
}
