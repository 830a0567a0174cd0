package dev.ballast.protect.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ballast.vault.format.ChunkRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockMapTest {
  private static final int PAGE = 8192;

  private static ChunkRef chunk(String digits, int pages) {
    return ChunkRef.parse(digits.repeat(32) + ":" + pages * PAGE);
  }

  private static final ChunkRef A = chunk("aa", 4);
  private static final ChunkRef B = chunk("bb", 2);
  private static final ChunkRef NEW = chunk("cc", 2);

  private static Layers plain() {
    return new Layers(List.of(A, B), List.of());
  }

  private static Piece piece(int chunk, int page, int pages) {
    return new Piece(chunk, page * PAGE, pages * PAGE);
  }

  @Test
  void aFileThatDidNotChangeStaysPlain() {
    assertThat(BlockMap.of(plain()).layers()).isEqualTo(plain());
  }

  @Test
  void changedPagesComeFromTheNewChunkAndTheOthersFromWhereTheyWere() {
    BlockMap map = BlockMap.of(plain());
    int number = map.add(NEW);
    map.place(1, number, 0);
    map.place(4, number, 1);

    Layers layers = map.layers();

    assertThat(layers.chunks()).containsExactly(A, NEW, B);
    assertThat(layers.pieces())
        .containsExactly(
            piece(0, 0, 1), piece(1, 0, 1), piece(0, 2, 2), piece(1, 1, 1), piece(2, 1, 1));
    assertThat(layers.size()).isEqualTo(6 * PAGE);
    assertThat(BlockMap.of(layers).layers()).isEqualTo(layers);
  }

  @Test
  void aFileThatWasCutAndGrewHasZeroesWhereNothingIsKnown() {
    BlockMap map = BlockMap.of(plain());
    map.resize(3);
    map.resize(5);

    assertThat(map.layers())
        .isEqualTo(new Layers(List.of(A), List.of(piece(0, 0, 3), piece(Piece.ZEROES, 0, 2))));
    assertThat(map.needed(2)).containsExactly(A);
  }

  @Test
  void aChunkOfWhichLessThanHalfIsNeededIsSparse() {
    BlockMap map = BlockMap.of(plain());
    int number = map.add(NEW);
    map.place(0, number, 0);
    map.place(1, number, 1);
    assertThat(map.sparse(2)).containsExactly(false, false, false);

    map.place(2, map.add(chunk("dd", 1)), 0);
    assertThat(map.sparse(2)).containsExactly(true, false, false, false);
  }

  @Test
  void aPageThatIsNotWholeAtTheEndIsLeftOut() {
    ChunkRef torn = ChunkRef.parse("ee".repeat(32) + ":" + (PAGE + 100));

    assertThat(BlockMap.of(new Layers(List.of(A, torn), List.of())).pages()).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockMap.of(new Layers(List.of(torn, A), List.of())));
  }

  @Test
  void aPieceIsWithinItsChunk() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Layers(List.of(B), List.of(piece(0, 1, 2))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Layers(List.of(B), List.of(piece(1, 0, 1))));
    assertThatIllegalArgumentException().isThrownBy(() -> Piece.parse("0:0:0"));
    assertThatIllegalArgumentException().isThrownBy(() -> Piece.parse("-2:0:8192"));
    assertThat(Piece.parse("7:8192:16384")).isEqualTo(piece(7, 1, 2)).hasToString("7:8192:16384");
  }
}
