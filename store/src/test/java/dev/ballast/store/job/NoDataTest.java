package dev.ballast.store.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NoDataTest {
  private static final AtomicInteger SPRUNG = new AtomicInteger();

  /// Does something when it is read.
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) {
      SPRUNG.incrementAndGet();
    }
  }

  /// The library's own way reads it, which is the control.
  @Test
  void anObjectThatSomebodyPutIntoTheStoreIsNotRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Trap());
    }
    Serializer.DEFAULT_JAVA_SERIALIZER.deserialize(Object.class, bytes.toByteArray());
    assertThat(SPRUNG.getAndSet(0)).isEqualTo(1);

    assertThat(NoData.INSTANCE.deserialize(Object.class, bytes.toByteArray())).isNull();
    assertThat(SPRUNG).hasValue(0);
  }
}
