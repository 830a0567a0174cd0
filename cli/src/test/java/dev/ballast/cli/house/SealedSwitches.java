package dev.ballast.cli.house;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.PatternTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Switches over the patterns of a sealed type that end in `default`.
///
/// Sources are parsed and not resolved, so a type is known by its simple name: `Drop` of a pattern
/// is any class of that name that implements a sealed interface of the same house. A case of the
/// sealed type itself, which catches all as `default` does, is not found.
final class SealedSwitches {
  /// For each simple name the simple names of the interfaces and the class above it.
  private final Map<String, Set<String>> above = new HashMap<>();

  private final Set<String> sealed = new HashSet<>();
  private final List<String> found = new ArrayList<>();

  private SealedSwitches() {}

  static Law law() {
    return new Law(
        "sealed-switches-are-exhaustive",
        "with a default a new case of a sealed type compiles, and does nothing where it should do"
            + " something",
        SealedSwitches::in,
        """
        == vault/src/main/java/dev/ballast/vault/Shape.java
        package dev.ballast.vault;
        sealed interface Shape {
          record Round() implements Shape {}
          record Square() implements Shape {}
          static int corners(Shape shape) {
            return switch (shape) {
              case Square square -> 4;
              default -> 0;
            };
          }
        }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Shape.java
        package dev.ballast.vault;
        sealed interface Shape {
          record Round() implements Shape {}
          record Square() implements Shape {}
          static int corners(Shape shape) {
            return switch (shape) {
              case Square square -> 4;
              case Round round -> 0;
            };
          }
          static int length(Object value) {
            return switch (value) {
              case String text -> text.length();
              default -> 0;
            };
          }
          static int sign(int value) {
            return switch (value) {
              case 0 -> 0;
              default -> value;
            };
          }
        }
        """);
  }

  private static List<String> in(House house) {
    SealedSwitches switches = new SealedSwitches();
    List<Source> sources = house.mainSources();
    sources.forEach(source -> switches.types(source));
    sources.forEach(source -> switches.look(source));
    return switches.found;
  }

  private void types(Source source) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void unused) {
        String name = type.getSimpleName().toString();
        Set<String> names = above.computeIfAbsent(name, first -> new HashSet<>());
        Stream.concat(
                Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
            .map(SealedSwitches::simpleName)
            .forEach(names::add);
        if (type.getModifiers().toString().contains("sealed ")
            && !type.getModifiers().toString().contains("non-sealed ")) {
          sealed.add(name);
        }
        return super.visitClass(type, null);
      }
    }.scan(source.tree(), null);
  }

  private void look(Source source) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitSwitch(SwitchTree tree, Void unused) {
        look(tree, tree.getCases());
        return super.visitSwitch(tree, null);
      }

      @Override
      public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
        look(tree, tree.getCases());
        return super.visitSwitchExpression(tree, null);
      }

      private void look(Tree tree, List<? extends CaseTree> cases) {
        boolean hasDefault =
            cases.stream()
                .flatMap(each -> each.getLabels().stream())
                .anyMatch(DefaultCaseLabelTree.class::isInstance);
        Optional<String> pattern =
            patterns(cases).filter(SealedSwitches.this::isSealed).findFirst();
        if (hasDefault && pattern.isPresent()) {
          found.add(source.where(tree) + " has a default beside " + pattern.get());
        }
      }
    }.scan(source.tree(), null);
  }

  private static Stream<String> patterns(List<? extends CaseTree> cases) {
    return cases.stream()
        .flatMap(each -> each.getLabels().stream())
        .filter(PatternCaseLabelTree.class::isInstance)
        .map(label -> ((PatternCaseLabelTree) label).getPattern())
        .flatMap(pattern -> type(pattern).stream())
        .map(SealedSwitches::simpleName);
  }

  private static Optional<Tree> type(PatternTree pattern) {
    return pattern instanceof BindingPatternTree binding
        ? Optional.of(binding.getVariable().getType())
        : pattern instanceof DeconstructionPatternTree record
            ? Optional.of(record.getDeconstructor())
            : Optional.empty();
  }

  /// Whether a type of that name is a case of a sealed one, on any level.
  private boolean isSealed(String name) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(name));
    while (!open.isEmpty()) {
      for (String parent : above.getOrDefault(open.removeLast(), Set.of())) {
        if (sealed.contains(parent)) {
          return true;
        }
        if (seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return false;
  }

  /// `Drop` of `ObjectStatement.Drop` and of `Drop<T>`.
  private static String simpleName(Tree type) {
    String name = type.toString().replaceAll("<.*", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
