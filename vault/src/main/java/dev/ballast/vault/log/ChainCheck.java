package dev.ballast.vault.log;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.format.ObjectKind;
import dev.ballast.vault.format.ObjectName;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.ChainFinding.Problem;
import dev.ballast.vault.store.ObjectStore;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// One verification of an evidence log. For one thread, once.
final class ChainCheck {
  private final ObjectStore store;
  private final Sealer sealer;
  private final KeptHeads heads;
  private final List<ChainFinding> findings = new ArrayList<>();
  private final Map<Long, EvidenceEntry> entries = new HashMap<>();

  ChainCheck(ObjectStore store, Sealer sealer, KeptHeads heads) {
    this.store = store;
    this.sealer = sealer;
    this.heads = heads;
  }

  /// The numbers of the entries that are there, ascending.
  static List<Long> sequence(ObjectStore store) {
    return store.list(ObjectName.EVIDENCE).stream()
        .map(StoredObject::name)
        .flatMap(name -> ObjectName.number(ObjectName.EVIDENCE, name).stream())
        .sorted()
        .toList();
  }

  ChainReport run(List<Head> given) {
    // heads first: whatever is appended from here on is newer than they are
    List<Head> known = new ArrayList<>(given);
    Optional<String> headFault = readKept(known);
    List<Long> sequence = sequence(store);
    for (long seq : sequence) {
      readEntry(seq, sequence);
    }
    long last = sequence.isEmpty() ? 0 : sequence.getLast();
    for (long seq = 1; seq <= last; seq++) {
      checkLink(seq, sequence);
    }
    known.forEach(head -> checkHead(head, last));
    return new ChainReport(
        verdict(known, headFault),
        sequence.size(),
        Optional.ofNullable(entries.get(last)).map(EvidenceEntry::head),
        findings);
  }

  private Optional<String> readKept(List<Head> known) {
    try {
      heads.read().ifPresent(known::add);
      return Optional.empty();
    } catch (Fault fault) {
      if (fault.code() != VaultError.EVIDENCE_REFUTED) {
        throw fault;
      }
      return Optional.of(fault.getMessage() + " (" + heads.file() + ")");
    }
  }

  private void readEntry(long seq, List<Long> sequence) {
    String name = ObjectName.evidence(seq);
    byte[] object = new byte[0];
    try {
      object = store.get(name);
      EvidenceEntry entry = EntryCodec.decode(sealer.unseal(ObjectKind.EVIDENCE, name, object));
      if (entry.seq() == seq && entry.vault().equals(sealer.keyring().vault())) {
        entries.put(seq, entry);
      } else {
        findings.add(
            new ChainFinding(seq, Problem.REORDERED, "it says it is entry " + entry.seq()));
      }
    } catch (JacksonException e) {
      findings.add(new ChainFinding(seq, Problem.EDITED, "it is no entry"));
    } catch (Fault fault) {
      if (fault.code().exit() != ExitCode.REFUTED) {
        throw fault;
      }
      if (fault.code() == VaultError.OBJECT_MISSING) {
        return; // removed since the listing: checkLink sees the gap
      }
      Optional<Long> other = whichEntry(seq, object, sequence);
      findings.add(
          other.isPresent()
              ? new ChainFinding(seq, Problem.REORDERED, "it holds entry " + other.get())
              : new ChainFinding(seq, Problem.EDITED, fault.detail().orElse(fault.getMessage())));
    }
  }

  /// Which entry of this log an object is that does not open under its own name.
  private Optional<Long> whichEntry(long found, byte[] object, List<Long> sequence) {
    long last = sequence.getLast();
    for (long seq = 1; seq <= last + 1; seq++) {
      if (seq != found && sealer.opensAs(ObjectKind.EVIDENCE, ObjectName.evidence(seq), object)) {
        return Optional.of(seq);
      }
    }
    return Optional.empty();
  }

  private void checkLink(long seq, List<Long> sequence) {
    if (Collections.binarySearch(sequence, seq) < 0) {
      findings.add(new ChainFinding(seq, Problem.DROPPED, "it is missing, later ones are there"));
      return;
    }
    EvidenceEntry entry = entries.get(seq);
    if (entry == null) {
      return;
    }
    if (seq == 1) {
      if (!entry.previous().equals(EntryCodec.beginning(vault()))) {
        findings.add(new ChainFinding(1, Problem.EDITED, "it does not begin this vault's log"));
      }
      return;
    }
    EvidenceEntry before = entries.get(seq - 1);
    if (before != null && !entry.previous().equals(before.hash())) {
      findings.add(
          new ChainFinding(
              seq - 1, Problem.EDITED, "entry " + seq + " was appended to another one than this"));
    }
  }

  private VaultId vault() {
    return sealer.keyring().vault();
  }

  private void checkHead(Head head, long last) {
    if (head.seq() > last) {
      for (long seq = last + 1; seq <= head.seq(); seq++) {
        findings.add(
            new ChainFinding(seq, Problem.TRUNCATED, "the kept head " + head.seq() + " knows it"));
      }
      return;
    }
    EvidenceEntry entry = entries.get(head.seq());
    if (entry != null && !entry.hash().equals(head.hash())) {
      findings.add(
          new ChainFinding(
              head.seq(), Problem.EDITED, "it is not the entry that the kept head remembers"));
    }
  }

  private Verdict verdict(List<Head> known, Optional<String> headFault) {
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
    return known.isEmpty()
        ? Verdict.undecided(
            "no head of this log is kept at "
                + heads.file()
                + " and none was given, so entries cut off at its end would not show")
        : Verdict.proved();
  }
}
