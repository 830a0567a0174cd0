package dev.ballast.vault.log;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.format.Boundary;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.ChainFinding.Problem;
import dev.ballast.vault.sealed.SealedObject;
import dev.ballast.vault.sealed.SealedObjects;
import dev.ballast.vault.store.ObjectPrefix;
import dev.ballast.vault.store.ObjectStore;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// One verification of an evidence log. For one thread, once.
final class ChainCheck {
  static final String WRONG_TIME = "it is sealed with a key that was not the one of its time";

  /// Entries of one gap that are named one by one; anyone who plants an entry with a huge number
  /// makes a huge gap.
  private static final int NAMED = 100;

  private final ObjectStore store;
  private final Sealer sealer;
  private final SealedObjects objects;
  private final KeptHeads heads;
  private final List<ChainFinding> findings = new ArrayList<>();
  private final Map<Long, EvidenceEntry> entries = new HashMap<>();
  private Optional<String> headFault = Optional.empty();

  ChainCheck(ObjectStore store, Sealer sealer, KeptHeads heads) {
    this.store = store;
    this.sealer = sealer;
    this.objects = new SealedObjects(store, sealer);
    this.heads = heads;
  }

  /// The numbers of the entries that are there, ascending.
  static List<Long> sequence(ObjectStore store) {
    return store.list(VaultObjectName.EVIDENCE).stream()
        .map(StoredObject::name)
        .flatMap(name -> VaultObjectName.number(VaultObjectName.EVIDENCE, name).stream())
        .filter(seq -> seq > 0)
        .sorted()
        .toList();
  }

  /// The newest entry that older keys may have sealed; empty where there are no older keys, or the
  /// log was empty when they were retired.
  static Optional<Head> boundary(Keyring keyring) {
    return keyring.lastBoundary().filter(b -> b.seq() > 0).map(b -> new Head(b.seq(), b.hash()));
  }

  /// A head that the log must hold, and where it comes from.
  private record Known(Head head, String whose) {}

  ChainReport run(List<Head> given) {
    // heads first: whatever is appended from here on is newer than they are
    List<Known> known = new ArrayList<>();
    given.forEach(head -> known.add(new Known(head, "the given head")));
    readKept().ifPresent(head -> known.add(new Known(head, "the kept head")));
    boolean decided = !known.isEmpty();
    for (Boundary end : sealer.keyring().boundaries()) {
      if (end.seq() > 0) {
        Head head = new Head(end.seq(), end.hash());
        known.add(new Known(head, "the boundary of a retired key"));
      }
    }
    List<Long> sequence = sequence(store);
    sequence.forEach(seq -> readEntry(seq, sequence));
    long before = 0;
    for (long seq : sequence) {
      addGap(before, seq - 1, Problem.DROPPED, "it is missing, later ones are there");
      checkLink(seq);
      before = seq;
    }
    long last = before;
    known.forEach(head -> checkHead(head, last));
    checkRotation();
    return new ChainReport(
        verdict(decided),
        sequence.size(),
        Optional.ofNullable(entries.get(last)).map(EvidenceEntry::head),
        findings,
        DepositLedger.of(SealedPast.authentic(sealer.keyring(), entries).values()));
  }

  /// The entries that are authentic, without a verdict.
  NavigableMap<Long, EvidenceEntry> authentic() {
    List<Long> sequence = sequence(store);
    sequence.forEach(seq -> readEntry(seq, sequence));
    return SealedPast.authentic(sealer.keyring(), entries);
  }

  /// Whether there is a kept head, and it is not as it was written.
  boolean headAltered() {
    return headFault.isPresent();
  }

  private Optional<Head> readKept() {
    try {
      return heads.read();
    } catch (Fault fault) {
      if (fault.code() != VaultError.EVIDENCE_REFUTED) {
        throw fault;
      }
      headFault = Optional.of(fault.getMessage() + " (" + heads.file() + ")");
      return Optional.empty();
    }
  }

