package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.store.GrowingObject;
import dev.ballast.vault.store.ObjectPrefix;
import dev.ballast.vault.store.ObjectStore;
import dev.ballast.vault.store.StagedObject;
import dev.ballast.vault.store.StoredObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// A store that works until a budget of steps is used up, and then fails in one of two ways. Safe
/// for any number of threads.
final class FaultyStore implements ObjectStore {
  /// What happens past the budget.
  enum Mode {
    /// Writing fails with a full disk, everything else works.
    FULL,
    /// Nothing has any effect any more, as if the process had been killed.
    DEAD
  }

  private final ObjectStore real;
  private final Mode mode;
  private final AtomicLong budget;
  private final Runnable atEnd;

  /// @param steps how many writing steps succeed
  FaultyStore(ObjectStore real, Mode mode, long steps) {
    this(real, mode, steps, () -> {});
  }

  /// @param atEnd runs before each step that fails
  FaultyStore(ObjectStore real, Mode mode, long steps, Runnable atEnd) {
    this.real = real;
    this.mode = mode;
    this.budget = new AtomicLong(steps);
    this.atEnd = atEnd;
  }

  /// Whether the budget was not enough.
  boolean failed() {
    return budget.get() < 0;
  }

  /// How many steps are left.
  long left() {
    return budget.get();
  }

  private void step() {
    if (budget.decrementAndGet() < 0) {
      atEnd.run();
      throw fault();
    }
  }

  private void cleanUpStep() {
    if (mode == Mode.DEAD) {
      step();
    }
  }

  private static Fault fault() {
    return Fault.of(VaultError.VAULT_FULL, "no space is left");
  }

  @Override
  public void put(String name, byte[] bytes) {
    try (StagedObject staged = stage(name)) {
      staged.write(ByteBuffer.wrap(bytes), 0);
      staged.publish();
    }
  }

  @Override
  public StagedObject stage(String name) {
    step();
    return new FaultyStaged(real.stage(name));
  }

  private final class FaultyStaged implements StagedObject {
    private final StagedObject staged;

    private FaultyStaged(StagedObject staged) {
      this.staged = staged;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) {
      step();
      staged.write(bytes, offset);
    }

    @Override
    public void publish() {
      step();
      staged.publish();
    }

    @Override
    public void close() {
      if (mode == Mode.FULL || !failed()) {
        staged.close();
      }
    }
  }

  @Override
  public GrowingObject grow(String name) {
    step();
    return new FaultyGrowing(real.grow(name));
  }

  private final class FaultyGrowing implements GrowingObject {
    private final GrowingObject growing;

    private FaultyGrowing(GrowingObject growing) {
      this.growing = growing;
    }

    @Override
    public void append(ByteBuffer bytes) {
      step();
      growing.append(bytes);
    }

    @Override
    public void force() {
      step();
      growing.force();
    }

    @Override
    public void close() {
      growing.close();
    }
  }

  @Override
  public byte[] get(String name, long length) {
    return real.get(name, length);
  }

  @Override
  public ObjectPrefix begin(String name, int bytes) {
    return real.begin(name, bytes);
  }

  @Override
  public void read(String name, long offset, ByteBuffer into) {
    real.read(name, offset, into);
  }

  @Override
  public OptionalLong length(String name) {
    return real.length(name);
  }

  @Override
  public List<StoredObject> list(String folder) {
    return real.list(folder);
  }

  @Override
  public void remove(List<String> names) {
    for (String name : names) {
      cleanUpStep();
      real.remove(List.of(name));
    }
  }

  @Override
  public List<StoredObject> staged() {
    return real.staged();
  }

  @Override
  public void unstage(String name) {
    cleanUpStep();
    real.unstage(name);
  }

  @Override
  public void close() {
    real.close();
  }
}
