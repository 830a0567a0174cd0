package dev.ballast.observe.collect;

import dev.ballast.observe.collect.activity.ActivityFamily;
import dev.ballast.observe.collect.archiver.ArchiverFamily;
import dev.ballast.observe.collect.bgwriter.BgwriterFamily;
import dev.ballast.observe.collect.checkpoint.CheckpointFamily;
import dev.ballast.observe.collect.database.DatabaseFamily;
import dev.ballast.observe.collect.databasesize.DatabaseSizeFamily;
import dev.ballast.observe.collect.index.IndexFamily;
import dev.ballast.observe.collect.instance.InstanceFamily;
import dev.ballast.observe.collect.io.IoFamily;
import dev.ballast.observe.collect.lock.LockFamily;
import dev.ballast.observe.collect.replication.ReplicationFamily;
import dev.ballast.observe.collect.sequence.SequenceFamily;
import dev.ballast.observe.collect.slot.SlotFamily;
import dev.ballast.observe.collect.slru.SlruFamily;
import dev.ballast.observe.collect.statement.StatementFamily;
import dev.ballast.observe.collect.table.TableFamily;
import dev.ballast.observe.collect.vacuum.VacuumFamily;
import dev.ballast.observe.collect.wal.WalFamily;
import dev.ballast.observe.collect.xminholder.XminHolderFamily;
import dev.ballast.observe.family.Family;
import java.util.List;

/// All families, in the order in which a pass reads them.
public final class Families {
  private static final List<Family<?>> ALL =
      List.of(
          new InstanceFamily(),
          new DatabaseFamily(),
          new ActivityFamily(),
          new WalFamily(),
          new CheckpointFamily(),
          new BgwriterFamily(),
          new ArchiverFamily(),
          new ReplicationFamily(),
          new SlotFamily(),
          new LockFamily(),
          new XminHolderFamily(),
          new VacuumFamily(),
          new IoFamily(),
          new SlruFamily(),
          new StatementFamily(),
          new DatabaseSizeFamily(),
          new TableFamily(),
          new IndexFamily(),
          new SequenceFamily());

  private Families() {}

  public static List<Family<?>> all() {
    return ALL;
  }
}
