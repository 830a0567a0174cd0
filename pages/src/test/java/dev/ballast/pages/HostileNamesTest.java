package dev.ballast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.Pages.Template;
import dev.ballast.pages.frame.Frame;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page and sheet, with every text of it a name that tries to be markup: names of tables,
/// roles, indexes, slots, publications and databases, texts of statements and log lines, values of
/// settings, labels and owners are no more than that to a template.
class HostileNamesTest {
  /// A tag, with its attributes; a value in quotes may hold anything.
  private static final Pattern TAG =
      Pattern.compile("<(/?[a-zA-Z][a-zA-Z0-9]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>");

  private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern HANDLER = Pattern.compile("\\bon[a-z]+\\s*=");

  static Stream<Field> templates() {
    return Arrays.stream(Templates.class.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == Template.class);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void noNameIsMarkup(Field template) throws IllegalAccessException {
    template.setAccessible(true);
    Class<?> type =
        (Class<?>) ((ParameterizedType) template.getGenericType()).getActualTypeArguments()[0];
    for (boolean flags : List.of(true, false)) {
      String html = html((Template<?>) template.get(null), type, new Hostile(flags));
      assertThat(html).doesNotContain("<img src=x", "<script>alert", "<u>");
      List<MatchResult> tags = TAG.matcher(html).results().toList();
      assertThat(tags).hasSizeGreaterThan(10);
      assertThat(tags).filteredOn(tag -> hasHandler(tag.group())).isEmpty();
      assertThat(html).as("the page shows names at all").contains("&lt;img src=x");
    }
  }

  @Test
  void aNameThatEndsItsAttributeIsSeen() {
    assertThat(hasHandler("<a title=\"x\" onmouseover=\"alert(2)\" href='y'>")).isTrue();
    assertThat(hasHandler("<a title='x' onfocus = alert(3)>")).isTrue();
    assertThat(hasHandler("<a title=\"x onmouseover='alert(2)'\" href='on='>")).isFalse();
  }

  private static boolean hasHandler(String html) {
    return TAG.matcher(html)
        .results()
        .anyMatch(tag -> HANDLER.matcher(VALUE.matcher(tag.group(2)).replaceAll("")).find());
  }

  private static <P> String html(Template<P> template, Class<?> type, Hostile hostile) {
    @SuppressWarnings("unchecked")
    P page = (P) hostile.of(type);
    return type.getSimpleName().endsWith("Paper")
        ? Pages.paper(template, page)
        : new String(Pages.html(template, hostile.of(Frame.class), page), StandardCharsets.UTF_8);
  }
}
