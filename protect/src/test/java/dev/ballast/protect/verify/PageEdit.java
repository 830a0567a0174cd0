package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.page.PageChecksum;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Damages pages of a stopped server in ways that leave their checksum right.
public final class PageEdit {
  private static final int HEADER = 24;
  private static final int LINE_POINTER = 4;

  private final Path file;
  private final int block;

  public PageEdit(Path file, int block) {
    this.file = file;
    this.block = block;
  }

  /// The file of a relation of the session's database, under `dataDirectory`.
  public static Path fileOf(Session session, Path dataDirectory, String relation) {
    return dataDirectory.resolve(
        session.text("SELECT pg_relation_filepath(?::regclass)", relation));
  }

  public byte[] read() {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] page = new byte[PageChecksum.BLOCK_SIZE];
      in.seek((long) block * PageChecksum.BLOCK_SIZE);
      in.readFully(page);
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts `page` at this block, byte for byte.
  public void write(byte[] page) {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek((long) block * PageChecksum.BLOCK_SIZE);
      out.write(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Changes the page and gives it the checksum of its new content.
  public void alter(Consumer<ByteBuffer> change) {
    byte[] page = read();
    change.accept(ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN));
    sign(page);
    write(page);
  }

  /// Puts another block's content here, with the checksum it has at this place.
  public void replaceWith(byte[] other) {
    byte[] page = other.clone();
    sign(page);
    write(page);
  }

  private void sign(byte[] page) {
    int checksum = PageChecksum.of(page, 0, block);
    page[8] = (byte) checksum;
    page[9] = (byte) (checksum >>> 8);
  }

  /// Marks an item as never used: the row is gone.
  public static Consumer<ByteBuffer> losesItem(int item) {
    return page -> page.putInt(pointer(item), 0);
  }

  /// Overwrites the first column, an int4, of an item.
  public static Consumer<ByteBuffer> changesFirstInt(int item, int value) {
    return page -> {
      int offset = page.getInt(pointer(item)) & 0x7FFF;
      int data = offset + Byte.toUnsignedInt(page.get(offset + 22));
      page.putInt(data, value);
    };
  }

  /// Marks a row as deleted by several transactions that have committed, which no server does; the
  /// mark that nobody deleted it stays, so that every query returns it.
  public static Consumer<ByteBuffer> contradictsItself(int item) {
    return page -> {
      int infomask = (page.getInt(pointer(item)) & 0x7FFF) + 20;
      page.putShort(infomask, (short) (page.getShort(infomask) | 0x1400));
    };
  }

  /// Lets an item begin beyond the page.
  public static Consumer<ByteBuffer> breaksPointer(int item) {
    return page -> page.putInt(pointer(item), page.getInt(pointer(item)) | 0x7FF8);
  }

  private static int pointer(int item) {
    return HEADER + LINE_POINTER * (item - 1);
  }
}
