package dev.ballast.protect.backup;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.CheckReport;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.ObjectFinding;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Decides what a new backup builds on. Whatever speaks against the parent makes the backup a full
/// one, with the reason; nothing is relied on silently. For one thread, once.
final class BasisSearch {
  private static final int FIRST_SUMMARIZING_MAJOR = 17;
  private static final int SALT_BYTES = 32;

  /// Where a restore reads a quarter more than it writes, it was measured to take twice as long.
  private static final double MOST_READ = 1.25;

  private final Vault vault;
  private final Deposit deposit;
  private final BackupSettings settings;
  private final SourceFacts facts;
  private final SourcePages pages;
  private long size;
  private long read;

  BasisSearch(
      Vault vault, Deposit deposit, BackupSettings settings, SourceFacts facts, SourcePages pages) {
    this.vault = vault;
    this.deposit = deposit;
    this.settings = settings;
    this.facts = facts;
    this.pages = pages;
  }

  /// A full backup that reads all and compares with nothing.
  static Basis full(Optional<String> because, PageSums sums, SourcePages pages) {
    return new Basis(Lineage.Method.FULL, Optional.empty(), because, sums, pages);
  }

  /// @param now what ages are counted from
  Basis find(Instant now) {
    if (settings.mode() == BackupMode.FULL || settings.mode() == BackupMode.NEW_SOURCE) {
      return full(Optional.empty(), usualSums(), pages);
    }
    if (!pages.fit()) {
      return insteadFull("the source's pages, or the vault's chunks, are not multiples of 8 kB");
    }
    Optional<Backup> latest = latest();
    if (latest.isEmpty()) {
      return insteadFull("the vault has no earlier backup of " + settings.target());
    }
    Backup parent = latest.get();
    Optional<String> against = against(parent);
    if (against.isPresent()) {
      return insteadFull("backup " + parent.id() + " " + against.get());
    }
    PageSums sums = lineage(parent).sums();
    boolean server = facts.version().major() >= FIRST_SUMMARIZING_MAJOR && pages.summarized();
    Optional<String> old =
        settings.mode() == BackupMode.AUTO ? old(parent, server, now) : Optional.empty();
    if (old.isPresent()) {
      return insteadFull(old.get());
    }
    if (!server && !sums.identify()) {
      return insteadFull("backup " + parent.id() + " kept no hashes of its pages to compare with");
    }
    return relyOn(parent, sums, server);
  }

  /// A full backup keeps hashes of its pages where the last backup did, for the next one to be
  /// compared with; hashing takes time that is wasted where no backup is incremental.
  private PageSums usualSums() {
    return latest()
        .flatMap(backup -> backup.record().copy().lineage())
        .map(Lineage::sums)
        .orElse(PageSums.CHECKSUMS);
  }

  /// Why the time has come to read every page, which an increment of the server's does not.
  private Optional<String> old(Backup parent, boolean server, Instant now) {
    if (settings.fullAge().isZero()) {
      return Optional.of("full-age is 0");
    }
    if (!server) {
      return Optional.empty();
    }
    Optional<Instant> read = lineage(parent).wholeReadAt();
    if (read.isEmpty()) {
      return Optional.of("it is not recorded when every page of the source was last read");
    }
    Duration age = Duration.between(read.get(), now);
    return age.compareTo(settings.fullAge()) < 0
        ? Optional.empty()
        : Optional.of(
            "every page of the source was last read at %s, %d h ago"
                .formatted(read.get().truncatedTo(ChronoUnit.SECONDS), age.toHours()));
  }

  /// Reads the parent's list of files, which the backup then refers to.
  private Basis relyOn(Backup parent, PageSums sums, boolean server) {
    List<ChunkRef> missing = new ArrayList<>();
    ParentFiles files;
    try {
      files =
          ParentFiles.read(
              vault,
              parent,
              entry -> {
                addMissing(entry, missing);
                size += entry.size();
                entry.chunks().forEach(chunk -> read += chunk.length());
              });
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (!speaksAgainstParent(fault)) {
        throw fault;
      }
      return insteadFull(
          "the list of files of backup %s cannot be read: %s"
              .formatted(parent.id(), fault.getMessage()));
    }
    if (!missing.isEmpty()) {
      return insteadFull(
          "backup %s lacks %d chunks, or they are in no sound pack"
              .formatted(parent.id(), missing.size()));
    }
    if (settings.mode() == BackupMode.AUTO && read > MOST_READ * size) {
      return insteadFull(
          "a restore of backup %s reads %s for %s of files"
              .formatted(parent.id(), new ByteSize(read), new ByteSize(size)));
    }
    Optional<String> because =
        server || facts.version().major() < FIRST_SUMMARIZING_MAJOR
            ? Optional.empty()
            : Optional.of("summarize_wal is off on the source, so that every page was read");
    return new Basis(
        server ? Lineage.Method.SERVER : Lineage.Method.PAGES,
        Optional.of(new Basis.Parent(parent, files)),
        because,
        sums,
        pages);
  }

