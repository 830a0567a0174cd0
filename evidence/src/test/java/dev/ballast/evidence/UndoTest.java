package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UndoTest {
  private final List<String> undone = new ArrayList<>();

  @AfterEach
  void noInterruptIsLeftToTheNextTest() {
    Thread.interrupted();
  }

  private String made(boolean whole) {
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> undone.add("undone"))) {
      if (!whole) {
        throw new IllegalStateException("half made");
      }
      return undo.keep("made");
    }
  }

  @Test
  void whatIsKeptIsNotUndone() {
    assertThat(made(true)).isEqualTo("made");
    assertThat(undone).isEmpty();
  }

  @Test
  void whatFailsIsUndoneOnce() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> made(false))
        .withMessage("half made");
    assertThat(undone).containsExactly("undone");
  }

  @Test
  void whatIsLeftWithoutAnExceptionIsUndoneToo() {
    Undo<RuntimeException> undo = Undo.unlessKept(() -> undone.add("undone"));

    undo.close();
    undo.close();

    assertThat(undone).containsExactly("undone");
  }

  @Test
  void theFirstExceptionIsThrownAndTheUndoingsIsSuppressed() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () -> {
              try (Undo<IOException> undo = Undo.unlessKept(UndoTest::failing)) {
                undo.keep(halfMade());
              }
            })
        .withMessage("half made")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(
                        IOException.class, late -> assertThat(late).hasMessage("not undone")));
  }

  @Test
  void withoutAFirstExceptionTheUndoingsIsThrown() {
    Undo<IOException> undo = Undo.unlessKept(UndoTest::failing);

    assertThatExceptionOfType(IOException.class).isThrownBy(undo::close).withMessage("not undone");
  }

  @Test
  void anInterruptIsHeldBackWhileItUndoesAndGivenBackAfterwards() {
    List<Boolean> during = new ArrayList<>();
    Undo<RuntimeException> undo =
        Undo.unlessKept(() -> during.add(Thread.currentThread().isInterrupted()));
    Thread.currentThread().interrupt();

    undo.close();

    assertThat(during).containsExactly(false);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void anInterruptIsGivenBackWhenTheUndoingFails() {
    Undo<IOException> undo = Undo.unlessKept(UndoTest::failing);
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(IOException.class).isThrownBy(undo::close);

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void anInterruptThatArrivesWhileItUndoesStays() {
    Undo<RuntimeException> undo = Undo.unlessKept(() -> Thread.currentThread().interrupt());

    undo.close();

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private static String halfMade() {
    throw new IllegalStateException("half made");
  }

  private static void failing() throws IOException {
    throw new IOException("not undone");
  }
}
