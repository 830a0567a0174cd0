package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.vault.Vault;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What write-ahead log of one cluster a vault has, as it was when this was read: deposits, and the
/// tails that are in no deposit yet. Immutable.
public final class WalArchive {
  private static final Comparator<Stretch> ORDER =
      Comparator.comparingInt((Stretch s) -> s.timeline().value()).thenComparing(Stretch::start);

  private static final Comparator<Stretch> NEWEST_LAST =
      Comparator.comparingInt((Stretch s) -> s.timeline().value()).thenComparing(Stretch::end);

  private final Vault vault;
  private final List<Stretch> stretches;
  private final Map<TimelineId, List<DepositId>> histories;
  private final Damage damage;

  private WalArchive(
      Vault vault,
      List<Stretch> stretches,
      Map<TimelineId, List<DepositId>> histories,
      Damage damage) {
    this.vault = vault;
    this.stretches = stretches.stream().sorted(ORDER).toList();
    this.histories = Map.copyOf(histories);
    this.damage = damage;
  }

  /// What could not be read.
  private record Damage(List<Fault> tails, List<Fault> deposits) {
    static final Damage NONE = new Damage(List.of(), List.of());

    Damage {
      tails = List.copyOf(tails);
      deposits = List.copyOf(deposits);
    }
  }

  /// Which part of a cluster's log is looked at.
  ///
  /// @param segmentSize a tail ends with its segment at the latest
  record Range(Lsn from, Lsn to, int segmentSize) {
    boolean mayTouch(TailName tail) {
      Lsn start = new Lsn(tail.start());
      Lsn end = WalSegment.containing(new TimelineId(tail.branch()), start, segmentSize).end();
      return start.isBefore(to) && from.isBefore(end);
    }
  }

  /// An archive without anything in it.
  static WalArchive nothing(Vault vault) {
    return new WalArchive(vault, List.of(), Map.of(), Damage.NONE);
  }

  /// What there is of a cluster. What is known to be damaged is left out and named by [#damage]; a
  /// record that was read before on this machine is read again where its log is needed.
  public static WalArchive of(Vault vault, SystemIdentifier system) {
    // Tails first: what is put into a deposit meanwhile is found twice, and not missed.
    Tails tails = Tails.of(vault, system, Optional.empty());
    return of(vault, LogCatalogue.of(vault), system, tails);
  }

  /// What there is of a cluster, of which every record and every history is read now.
  public static WalArchive checked(Vault vault, SystemIdentifier system) {
    Tails tails = Tails.of(vault, system, Optional.empty());
    WalArchive all = of(vault, LogCatalogue.ofRecords(vault), system, tails);
    List<Fault> damage = new ArrayList<>(all.damage.deposits());
    for (Map.Entry<TimelineId, List<DepositId>> timeline : all.histories.entrySet()) {
      for (DepositId id : timeline.getValue()) {
        try {
          all.history(timeline.getKey(), id);
        } catch (Fault fault) {
          damage.add(LogCatalogue.requireDamage(fault));
        }
      }
    }
    return new WalArchive(
        vault, all.stretches, all.histories, new Damage(all.damage.tails(), damage));
  }

  /// What there is of a range.
  ///
  /// @param catalogue of the deposits; read after the tails, so that nothing is missed that is put
  ///     into a deposit meanwhile
  static WalArchive within(
      Vault vault, Supplier<LogCatalogue> catalogue, SystemIdentifier system, Range range) {
    Tails tails = Tails.of(vault, system, Optional.of(range));
    WalArchive all = of(vault, catalogue.get(), system, tails);
    List<Stretch> near =
        all.stretches.stream().filter(s -> s.touches(range.from(), range.to())).toList();
    return new WalArchive(vault, near, all.histories, all.damage);
  }

  /// What deposits have.
  static WalArchive deposited(Vault vault, LogCatalogue catalogue, SystemIdentifier system) {
    return of(vault, catalogue, system, Tails.NONE);
  }

  /// The tails that count.
  private record Tails(List<Stretch> stretches, List<Fault> damage) {
    static final Tails NONE = new Tails(List.of(), List.of());

    static Tails of(Vault vault, SystemIdentifier system, Optional<Range> range) {
      List<Stretch> found = new ArrayList<>();
      List<Fault> damage = new ArrayList<>();
      for (TailName name : vault.tails().of(system.value())) {
        if (range.isPresent() && !range.get().mayTouch(name)) {
          continue;
        }
        try {
          Stretch.OfTail tail = Stretch.ofTail(vault, name);
          tail.sound().ifPresent(found::add);
          tail.damage().ifPresent(damage::add);
        } catch (Fault fault) {
          // One that is gone was put into a deposit meanwhile.
          if (fault.code() != VaultError.OBJECT_MISSING) {
            damage.add(LogCatalogue.requireDamage(fault));
          }
        }
      }
      return new Tails(found, damage);
    }
  }

  private static WalArchive of(
      Vault vault, LogCatalogue catalogue, SystemIdentifier system, Tails tails) {
    List<Stretch> stretches = new ArrayList<>();
    Map<TimelineId, List<DepositId>> histories = new HashMap<>();
    for (DepositedLog log : catalogue.deposits()) {
      if (log.system().equals(system)) {
        if (log.start().isBefore(log.end())) {
          stretches.add(Stretch.of(log));
        }
        if (log.history()) {
          histories.computeIfAbsent(log.timeline(), _ -> new ArrayList<>()).add(log.id());
        }
      }
    }
    stretches.addAll(tails.stretches());
    Damage damage = new Damage(tails.damage(), catalogue.damage());
    return new WalArchive(vault, stretches, histories, damage);
  }

  /// By timeline, then by position.
  public List<Stretch> stretches() {
    return stretches;
  }

  /// The history of a timeline, where the archive has it and it can be read.
  public Optional<TimelineHistory> history(TimelineId timeline) {
    try {
      return requiredHistory(timeline);
    } catch (Fault fault) {
      LogCatalogue.requireDamage(fault);
      return Optional.empty();
    }
  }

  /// The history of a timeline; empty where there is none. Throws where there is one and it cannot
  /// be read.
  Optional<TimelineHistory> requiredHistory(TimelineId timeline) {
    Optional<Fault> first = Optional.empty();
    for (DepositId id : histories.getOrDefault(timeline, List.of()).reversed()) {
      try {
        return Optional.of(history(timeline, id));
      } catch (Fault fault) {
        first = first.or(() -> Optional.of(LogCatalogue.requireDamage(fault)));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
    return Optional.empty();
  }

  private TimelineHistory history(TimelineId timeline, DepositId id) {
    vault.expect(id);
    try (InputStream in = vault.open(LogRecord.load(vault, id).history())) {
      return TimelineHistory.parse(timeline, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the archive has the history of a timeline.
  boolean knows(TimelineId timeline) {
    return histories.containsKey(timeline);
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
    return Stream.concat(damage.tails().stream(), damage.deposits().stream()).toList();
  }

  /// Tails that could not be read.
  List<Fault> tailDamage() {
    return damage.tails();
  }

  /// Where the newest timeline ends, as far as it can be read; empty where nothing is stored.
  public Optional<Standing> newest() {
    for (Stretch stretch : stretches.stream().sorted(NEWEST_LAST.reversed()).toList()) {
      try {
        Stretch confirmed = stretch.confirmed(vault);
        return Optional.of(new Standing(confirmed.timeline(), confirmed.end()));
      } catch (Fault fault) {
        LogCatalogue.requireDamage(fault);
      }
    }
    return Optional.empty();
  }

  /// A position on a timeline.
  public record Standing(TimelineId timeline, Lsn lsn) {}
}
