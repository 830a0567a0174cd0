package dev.ballast.protect.backup;

import dev.ballast.postgres.wire.BaseBackupEnd;
import dev.ballast.postgres.wire.BaseBackupStart;
import java.util.List;

/// What a base backup brought, before it is recorded.
record BaseCopy(
    BaseBackupStart start,
    BaseBackupEnd end,
    List<BackupRecord.Tablespace> tablespaces,
    ArchiveUnpacker.Result files,
    StoredFile manifest,
    Basis basis) {}
