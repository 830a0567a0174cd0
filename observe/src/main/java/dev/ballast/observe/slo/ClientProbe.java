package dev.ballast.observe.slo;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.ClientSession;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Tries a target as a client would, through its poolers where it has some, each in turn: a new
/// session and a statement. Runs until its thread is interrupted.
public final class ClientProbe implements Runnable {
  /// How often a target is tried.
  public static final Duration CADENCE = Duration.ofSeconds(10);

  /// A client that waits longer for a session and an answer is not served.
  public static final Duration LIMIT = Duration.ofSeconds(5);

  /// What a server refuses this role or this configuration, and not all clients.
  private static final Set<ErrorCode> OURS =
      Set.of(
          PostgresError.AUTHENTICATION_FAILED,
          PostgresError.AUTHENTICATION_REFUSED,
          PostgresError.NO_HBA_ENTRY,
          PostgresError.TLS_FAILED,
          PostgresError.TLS_NOT_OFFERED,
          PostgresError.DATABASE_MISSING,
          PostgresError.PRIVILEGE_MISSING,
          TargetsError.SECRET_MISSING,
          TargetsError.SECRET_EXPOSED,
          TargetsError.SECRET_COMMAND_FAILED);

  private final Target target;
  private final List<Pooler> poolers;
  private final Consumer<Answer> sink;
  private final Clock clock;
  private int attempts;

  /// By the number of the pooler, so that a secret is not fetched for each attempt.
  private final Map<Integer, ConnectionSettings> settings = new HashMap<>();

  /// Whether a pooler has let the role in since this began.
  private boolean admitted;

  /// What came of an attempt.
  public sealed interface Answer {
    /// A client is served.
    record Served() implements Answer {}

    /// A client is not.
    record Refused(Fault why) implements Answer {
      public Refused {
        requireNonNull(why, "why is null");
      }
    }

    /// Whether a client is served is not known, since this role is not.
    record Unknown(Fault why) implements Answer {
      public Unknown {
        requireNonNull(why, "why is null");
      }
    }
  }

  /// @param poolers that clients reach the target through
  public ClientProbe(Target target, List<Pooler> poolers, Consumer<Answer> sink, Clock clock) {
    this.target = target;
    this.poolers = List.copyOf(poolers);
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      long began = clock.nanoTime();
      Answer answer = attempt();
      if (!Thread.currentThread().isInterrupted()) {
        sink.accept(answer);
        clock.pause(CADENCE.minus(clock.since(began)));
      }
    }
  }

  /// Tries once. An interrupt stays set, and its answer means nothing.
  public Answer attempt() {
    boolean pooled = !poolers.isEmpty();
    int way = Math.floorMod(attempts++, Math.max(1, poolers.size()));
    long began = clock.nanoTime();
    try {
      ClientSession.tryOnce(
          settings.computeIfAbsent(way, this::settings), "ballast probe", LIMIT, clock);
      admitted = true;
      Duration took = clock.since(began);
      return took.compareTo(LIMIT) <= 0
          ? new Answer.Served()
          : new Answer.Refused(
              Fault.of(PostgresError.SERVER_UNRESPONSIVE, "the answer came late")
                  .detail("after " + took.toMillis() + " ms"));
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      boolean unknown =
          OURS.contains(fault.code())
              || (pooled && !admitted && fault.code() == PostgresError.POOLER_BETWEEN);
      if (!unknown) {
        return new Answer.Refused(fault);
      }
      settings.clear();
      return new Answer.Unknown(fault);
    }
  }

  private ConnectionSettings settings(int way) {
    ConnectionSettings declared =
        poolers.isEmpty() ? target.connection() : target.connectionThrough(poolers.get(way));
    return declared.connectTimeout().compareTo(LIMIT) <= 0
        ? declared
        : declared.withConnectTimeout(LIMIT);
  }
}
