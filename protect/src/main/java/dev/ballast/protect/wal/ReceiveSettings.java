package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.wire.SlotName;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.WalDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Where log is received from, and how.
///
/// @param target the name of the guarded database server
/// @param sources its servers, of which one is the primary; asked in this order
/// @param slot the physical replication slot, which is made where it is missing
/// @param applicationName what `synchronous_standby_names` may list
/// @param flushInterval the most that log is here without being durable; with a server that waits
///     for it, it is made durable as it comes
/// @param deposit when durable log is put into a deposit
/// @param silence how long a server may keep silent before it counts as lost
public record ReceiveSettings(
    String target,
    List<ConnectionSettings> sources,
    SlotName slot,
    String applicationName,
    Duration flushInterval,
    DepositPolicy deposit,
    Duration silence) {
  public static final Duration DEFAULT_FLUSH_INTERVAL = Duration.ofSeconds(1);
  public static final Duration SHORTEST_FLUSH_INTERVAL = Duration.ofMillis(10);
  public static final Duration LONGEST_FLUSH_INTERVAL = Duration.ofMinutes(1);

  /// A server that lives answers a question at any time, and is asked after half of this.
  public static final Duration DEFAULT_SILENCE = Duration.ofSeconds(30);

  public ReceiveSettings {
    requireNonNull(target, "target is null");
    requireNonNull(slot, "slot is null");
    requireNonNull(applicationName, "applicationName is null");
    requireNonNull(deposit, "deposit is null");
    requireNonNull(silence, "silence is null");
    sources = List.copyOf(sources);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("no server to receive from");
    }
    if (flushInterval.compareTo(SHORTEST_FLUSH_INTERVAL) < 0
        || flushInterval.compareTo(LONGEST_FLUSH_INTERVAL) > 0) {
      throw new IllegalArgumentException("flushInterval is not 10 ms to 1 min: " + flushInterval);
    }
  }

  /// With the defaults: a slot and a name that hold the target's name.
  public static ReceiveSettings of(String target, List<ConnectionSettings> sources) {
    return new ReceiveSettings(
        target,
        sources,
        slotOf(target),
        "ballast_" + target,
        DEFAULT_FLUSH_INTERVAL,
        DepositPolicy.defaults(),
        DEFAULT_SILENCE);
  }

  /// As a target's declaration says, or with the defaults where it says nothing. Its passwords are
  /// fetched now.
  public static ReceiveSettings of(Target target) {
    ReceiveSettings settings = of(target.name(), target.connections());
    if (target.wal().isEmpty()) {
      return settings;
    }
    WalDeclaration declared = target.wal().get();
    return new ReceiveSettings(
        settings.target(),
        settings.sources(),
        declared.slot().map(SlotName::new).orElse(settings.slot()),
        declared.applicationName().orElse(settings.applicationName()),
        declared.flushInterval().orElse(settings.flushInterval()),
        settings.deposit(),
        settings.silence());
  }

  private static SlotName slotOf(String target) {
    String name = "ballast_" + target.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    return new SlotName(name.substring(0, Math.min(name.length(), 63)));
  }

  public ReceiveSettings withSources(List<ConnectionSettings> others) {
    return new ReceiveSettings(
        target, others, slot, applicationName, flushInterval, deposit, silence);
  }

  public ReceiveSettings withSlot(SlotName other) {
    return new ReceiveSettings(
        target, sources, other, applicationName, flushInterval, deposit, silence);
  }

  public ReceiveSettings withApplicationName(String other) {
    return new ReceiveSettings(target, sources, slot, other, flushInterval, deposit, silence);
  }

  public ReceiveSettings withFlushInterval(Duration other) {
    return new ReceiveSettings(target, sources, slot, applicationName, other, deposit, silence);
  }

  public ReceiveSettings withSilence(Duration other) {
    return new ReceiveSettings(
        target, sources, slot, applicationName, flushInterval, deposit, other);
  }

  public ReceiveSettings withDeposit(DepositPolicy other) {
    return new ReceiveSettings(
        target, sources, slot, applicationName, flushInterval, other, silence);
  }
}