  private void addMissing(FileEntry entry, List<ChunkRef> missing) {
    for (ChunkRef chunk : entry.chunks()) {
      if (!deposit.canReuse(chunk)) {
        missing.add(chunk);
      }
    }
  }

  /// A full backup in place of an incremental one, which keeps what the next one needs.
  Basis insteadFull(String because) {
    boolean server = facts.version().major() >= FIRST_SUMMARIZING_MAJOR && pages.summarized();
    return full(Optional.of(because), server ? PageSums.CHECKSUMS : salted(), pages);
  }

  private static PageSums salted() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new PageSums(HexFormat.of().formatHex(salt));
  }

  private Optional<Backup> latest() {
    return latest(vault, settings.target());
  }

  /// The backup of the target that the log committed last, of those that can be read.
  static Optional<Backup> latest(Vault vault, String target) {
    BackupEvidence evidence = BackupEvidence.read(vault);
    Optional<Backup> latest = Optional.empty();
    long entry = 0;
    for (DepositId id : vault.deposits()) {
      long committed = evidence.committed(id);
      if (committed <= entry) {
        continue;
      }
      Optional<Backup> backup = readable(vault, id).filter(b -> b.record().target().equals(target));
      if (backup.isPresent()) {
        latest = backup;
        entry = committed;
      }
    }
    return latest;
  }

  private static Optional<Backup> readable(Vault vault, DepositId id) {
    try {
      return Optional.of(Backup.load(vault, id));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (!speaksAgainstParent(fault)) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  /// Whether a fault is the parent's, so that a full backup can be taken: it is damaged, or no
  /// version that we know wrote it.
  static boolean speaksAgainstParent(Fault fault) {
    return fault.code().exit() == ExitCode.REFUTED
        || fault.code() == ProtectError.BACKUP_FORMAT_UNSUPPORTED;
  }

  /// What speaks against building on a backup; continues a sentence about it.
  private Optional<String> against(Backup parent) {
    BackupRecord record = parent.record();
    SourceFacts before = record.source();
    if (before.systemIdentifier() != facts.systemIdentifier()) {
      return Optional.of(
          "is of another cluster, system identifier "
              + Long.toUnsignedString(before.systemIdentifier()));
    }
    if (before.version().major() != facts.version().major()) {
      return Optional.of("is of PostgreSQL " + before.version().major());
    }
    if (before.dataChecksums() != facts.dataChecksums()) {
      return Optional.of(
          "was taken " + (before.dataChecksums() ? "with" : "without") + " page checksums");
    }
    if (record.quarantine().isPresent()) {
      return Optional.of("is in quarantine: " + record.quarantine().get().reason());
    }
    if (record.copy().lineage().isEmpty()) {
      return Optional.of("was taken by an older version of Ballast, which kept no sums of pages");
    }
    return refuted(parent).or(() -> damaged(parent));
  }

  private static Lineage lineage(Backup parent) {
    return parent
        .record()
        .copy()
        .lineage()
        .orElseThrow(() -> new IllegalStateException("a backup without lineage is no parent"));
  }

  private Optional<String> refuted(Backup parent) {
    return BackupEvidence.read(vault)
        .proof(parent)
        .flatMap(
            proof ->
                switch (proof.verdict()) {
                  case Verdict.Refuted(String why) -> Optional.of("was refuted: " + why);
                  case Verdict.Proved ignored -> Optional.empty();
                  case Verdict.Undecided ignored -> Optional.empty();
                });
  }

  private Optional<String> damaged(Backup parent) {
    CheckReport report = vault.check(CheckDepth.STRUCTURE, settings.threads(), parent.id());
    return report.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .map(BasisSearch::damage);
  }

  private static String damage(ObjectFinding finding) {
    return "is damaged: " + finding.object() + ": " + finding.detail();
  }
}
