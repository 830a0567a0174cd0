package dev.ballast.sample.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static final Population POPULATION = new Population(7, 0.1);

  @Test
  void everyLoadGivesTheSameBytesEachTimeHoweverItIsRead() throws IOException {
    for (TableLoad load : Content.of(POPULATION)) {
      byte[] whole = read(load);
      assertThat(inPieces(load, 1_021)).as(load.table()).isEqualTo(whole);
      assertThat(whole).as(load.table()).endsWith('\n');
    }
  }

  @Test
  void anotherSeedGivesOtherBytesForEveryTable() throws IOException {
    List<TableLoad> others = Content.of(new Population(8, 0.1));
    for (int i = 0; i < others.size(); i++) {
      TableLoad load = Content.of(POPULATION).get(i);
      assertThat(others.get(i).table()).isEqualTo(load.table());
      assertThat(read(others.get(i))).as(load.table()).isNotEqualTo(read(load));
    }
  }

  @Test
  void textCompressesAboutThreefold() throws IOException {
    long plain = 0;
    long packed = 0;
    for (TableLoad load : Content.of(POPULATION)) {
      byte[] whole = read(load);
      plain += whole.length;
      packed += compressed(whole);
    }
    assertThat((double) plain / packed).isBetween(2.5, 3.5);
  }

  @Test
  void everyRowHasAsManyFieldsAsColumns() throws IOException {
    for (TableLoad load : Content.of(POPULATION)) {
      long columns = load.columns().chars().filter(c -> c == ',').count() + 1;
      new String(read(load), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line ->
                  assertThat(line.chars().filter(c -> c == '\t').count() + 1)
                      .as(line)
                      .isEqualTo(columns));
    }
  }

  /// A change here is a change of every shop: raise the generation in `Population`.
  @Test
  void theFirstProductIsWhatItAlwaysWas() throws IOException {
    TableLoad products =
        Content.of(POPULATION).stream()
            .filter(load -> load.table().equals("products"))
            .findFirst()
            .orElseThrow();
    assertThat(new String(read(products), StandardCharsets.UTF_8))
        .startsWith("1\t1\tRUG-5dd4-1\tCanvas Rug 33\tto quality which a gram matching please");
  }

  private static byte[] read(TableLoad load) throws IOException {
    try (InputStream stream = load.content().get()) {
      return stream.readAllBytes();
    }
  }

  private static byte[] inPieces(TableLoad load, int size) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (InputStream stream = load.content().get()) {
      int first = stream.read();
      all.write(first);
      byte[] piece = new byte[size];
      for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
        all.write(piece, 0, n);
      }
      assertThat(stream.read()).isEqualTo(-1);
    }
    return all.toByteArray();
  }

  private static long compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION))) {
      deflater.write(bytes);
    }
    return packed.size();
  }
}