  private void readEntry(long seq, List<Long> sequence) {
    String name = VaultObjectName.evidence(seq);
    try {
      SealedObject object = objects.fetch(SealedObjectKind.EVIDENCE, name);
      EvidenceEntry entry = EntryCodec.decode(objects.open(object));
      if (entry.seq() != seq || !entry.vault().equals(vault())) {
        add(seq, Problem.REORDERED, "it says it is entry " + entry.seq());
      } else if (object.kek() != sealer.keyring().kekOfEntry(seq)) {
        add(seq, Problem.EDITED, WRONG_TIME);
      } else {
        VaultEvent.of(entry);
        entries.put(seq, entry);
      }
    } catch (JacksonException e) {
      add(seq, Problem.EDITED, "it is no entry");
    } catch (Fault fault) {
      if (fault.code().exit() != ExitCode.REFUTED) {
        throw fault;
      }
      if (fault.code() == VaultError.OBJECT_MISSING) {
        return; // removed since the listing: the gap shows
      }
      whichEntry(seq, sequence)
          .ifPresentOrElse(
              other -> add(seq, Problem.REORDERED, "it holds entry " + other),
              () -> add(seq, Problem.EDITED, fault.detail().orElse(fault.getMessage())));
    }
  }

  /// Which entry of this log an object is that does not open under its own name.
  private Optional<Long> whichEntry(long found, List<Long> sequence) {
    byte[] header;
    try {
      ObjectPrefix prefix = store.begin(VaultObjectName.evidence(found), Sealer.HEADER_BYTES);
      header = prefix.bytes();
    } catch (Fault fault) {
      if (fault.code().exit() != ExitCode.REFUTED) {
        throw fault;
      }
      return Optional.empty();
    }
    List<Long> candidates = new ArrayList<>(sequence);
    candidates.add(sequence.getLast() + 1);
    return candidates.stream()
        .filter(seq -> seq != found)
        .filter(
            seq -> sealer.opensAs(SealedObjectKind.EVIDENCE, VaultObjectName.evidence(seq), header))
        .findFirst();
  }

  private void add(long seq, Problem problem, String detail) {
    findings.add(new ChainFinding(seq, problem, detail));
  }

  /// Entries that are missing after `before`, up to `to`.
  private void addGap(long before, long to, Problem problem, String detail) {
    for (long seq = before + 1; seq <= to; seq++) {
      if (seq - before == NAMED && seq < to) {
        add(seq, problem, detail + "; so are all up to entry " + to);
        return;
      }
      add(seq, problem, detail);
    }
  }

  private void checkLink(long seq) {
    EvidenceEntry entry = entries.get(seq);
    if (entry == null) {
      return;
    }
    if (seq == 1) {
      if (!entry.previous().equals(EntryCodec.prefix(vault()))) {
        add(1, Problem.EDITED, "it does not begin this vault's log");
      }
      return;
    }
    EvidenceEntry before = entries.get(seq - 1);
    if (before != null && !entry.previous().equals(before.hash())) {
      add(seq - 1, Problem.EDITED, "entry " + seq + " was appended to another one than this");
    }
  }

  private VaultId vault() {
    return sealer.keyring().vault();
  }

  private void checkHead(Known known, long last) {
    Head head = known.head();
    if (head.seq() > last) {
      addGap(last, head.seq(), Problem.TRUNCATED, known.whose() + " " + head.seq() + " knows it");
      return;
    }
    EvidenceEntry entry = entries.get(head.seq());
    if (entry != null && !entry.hash().equals(head.hash())) {
      add(head.seq(), Problem.EDITED, "it is not the entry that " + known.whose() + " remembers");
    }
  }

  /// The first entry after each boundary records the rotation. Where the newest one is missing,
  /// the rotation was stopped before writing it, and anyone who appends next writes it.
  private void checkRotation() {
    int generation = 1;
    for (Boundary boundary : sealer.keyring().boundaries()) {
      generation++;
      EvidenceEntry first = entries.get(boundary.seq() + 1);
      if (first == null) {
        continue;
      }
      boolean tells =
          VaultEvent.of(first).orElse(null) instanceof VaultEvent.KeyRotated rotated
              && rotated.generation() == generation
              && rotated.boundary() == boundary.seq()
              && rotated.boundaryHash().equals(boundary.hash());
      if (!tells) {
        add(first.seq(), Problem.EDITED, "it does not record the rotation before it");
      }
    }
  }

  private Verdict verdict(boolean decided) {
    if (!findings.isEmpty()) {
      ChainFinding first = findings.getFirst();
      return Verdict.refuted(
          findings.size()
              + (findings.size() == 1 ? " finding" : " findings")
              + ", first: entry "
              + first.seq()
              + " "
              + first.problem().name().toLowerCase(Locale.ROOT)
              + ", "
              + first.detail());
    }
    if (headFault.isPresent()) {
      return Verdict.undecided(headFault.get());
    }
    return decided
        ? Verdict.proved()
        : Verdict.undecided(
            "no head of this log was kept at "
                + heads.file()
                + " and none was given, so entries cut off at its end would not show");
  }
}
