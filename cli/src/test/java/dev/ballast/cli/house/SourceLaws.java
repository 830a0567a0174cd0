package dev.ballast.cli.house;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// What Java sources must keep, tests included: size, catches, constructors, comments, packages.
final class SourceLaws {
  private static final int FILE_LINES = 500;
  private static final int METHOD_LINES = 70;
  private static final int CONSTRUCTOR_PARAMETERS = 5;

  /// The roots: the only files that may catch everything.
  private static final Set<String> ROOTS =
      Set.of("cli/src/main/java/dev/ballast/cli/frame/CommandRun.java");

  private static final Set<String> BROAD =
      Set.of("Exception", "RuntimeException", "Throwable", "Error");

  private SourceLaws() {}

  static List<Law> all() {
    return List.of(
        fileSize(),
        methodSize(),
        broadCatches(),
        FaultCatches.law(),
        constructors(),
        comments(),
        packages());
  }

  private static Law fileSize() {
    return new Law(
        "files-of-500-lines",
        "a file that does not fit in one's head is two files",
        each(
            (source, found) -> {
              int lines = source.lines().size();
              if (lines > FILE_LINES) {
                found.accept(source.path() + " has " + lines + " lines");
              }
            }),
        "== Long.java\nclass Long {}\n" + "\n".repeat(FILE_LINES),
        "== Long.java\nclass Long {}\n" + "\n".repeat(FILE_LINES - 1));
  }

  private static Law methodSize() {
    return new Law(
        "methods-of-70-lines",
        "a method that does not fit on a screen hides its second purpose",
        methods(
            (source, method, found) -> {
              long lines = source.length(method);
              if (lines > METHOD_LINES) {
                found.accept(
                    source.where(method) + " " + method.getName() + " has " + lines + " lines");
              }
            }),
        "== Tall.java\nclass Tall {\n  void grow() {" + "\n".repeat(METHOD_LINES) + "  }\n}\n",
        "== Tall.java\nclass Tall {\n  void grow() {" + "\n".repeat(METHOD_LINES - 1) + "  }\n}\n");
  }

  private static Law broadCatches() {
    return new Law(
        "no-broad-catches",
        "a catch of everything also catches the defect it was not written for",
        each(
            (source, found) -> {
              if (ROOTS.contains(source.path().toString())) {
                return;
              }
              new TreeScanner<Void, Void>() {
                @Override
                public Void visitCatch(CatchTree node, Void unused) {
                  if (caught(node.getParameter().getType()).anyMatch(BROAD::contains)) {
                    found.accept(source.where(node) + " catches everything");
                  }
                  return super.visitCatch(node, null);
                }
              }.scan(source.tree(), null);
            }),
        """
        == Calm.java
        class Calm { void go() { try { toString(); } catch (IllegalStateException | Error e) { throw e; } } }
        """,
        """
        == Calm.java
        class Calm { void go() { try { toString(); } catch (IllegalStateException e) { throw e; } finally { hashCode(); } } }
        """);
  }

  private static Stream<String> caught(Tree type) {
    List<? extends Tree> types =
        type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
    return types.stream().map(tree -> tree.toString().replaceFirst("^java\\.lang\\.", ""));
  }

  private static Law constructors() {
    return new Law(
        "constructors-of-5-parameters",
        "more than five things to begin with are a value that has not been named yet",
        each(
            (source, found) ->
                new TreeScanner<Void, Void>() {
                  @Override
                  public Void visitClass(ClassTree type, Void unused) {
                    if (type.getKind() != Tree.Kind.RECORD) {
                      type.getMembers().stream()
                          .filter(MethodTree.class::isInstance)
                          .map(MethodTree.class::cast)
                          .filter(method -> method.getName().contentEquals("<init>"))
                          .filter(init -> init.getParameters().size() > CONSTRUCTOR_PARAMETERS)
                          .forEach(
                              init ->
                                  found.accept(source.where(init) + " of " + type.getSimpleName()));
                    }
                    return super.visitClass(type, null);
                  }
                }.scan(source.tree(), null)),
        """
        == Wide.java
        class Wide { Wide(int a, int b, int c, int d, int e, int f) {} }
        """,
        """
        == Wide.java
        class Wide { Wide(int a, int b, int c, int d, int e) {} record Point(int a, int b, int c, int d, int e, int f) {} }
        """);
  }

