package dev.ballast.protect.wal;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.vault.format.DepositId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The form of the note that a [LogCatalogue] keeps: a number for the form, then the deposits.
final class LogNote {
  private static final int FORM = 1;

  private LogNote() {}

  static byte[] encode(Collection<DepositedLog> deposits) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORM);
      out.writeInt(deposits.size());
      for (DepositedLog log : deposits) {
        out.writeUTF(log.id().text());
        out.writeUTF(log.target());
        out.writeLong(log.system().value());
        out.writeInt(log.segmentSize());
        out.writeInt(log.timeline().value());
        out.writeLong(log.start().value());
        out.writeLong(log.end().value());
        out.writeBoolean(log.history());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The deposits of a note; none where its form is another version's.
  static Map<DepositId, DepositedLog> decode(byte[] note) {
    Map<DepositId, DepositedLog> deposits = new HashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(note))) {
      if (in.readInt() != FORM) {
        return Map.of();
      }
      for (int left = in.readInt(); left > 0; left--) {
        DepositId id = new DepositId(in.readUTF());
        deposits.put(
            id,
            new DepositedLog(
                id,
                in.readUTF(),
                new SystemIdentifier(in.readLong()),
                in.readInt(),
                new TimelineId(in.readInt()),
                new Lsn(in.readLong()),
                new Lsn(in.readLong()),
                in.readBoolean()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return deposits;
  }
}
