package dev.ballast.observe.collect;

import dev.ballast.observe.collect.activity.ActivityFamily;
import dev.ballast.observe.collect.archiver.ArchiverFamily;
import dev.ballast.observe.collect.bgwriter.BgwriterFamily;
import dev.ballast.observe.collect.buffercache.BufferCacheFamily;
import dev.ballast.observe.collect.caller.CallerFamily;
import dev.ballast.observe.collect.checkpoint.CheckpointFamily;
import dev.ballast.observe.collect.conflict.ConflictFamily;
import dev.ballast.observe.collect.connectionlimit.ConnectionLimitFamily;
import dev.ballast.observe.collect.counting.CountingFamily;
import dev.ballast.observe.collect.database.DatabaseFamily;
import dev.ballast.observe.collect.databasesize.DatabaseSizeFamily;
import dev.ballast.observe.collect.flaw.FlawFamily;
import dev.ballast.observe.collect.holder.HolderFamily;
import dev.ballast.observe.collect.host.HostDiskFamily;
import dev.ballast.observe.collect.host.HostFamily;
import dev.ballast.observe.collect.index.IndexFamily;
import dev.ballast.observe.collect.instance.InstanceFamily;
import dev.ballast.observe.collect.io.IoFamily;
import dev.ballast.observe.collect.key.KeyFamily;
import dev.ballast.observe.collect.lock.LockFamily;
import dev.ballast.observe.collect.log.LogFamily;
import dev.ballast.observe.collect.objective.ObjectiveFamily;
import dev.ballast.observe.collect.pooler.PoolerFamily;
import dev.ballast.observe.collect.prepared.PreparedFamily;
import dev.ballast.observe.collect.progress.ProgressFamily;
import dev.ballast.observe.collect.receiver.ReceiverFamily;
import dev.ballast.observe.collect.recoverypoint.RecoveryPointFamily;
import dev.ballast.observe.collect.replication.ReplicationFamily;
import dev.ballast.observe.collect.sequence.SequenceFamily;
import dev.ballast.observe.collect.session.SessionFamily;
import dev.ballast.observe.collect.slot.SlotFamily;
import dev.ballast.observe.collect.slru.SlruFamily;
import dev.ballast.observe.collect.statement.StatementFamily;
import dev.ballast.observe.collect.subscription.SubscriptionFamily;
import dev.ballast.observe.collect.table.TableFamily;
import dev.ballast.observe.collect.temporary.TemporaryFamily;
import dev.ballast.observe.collect.vacuum.VacuumFamily;
import dev.ballast.observe.collect.wal.WalFamily;
import dev.ballast.observe.collect.walfiles.WalFilesFamily;
import dev.ballast.observe.collect.xminholder.XminHolderFamily;
import dev.ballast.observe.family.Family;
import java.util.List;
import java.util.stream.Stream;

/// All families.
public final class Families {
  /// The one that who receives WAL has figures for.
  public static final RecoveryPointFamily RECOVERY_POINT = new RecoveryPointFamily();

  /// The one that who measures objectives has figures for.
  public static final ObjectiveFamily OBJECTIVE = new ObjectiveFamily();

  private static final List<Family<?>> OF_SERVERS =
      List.of(
          new InstanceFamily(),
          new DatabaseFamily(),
          new ActivityFamily(),
          new CallerFamily(),
          new SessionFamily(),
          new WalFamily(),
          new CheckpointFamily(),
          new BgwriterFamily(),
          new ArchiverFamily(),
          new ReplicationFamily(),
          new SlotFamily(),
          new LockFamily(),
          new XminHolderFamily(),
          new HolderFamily(),
          new VacuumFamily(),
          new IoFamily(),
          new SlruFamily(),
          new StatementFamily(),
          new CountingFamily(),
          new SubscriptionFamily(),
          new ReceiverFamily(),
          new ConflictFamily(),
          new ProgressFamily(),
          new PreparedFamily(),
          new WalFilesFamily(),
          new TemporaryFamily(),
          new ConnectionLimitFamily(),
          new BufferCacheFamily(),
          new DatabaseSizeFamily(),
          new TableFamily(),
          new IndexFamily(),
          new SequenceFamily(),
          new KeyFamily(),
          new HostFamily(),
          new HostDiskFamily(),
          new LogFamily(),
          RECOVERY_POINT,
          OBJECTIVE);

  private static final List<Family<?>> ALL =
      Stream.of(OF_SERVERS, FlawFamily.all(), PoolerFamily.all())
          .<Family<?>>flatMap(List::stream)
          .toList();

  private Families() {}

  public static List<Family<?>> all() {
    return ALL;
  }

  /// Those that servers are queried for, in the order in which a pass does so.
  public static List<Family<?>> asked() {
    return ALL.stream().filter(Family::isAsked).toList();
  }
}
