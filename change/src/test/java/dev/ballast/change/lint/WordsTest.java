package dev.ballast.change.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static List<String> words(String sql) {
    return Words.of(sql).stream().map(Words.Word::text).toList();
  }

  @Test
  void strings_comments_and_dollar_quotes_hold_no_words() {
    assertThat(
            words("SELECT 'a b', E'c\\'d' -- e\n, f /* g */ $$ h $$ || $x$ i $$ $x$, \"J k\", l1"))
        .containsExactly("SELECT", "E", "f", "J k", "l1");
  }

  @Test
  void a_word_knows_its_place_with_its_quotes() {
    Words.Word word = Words.of("ALTER TABLE \"ä b\"").getLast();

    assertThat(word).isEqualTo(new Words.Word("ä b", true, 12, 17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "'open", "$$open", "$open", "/* open", "E'\\", "", "$", "1e5"})
  void what_has_no_end_ends_with_the_text(String sql) {
    assertThat(Words.of(sql)).allMatch(word -> word.end() <= sql.length());
  }
}
