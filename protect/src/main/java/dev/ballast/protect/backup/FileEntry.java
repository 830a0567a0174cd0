package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ballast.protect.layer.LayeredInput;
import dev.ballast.protect.layer.Layers;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One file or folder of the data directory.
///
/// @param path relative to the data directory, `/` between names; a tablespace's files are under
///     `pg_tblspc/<oid>`, as in the server's manifest
/// @param mode permission bits
/// @param crc32c of the whole content, as the server's manifest has it where the server sent the
///     whole; 0 for a folder
/// @param layers where the content is
/// @param sums of its pages, where the next backup needs them
/// @param sent what the server sent of it, where that was not the file itself
public record FileEntry(
    String path,
    Kind kind,
    long size,
    int mode,
    int crc32c,
    Layers layers,
    List<ChunkRef> sums,
    Optional<Sent> sent) {
  /// Throws `IllegalArgumentException` where the pieces are not as long as the file.
  public FileEntry {
    requireNonNull(path, "path is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(layers, "layers is null");
    requireNonNull(sent, "sent is null");
    sums = List.copyOf(sums);
    if (!layers.isPlain() && layers.size() != size) {
      throw new IllegalArgumentException(
          path + " has " + size + " bytes, and its pieces " + layers.size());
    }
  }

  /// A file or folder whose content is its chunks, one after the other, as it was sent.
  public FileEntry(String path, Kind kind, long size, int mode, int crc32c, List<ChunkRef> chunks) {
    this(
        path, kind, size, mode, crc32c, new Layers(chunks, List.of()), List.of(), Optional.empty());
  }

  /// What a path names. Links to tablespaces are recreated at restore, so they are not listed.
  public enum Kind {
    FILE,
    DIRECTORY
  }

  /// What the server's manifest has in place of a file.
  ///
  /// @param path the name in the manifest
  public record Sent(String path, long size, int crc32c) {
    public Sent {
      requireNonNull(path, "path is null");
    }
  }

  /// Every chunk that is needed for it.
  public List<ChunkRef> chunks() {
    List<ChunkRef> all = new ArrayList<>(layers.chunks());
    all.addAll(sums);
    return all;
  }

  /// Whether nobody but this backup says what the content is: the server sent a part of it.
  public boolean isPutTogether() {
    return !layers.isPlain() || sent.isPresent();
  }

  /// The content.
  public InputStream open(Vault vault) {
    return LayeredInput.open(vault, layers);
  }

  /// The same, of which the server sent something else.
  FileEntry withSent(Sent other) {
    return new FileEntry(path, kind, size, mode, crc32c, layers, sums, Optional.of(other));
  }

  /// What the server's manifest should have for it.
  Sent asSent() {
    return sent.orElse(new Sent(path, size, crc32c));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static FileEntry of(FileForm form) {
    return form.entry();
  }

  @JsonValue
  FileForm form() {
    return FileForm.of(this);
  }
}
