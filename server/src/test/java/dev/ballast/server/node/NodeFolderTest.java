package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFolderTest {
  @TempDir private Path folder;

  @Test
  void oneNodeAtATimeHasItAndItsNameStays() {
    Path state = folder.resolve("node");
    String name;
    try (NodeFolder first = NodeFolder.open(state)) {
      name = first.name();
      assertThat(name).hasSizeGreaterThan(4);
      assertThatThrownBy(() -> NodeFolder.open(state))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(ServerError.NODE_FOLDER_IN_USE));
    }
    try (NodeFolder again = NodeFolder.open(state);
        NodeFolder other = NodeFolder.open(folder.resolve("other"))) {
      assertThat(again.name()).isEqualTo(name);
      assertThat(other.name()).isNotEqualTo(name);
    }
  }
}
