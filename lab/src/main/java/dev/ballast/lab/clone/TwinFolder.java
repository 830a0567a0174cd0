package dev.ballast.lab.clone;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.thin.ThinCopies;
import dev.ballast.lab.twin.TwinMaking;
import dev.ballast.machine.OwnFolder;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// Makes the folder of a twin. It gets its name when all of it is there.
///
/// @param lab the folder of all clones
record TwinFolder(Path lab, Clock clock) {
  void make(Lab.WantedTwin wanted, CloneFolder place, Progress progress) {
    try (TemporaryFolder making = TemporaryFolder.create(lab, Lab.MAKING)) {
      CloneFolder made =
          new CloneFolder(OwnFolder.require(making.path().resolve(Lab.MADE), Lab.PERMISSIONS));
      Path state = OwnFolder.require(made.state(), Lab.PERMISSIONS);
      TwinMaking.Made twin =
          TwinMaking.run(wanted.source(), state, wanted.confinement(), clock, progress);
      CloneState.settle(state, List.of());
      ThinCopies.Content content = ThinCopies.content(state);
      made.write(
          new CloneRecord(
              wanted.name(),
              wanted.source().target(),
              CloneRecord.twinsId(wanted.source().readAt()),
              twin.version().toString(),
              clock.now(),
              Optional.empty(),
              content.bytes(),
              Optional.empty(),
              List.of(),
              twin.isolation().map(Isolation::display).orElse(""),
              content.stamp(),
              twin.phases(),
              Optional.of(twin.twin())),
          CloneKeys.of(twin.keys()),
          new CloneFolder.TwinFiles(twin.origin(), twin.pages()));
      made.write(Lease.from(clock.now(), wanted.lifetime()));
      Files.move(made.path(), place.path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw place.notWritable(e);
    }
  }
}
