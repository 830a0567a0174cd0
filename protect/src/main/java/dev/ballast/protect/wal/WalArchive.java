package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What write-ahead log of one cluster a vault has, as it was when this was read: deposits, and the
/// tails that are in no deposit yet. Immutable.
public final class WalArchive {
  private static final Comparator<Stretch> ORDER =
      Comparator.comparingInt((Stretch s) -> s.timeline().value()).thenComparing(Stretch::start);

  /// An archive without anything in it.
  static final WalArchive NOTHING = new WalArchive(List.of(), Map.of(), List.of());

  private final List<Stretch> stretches;
  private final Map<TimelineId, TimelineHistory> histories;
  private final List<Fault> damage;

  private WalArchive(
      List<Stretch> stretches, Map<TimelineId, TimelineHistory> histories, List<Fault> damage) {
    this.stretches = stretches.stream().sorted(ORDER).toList();
    this.histories = Map.copyOf(histories);
    this.damage = List.copyOf(damage);
  }

  /// Reads what there is of a cluster. What is damaged is left out and named by [#damage].
  public static WalArchive of(Vault vault, SystemIdentifier system) {
    List<Stretch> stretches = new ArrayList<>();
    Map<TimelineId, TimelineHistory> histories = new HashMap<>();
    List<Fault> damage = new ArrayList<>();
    // Tails first: what is put into a deposit meanwhile is found twice, and not missed.
    List<Stretch> tails = tails(vault, system, damage);
    for (DepositId id : vault.logDeposits()) {
      try {
        LogRecord record = LogRecord.load(vault, id);
        if (!record.system().equals(system.toString())) {
          continue;
        }
        if (!record.chunks().isEmpty()) {
          stretches.add(Stretch.deposited(record.timelineId(), record.start(), record.chunks()));
        }
        if (!record.history().isEmpty()) {
          TimelineId timeline = record.timelineId();
          histories.put(
              timeline, TimelineHistory.parse(timeline, content(vault, record.history())));
        }
      } catch (Fault fault) {
        damage.add(requireDamage(fault));
      }
    }
    stretches.addAll(tails);
    return new WalArchive(stretches, histories, damage);
  }

  private static Fault requireDamage(Fault fault) {
    CommonError.rethrowInterrupt(fault);
    return switch (fault.code()) {
      case VaultError _ -> fault;
      default -> throw fault;
    };
  }

  private static byte[] content(Vault vault, List<ChunkRef> chunks) {
    try (InputStream in = vault.open(chunks)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Stretch> tails(Vault vault, SystemIdentifier system, List<Fault> damage) {
    List<Stretch> found = new ArrayList<>();
    for (TailName name : vault.tails().of(system.value())) {
      try {
        Stretch.ofTail(vault, name).ifPresent(found::add);
      } catch (Fault fault) {
        damage.add(requireDamage(fault));
      }
    }
    return found;
  }

  /// By timeline, then by position.
  public List<Stretch> stretches() {
    return stretches;
  }

  /// The history of a timeline, where the archive has it.
  public Optional<TimelineHistory> history(TimelineId timeline) {
    return Optional.ofNullable(histories.get(timeline));
  }

  /// The timelines that the archive knows, ascending.
  public List<TimelineId> timelines() {
    return Stream.concat(stretches.stream().map(Stretch::timeline), histories.keySet().stream())
        .distinct()
        .sorted(Comparator.comparingInt(TimelineId::value))
        .toList();
  }

  /// Deposits and tails that could not be read.
  public List<Fault> damage() {
    return damage;
  }

  /// Where the newest timeline ends; empty where nothing is stored.
  public Optional<Standing> newest() {
    return stretches.stream()
        .max(
            Comparator.comparingInt((Stretch s) -> s.timeline().value())
                .thenComparing(Stretch::end))
        .map(s -> new Standing(s.timeline(), s.end()));
  }

  /// A position on a timeline.
  public record Standing(TimelineId timeline, Lsn lsn) {}
}
