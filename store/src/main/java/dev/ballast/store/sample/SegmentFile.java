package dev.ballast.store.sample;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.store.StoreError;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// A file of readings in the order they came: frames of length, CRC-32C and a compressed reading. A
/// process that is killed leaves at most its last frame half-written, and reading ends before it.
final class SegmentFile implements AutoCloseable {
  private static final int ZSTD_LEVEL = 1;

  /// A reading of ten thousand entities with thirty figures has 3 MB.
  private static final int MAX_READING_BYTES = 256 << 20;

  private final Path path;
  private final DataOutputStream out;
  private long bytes;

  private SegmentFile(Path path, DataOutputStream out) {
    this.path = path;
    this.out = out;
  }

  static SegmentFile create(Path path) {
    try {
      return new SegmentFile(
          path,
          new DataOutputStream(
              Files.newOutputStream(
                  path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /// Appends a reading, which a kill of this process leaves in the file.
  void append(Reading reading) {
    byte[] plain = encode(reading);
    byte[] packed = Zstd.compress(plain, ZSTD_LEVEL);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(packed.length + 12);
    try (DataOutputStream head = new DataOutputStream(frame)) {
      head.writeInt(packed.length);
      head.writeInt(plain.length);
      head.writeInt(sum(packed));
      head.write(packed);
      // One write, so that no frame is torn but by a kill within it.
      out.write(frame.toByteArray());
      bytes += frame.size();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /// What the file holds, up to the first frame that is not whole.
  static SegmentContent read(Path path) {
    SegmentContent content = new SegmentContent();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      while (true) {
        int length = in.readInt();
        int plain = in.readInt();
        int sum = in.readInt();
        if (length < 0 || length > MAX_READING_BYTES || plain < 0 || plain > MAX_READING_BYTES) {
          return content;
        }
        byte[] packed = in.readNBytes(length);
        if (packed.length < length || sum(packed) != sum) {
          return content;
        }
        content.add(decode(Zstd.decompress(packed, plain)));
      }
    } catch (EOFException | ZstdException e) {
      return content;
    } catch (IOException e) {
      throw Fault.of(StoreError.JOURNAL_UNWRITABLE, "a journal of samples cannot be read")
          .detail(path + ": " + IoReason.of(e))
          .cause(e);
    }
  }

  private static byte[] encode(Reading reading) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      text(to, reading.target());
      text(to, reading.layout().family());
      to.writeInt(reading.layout().metrics().size());
      for (String metric : reading.layout().metrics()) {
        text(to, metric);
      }
      to.writeLong(reading.at().toEpochMilli());
      to.writeInt(reading.entities().size());
      for (Figures figures : reading.entities()) {
        text(to, figures.labels().text());
        for (int i = 0; i < figures.count(); i++) {
          to.writeDouble(figures.value(i));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static Reading decode(byte[] plain) throws IOException {
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(plain));
    String target = text(from);
    String family = text(from);
    List<String> metrics = new ArrayList<>();
    for (int left = from.readInt(); left > 0; left--) {
      metrics.add(text(from));
    }
    Instant at = Instant.ofEpochMilli(from.readLong());
    List<Figures> entities = new ArrayList<>();
    for (int left = from.readInt(); left > 0; left--) {
      Labels labels = Labels.parse(text(from));
      double[] values = new double[metrics.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = from.readDouble();
      }
      entities.add(new Figures(labels, values));
    }
    return new Reading(target, new Layout(family, metrics), at, entities);
  }

  private static void text(DataOutputStream to, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(utf8.length);
    to.write(utf8);
  }

  private static String text(DataInputStream from) throws IOException {
    return new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8);
  }

  private static int sum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static Fault unwritable(Path path, IOException e) {
    return Fault.of(StoreError.JOURNAL_UNWRITABLE, "the journal of samples cannot be written")
        .detail(path + ": " + IoReason.of(e))
        .hint("Free disk space, or name another folder for Ballast's state.")
        .cause(e);
  }
}
