package dev.ballast.protect.backup;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.ChunkedOutput;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/// The list of a backup's files: one JSON object a line, itself kept as chunks, so that a cluster
/// of millions of files needs no more memory than a small one.
final class FileList {
  private FileList() {}

  static void append(ChunkedOutput out, FileEntry entry) {
    try {
      out.write(Json.write(entry));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void forEach(Vault vault, List<ChunkRef> refs, Consumer<FileEntry> consumer) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(vault.open(refs), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        consumer.accept(entry(line.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileEntry entry(byte[] line) {
    try {
      return Json.read(line, FileEntry.class);
    } catch (JacksonException e) {
      throw Fault.of(
              ProtectError.BACKUP_FORMAT_UNSUPPORTED, "a line of the list of files cannot be read")
          .detail(String.valueOf(e.getOriginalMessage()))
          .hint("It was written by another version of Ballast; use that one.")
          .cause(e);
    }
  }
}
