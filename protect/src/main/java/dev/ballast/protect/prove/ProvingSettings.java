package dev.ballast.protect.prove;

import static java.util.Objects.requireNonNull;

import dev.ballast.machine.Places;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installations;
import dev.ballast.protect.verify.CheckSettings;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.targets.config.Invariant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How a backup is proved.
///
/// @param threads how many read, decrypt, write and check at once
/// @param recoveryTimeout bound on the recovery of the copy up to its target
/// @param digest how digests are taken on the copy; sampling is as it was on the source
/// @param checks bounds of the structure and constraint checks
/// @param invariants what must hold beside the constraints that the database declares
/// @param servers where the copy's server is taken from
/// @param confinement how far the copy is shut off from this machine
/// @param workFolder the folder that takes the copy: this user's alone, made where it is missing
/// @param rerun the command that proves this again, for the evidence
/// @param source how to reach the source, which is asked about damage that is found on the copy
public record ProvingSettings(
    int threads,
    Duration recoveryTimeout,
    DigestSettings digest,
    CheckSettings checks,
    List<Invariant> invariants,
    Installations servers,
    Confinement confinement,
    Path workFolder,
    String rerun,
    Optional<Supplier<ConnectionSettings>> source) {
  public static final Duration DEFAULT_RECOVERY_TIMEOUT = Duration.ofHours(2);

  public ProvingSettings {
    requireNonNull(recoveryTimeout, "recoveryTimeout is null");
    requireNonNull(digest, "digest is null");
    requireNonNull(checks, "checks is null");
    invariants = List.copyOf(invariants);
    requireNonNull(servers, "servers is null");
    requireNonNull(confinement, "confinement is null");
    requireNonNull(workFolder, "workFolder is null");
    requireNonNull(rerun, "rerun is null");
    requireNonNull(source, "source is null");
  }

  /// Everything at its default.
  public static ProvingSettings of(String rerun) {
    return new ProvingSettings(
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        DEFAULT_RECOVERY_TIMEOUT,
        DigestSettings.defaults(0),
        CheckSettings.defaults(),
        List.of(),
        Installations.ofThisMachine(),
        Confinement.PREFERRED,
        Places.temporary(),
        rerun,
        Optional.empty());
  }

  public ProvingSettings withServers(Installations others) {
    return new ProvingSettings(
        threads,
        recoveryTimeout,
        digest,
        checks,
        invariants,
        others,
        confinement,
        workFolder,
        rerun,
        source);
  }

  public ProvingSettings withChecks(CheckSettings others) {
    return new ProvingSettings(
        threads,
        recoveryTimeout,
        digest,
        others,
        invariants,
        servers,
        confinement,
        workFolder,
        rerun,
        source);
  }

  /// The same, with the copy in another folder.
  public ProvingSettings within(Path folder) {
    return new ProvingSettings(
        threads,
        recoveryTimeout,
        digest,
        checks,
        invariants,
        servers,
        confinement,
        folder,
        rerun,
        source);
  }

  /// The same, with a source that can be asked.
  ///
  /// @param connection fetches a password, if it is ever called
  public ProvingSettings asking(Supplier<ConnectionSettings> connection) {
    return new ProvingSettings(
        threads,
        recoveryTimeout,
        digest,
        checks,
        invariants,
        servers,
        confinement,
        workFolder,
        rerun,
        Optional.of(connection));
  }
}
