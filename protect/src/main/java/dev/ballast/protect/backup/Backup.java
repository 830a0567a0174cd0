package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/// A backup in a vault.
public record Backup(DepositId id, BackupRecord record) {
  public Backup {
    requireNonNull(id, "id is null");
    requireNonNull(record, "record is null");
  }

  /// What a proof of it says that it is about.
  public String subject() {
    return record.target() + " " + id;
  }

  static Backup load(Vault vault, DepositId id) {
    try {
      return new Backup(id, Json.read(vault.record(id), BackupRecord.class));
    } catch (JacksonException e) {
      throw Fault.of(
              ProtectError.BACKUP_FORMAT_UNSUPPORTED, "record of backup " + id + " cannot be read")
          .detail(String.valueOf(e.getOriginalMessage()))
          .hint("It was written by another version of Ballast; use that one.")
          .cause(e);
    }
  }

  /// Walks the backup's files in the order they were stored.
  public void forEachFile(Vault vault, Consumer<FileEntry> consumer) {
    FileList.forEach(vault, record.copy().fileList(), consumer);
  }

  /// The cluster's `pg_control` as it was backed up; what a server must be started with is in it.
  ///
  /// Throws `control-file-damaged` where the backup has none, or it is not whole.
  public ControlFile control(Vault vault) {
    List<FileEntry> found = new ArrayList<>();
    forEachFile(
        vault,
        file -> {
          if (file.path().equals(ControlFile.NAME)) {
            found.add(file);
          }
        });
    if (found.size() != 1) {
      throw Fault.of(PostgresError.CONTROL_FILE_DAMAGED, "pg_control is not usable")
          .detail("backup %s lists %d files of that name".formatted(id, found.size()));
    }
    try (InputStream in = found.getFirst().open(vault)) {
      return ControlFile.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The server's own manifest, its checksum checked.
  private Manifest manifest(Vault vault) {
    return Manifest.parse(manifestBytes(vault));
  }

  private byte[] manifestBytes(Vault vault) {
    try (InputStream in = vault.open(record.copy().manifest().chunks())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The server's own manifest, for the increment that follows; throws `parent-unusable` where it
  /// is damaged.
  byte[] manifestOfParent(Vault vault) {
    try {
      byte[] json = manifestBytes(vault);
      Manifest.parse(json);
      return json;
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (!BasisSearch.speaksAgainstParent(fault)) {
        throw fault;
      }
      throw Fault.of(ProtectError.PARENT_UNUSABLE, "backup %s cannot be built on".formatted(id))
          .detail("its manifest: " + fault.getMessage())
          .hint("Take a full backup: ballast backup run --full")
          .cause(fault);
    }
  }

  /// The source's content digests, where they were taken.
  public Optional<SourceReading> reading(Vault vault) {
    if (record.reading().chunks().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Json.read(vault.open(record.reading().chunks()), SourceReading.class));
  }

  /// Compares what files in layers are made of with their checksums and returns how many there are.
  ///
  /// Throws `backup-manifest-mismatch` unless they agree.
  ///
  /// @param content whether the files are read, and not only the sums of their pages
  public long requireLayers(Vault vault, int threads, boolean content) {
    return new LayerCheck(vault, this, content).run(threads);
  }

  /// Compares the list of files with the server's manifest and returns how many files it names.
  ///
  /// Throws `backup-manifest-mismatch` unless they agree.
  public long requireManifest(Vault vault) {
    Map<String, ArchiveUnpacker.FileSum> listed = new HashMap<>();
    forEachFile(
        vault,
        file -> {
          if (file.kind() == FileEntry.Kind.FILE) {
            FileEntry.Sent sent = file.asSent();
            listed.put(sent.path(), new ArchiveUnpacker.FileSum(sent.size(), sent.crc32c()));
          }
        });
    manifest(vault).requireEqual(listed);
    return listed.size();
  }
}
