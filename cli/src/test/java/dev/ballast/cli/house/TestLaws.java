package dev.ballast.cli.house;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// How tests are named and where they are, so that a reader finds the test of a class and a report
/// of failures reads as a list of sentences.
final class TestLaws {
  private static final Set<String> MARKS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

  /// At least two words of camel case.
  private static final Pattern SENTENCE = Pattern.compile("[a-z][a-z0-9]*([A-Z][A-Za-z0-9]*)+");

  /// A first word that every test could have.
  private static final Pattern FILLER = Pattern.compile("(test|should)[A-Z].*");

  private static final Pattern CLASS = Pattern.compile("(\\w+?)(?:Test|IT)");

  private TestLaws() {}

  static List<Law> all() {
    return List.of(sentences(), classNames(), places());
  }

  private static Law sentences() {
    return new Law(
        "tests-are-sentences",
        "who reads that a test failed learns from its name what no longer holds; one spelling for"
            + " all, so that a name is found again",
        TestLaws::noSentences,
        """
        == vault/src/test/java/dev/ballast/vault/ShelfTest.java
        package dev.ballast.vault;
        import org.junit.jupiter.api.Test;
        final class ShelfTest { @Test void a_shelf_is_empty() {} }
        """,
        """
        == vault/src/test/java/dev/ballast/vault/ShelfTest.java
        package dev.ballast.vault;
        import org.junit.jupiter.api.Test;
        final class ShelfTest {
          @Test void testsOfAShelfAreNoFiller() {}
          @Test void endsWith3() {}
          private void shelf() {}
        }
        """);
  }

  private static List<String> noSentences(House house) {
    List<String> found = new ArrayList<>();
    for (Source source : house.sources()) {
      for (MethodTree test : tests(source)) {
        String name = test.getName().toString();
        if (!SENTENCE.matcher(name).matches() || FILLER.matcher(name).matches()) {
          found.add(source.where(test) + " " + name + " is no sentence in camel case");
        }
      }
    }
    return found;
  }

  private static Law classNames() {
    return new Law(
        "test-classes-end-in-test-or-it",
        "the build runs the classes that end in Test, and with servers those that end in IT: a test"
            + " in any other class is run by nobody",
        house -> {
          List<String> found = new ArrayList<>();
          for (Source source : house.sources()) {
            boolean named = CLASS.matcher(typeName(source)).matches();
            boolean holdsTests = !tests(source).isEmpty();
            if (source.isTest() && named && !holdsTests) {
              found.add(source.path() + " is named as a test and holds none");
            }
            if (holdsTests && !(named && source.isTest())) {
              found.add(source.path() + " holds tests that no build runs");
            }
          }
          return found;
        },
        """
        == vault/src/test/java/dev/ballast/vault/ShelfTests.java
        package dev.ballast.vault;
        import org.junit.jupiter.api.Test;
        final class ShelfTests { @Test void holdsNothing() {} }
        """,
        """
        == vault/src/test/java/dev/ballast/vault/ShelfIT.java
        package dev.ballast.vault;
        import org.junit.jupiter.api.Test;
        final class ShelfIT { static final class Full { @Test void holdsNothing() {} } }
        == vault/src/test/java/dev/ballast/vault/TestShelf.java
        package dev.ballast.vault;
        final class TestShelf { void holdsNothing() {} }
        """);
  }

  private static Law places() {
    return new Law(
        "tests-are-beside-what-they-test",
        "a test that bears a type's name and is elsewhere is not found when the type changes; a"
            + " package of tests alone says in its package-info.java what they try",
        TestLaws::misplaced,
        """
        == vault/src/main/java/dev/ballast/vault/store/Shelf.java
        package dev.ballast.vault.store;
        final class Shelf {}
        == vault/src/test/java/dev/ballast/vault/ShelfTest.java
        package dev.ballast.vault;
        import org.junit.jupiter.api.Test;
        final class ShelfTest { @Test void holdsNothing() {} }
        """,
        """
        == sql/src/main/java/dev/ballast/sql/Shelf.java
        package dev.ballast.sql;
        final class Shelf {}
        == vault/src/main/java/dev/ballast/vault/store/Room.java
        package dev.ballast.vault.store;
        final class Room {}
        == vault/src/test/java/dev/ballast/vault/store/RoomTest.java
        package dev.ballast.vault.store;
        import org.junit.jupiter.api.Test;
        final class RoomTest { @Test void holdsNothing() {} }
        == vault/src/test/java/dev/ballast/vault/store/FullRoomTest.java
        package dev.ballast.vault.store;
        import org.junit.jupiter.api.Test;
        final class FullRoomTest { @Test void holdsMuch() {} }
        == vault/src/test/java/dev/ballast/vault/faults/ShelfTest.java
        package dev.ballast.vault.faults;
        import org.junit.jupiter.api.Test;
        final class ShelfTest { @Test void holdsWhatSqlNeeds() {} }
        == vault/src/test/java/dev/ballast/vault/faults/package-info.java
        /// Shelves that fall.
        package dev.ballast.vault.faults;
        """);
  }

  /// A type of another room does not count: a room with servers tries what a room without any is
  /// for. A test may also bear the name of its package, where the package is its subject.
  private static List<String> misplaced(House house) {
    Map<String, Set<String>> homes = new TreeMap<>();
    Set<String> known = new HashSet<>();
    for (Source source : house.sources()) {
      boolean ofTests = source.isTest();
      if (!ofTests || typeName(source).equals("package-info")) {
        known.add(room(source) + " " + source.packageName());
      }
      if (!ofTests) {
        homes
            .computeIfAbsent(room(source) + " " + typeName(source), _ -> new TreeSet<>())
            .add(source.packageName());
      }
    }
    List<String> found = new ArrayList<>();
    for (Source source : house.sources()) {
      if (!source.isTest()) {
        continue;
      }
      String home = source.packageName();
      if (!known.contains(room(source) + " " + home)) {
        found.add(source.path() + " is in a package that no package-info.java explains");
      }
      var name = CLASS.matcher(typeName(source));
      if (name.matches() && !isNamedAfter(home, name.group(1))) {
        Set<String> subjects = homes.getOrDefault(room(source) + " " + name.group(1), Set.of(home));
        if (!subjects.contains(home)) {
          found.add(source.path() + " is named after a type of " + subjects);
        }
      }
    }
    return found;
  }

  private static boolean isNamedAfter(String home, String name) {
    return home.endsWith("." + name.toLowerCase(Locale.ROOT));
  }

  private static String room(Source source) {
    return source.path().toString().replaceFirst("/?src/.*", "");
  }

  private static String typeName(Source source) {
    return source.path().getFileName().toString().replaceFirst("\\.java$", "");
  }

  private static List<MethodTree> tests(Source source) {
    List<MethodTree> found = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        if (isMarked(method)) {
          found.add(method);
        }
        return super.visitMethod(method, null);
      }
    }.scan(source.tree(), null);
    return found;
  }

  private static boolean isMarked(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .map(mark -> mark.getAnnotationType().toString().replaceFirst("^.*\\.", ""))
        .anyMatch(MARKS::contains);
  }
}