  private static Law comments() {
    return new Law(
        "comments-are-whole",
        "the formatter tears a documentation line of more than 100 columns, and half a sentence is"
            + " lost from the documentation",
        each(
            (source, found) -> {
              List<String> lines = source.lines();
              for (int i = 1; i < lines.size(); i++) {
                boolean documented = lines.get(i - 1).strip().startsWith("///");
                String line = lines.get(i).strip();
                if (documented && line.startsWith("//") && !line.startsWith("///")) {
                  found.accept(source.path() + ":" + (i + 1) + " tears the comment above");
                }
              }
            }),
        "== Torn.java\n/" + "// The first half of\n// the sentence.\nclass Torn {}\n",
        """
        == Torn.java
        /// The whole sentence.
        class Torn {
          // why this is empty
        }
        """);
  }

  private static Law packages() {
    return new Law(
        "packages-say-their-duty",
        "a package without its duty in one sentence collects whatever comes; without @NullMarked the"
            + " compiler's null checks stop at its door",
        house -> {
          List<String> found = new ArrayList<>();
          Source.byFolder(house.mainSources())
              .forEach(
                  (folder, sources) -> {
                    boolean told =
                        sources.stream()
                                .filter(source -> source.path().endsWith("package-info.java"))
                                .anyMatch(SourceLaws::saysItsDuty)
                            || isRule(house, folder, sources);
                    if (!told) {
                      found.add(folder + " has no package-info.java with /// and @NullMarked");
                    }
                  });
          return found;
        },
        """
        == vault/src/main/java/dev/ballast/vault/shelf/Shelf.java
        package dev.ballast.vault.shelf;
        class Shelf {}
        == vault/src/main/java/dev/ballast/vault/shelf/package-info.java
        package dev.ballast.vault.shelf;
        """,
        """
        == vault/src/main/java/dev/ballast/vault/shelf/Shelf.java
        package dev.ballast.vault.shelf;
        class Shelf {}
        == vault/src/main/java/dev/ballast/vault/shelf/package-info.java
        /// Holds things.
        @org.jspecify.annotations.NullMarked
        package dev.ballast.vault.shelf;
        == vault/src/main/java/dev/ballast/vault/some_rule/rule.md
        what happens
        == vault/src/main/java/dev/ballast/vault/some_rule/SomeRule.java
        package dev.ballast.vault.some_rule;
        import org.jspecify.annotations.NullMarked;
        /// Some rule.
        @NullMarked
        class SomeRule {}
        """);
  }

  /// A rule for migrations is one folder whose `rule.md` says its duty, a check of servers one
  /// whose `check.md` does; their classes say @NullMarked themselves.
  private static boolean isRule(House house, Path folder, List<Source> sources) {
    return (house.files().contains(folder.resolve("rule.md"))
            || house.files().contains(folder.resolve("check.md")))
        && sources.stream().allMatch(source -> source.text().contains("\n@NullMarked\n"));
  }

  private static boolean saysItsDuty(Source packageInfo) {
    boolean nullMarked =
        packageInfo.tree().getPackageAnnotations().stream()
            .anyMatch(
                annotation -> annotation.getAnnotationType().toString().endsWith("NullMarked"));
    return nullMarked && packageInfo.text().startsWith("/// ");
  }

  /// A law that looks at one source at a time.
  private interface Check {
    void look(Source source, Consumer<String> found);
  }

  /// A law that looks at one method at a time.
  private interface MethodCheck {
    void look(Source source, MethodTree method, Consumer<String> found);
  }

  private static Function<House, List<String>> each(Check check) {
    return house -> {
      List<String> found = new ArrayList<>();
      house.sources().forEach(source -> check.look(source, found::add));
      return found;
    };
  }

  private static Function<House, List<String>> methods(MethodCheck check) {
    return each(
        (source, found) ->
            new TreeScanner<Void, Void>() {
              @Override
              public Void visitMethod(MethodTree method, Void unused) {
                check.look(source, method, found);
                return super.visitMethod(method, null);
              }
            }.scan(source.tree(), null));
  }
}
