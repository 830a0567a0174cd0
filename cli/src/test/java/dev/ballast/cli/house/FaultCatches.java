package dev.ballast.cli.house;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a catch of a fault must do with that of an interrupt.
final class FaultCatches {
  private FaultCatches() {}

  /// A catch is free to decide which faults it throws, or to hand the whole fault to somebody who
  /// does; one that does neither takes an interrupt for an answer.
  static Law law() {
    return new Law(
        "an-interrupt-is-no-answer",
        "a catch that takes every fault for 'there is none' swallows Ctrl-C, and the command runs on;"
            + " CommonError.rethrowInterrupt or keepInterrupt passes it on",
        FaultCatches::breaches,
        """
        == vault/src/main/java/dev/ballast/vault/Look.java
        package dev.ballast.vault;
        import dev.ballast.evidence.Fault;
        abstract class Look {
          abstract int find();
          int go() {
            try { return find(); } catch (Fault | IllegalStateException e) { return e.getMessage().length(); }
          }
        }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Look.java
        package dev.ballast.vault;
        import dev.ballast.evidence.*;
        abstract class Look {
          abstract int find();
          abstract void fail(Fault why);
          int go() { try { return find(); } catch (Fault e) { CommonError.rethrowInterrupt(e); return 0; } }
          int tell() { try { return find(); } catch (Fault e) { if (e.detail().isEmpty()) { throw e; } return 0; } }
          int hand() { try { return find(); } catch (Fault e) { fail(e); return 0; } }
        }
        """);
  }

  private static List<String> breaches(House house) {
    List<String> found = new ArrayList<>();
    for (Source source : house.mainSources()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitCatch(CatchTree node, Void unused) {
          if (catchesFaults(node) && !passesOn(node)) {
            found.add(source.where(node) + " takes an interrupt for an answer");
          }
          return super.visitCatch(node, null);
        }
      }.scan(source.tree(), null);
    }
    return found;
  }

  private static boolean catchesFaults(CatchTree node) {
    Tree type = node.getParameter().getType();
    return (type instanceof UnionTypeTree union
            ? union.getTypeAlternatives().stream()
            : Stream.of(type))
        .anyMatch(alternative -> alternative.toString().equals("Fault"));
  }

  private static boolean passesOn(CatchTree node) {
    String name = node.getParameter().getName().toString();
    return Boolean.TRUE.equals(new Passing(name).scan(node.getBlock(), null));
  }

  /// Whether something is thrown, or the variable of that name is an argument.
  private static final class Passing extends TreeScanner<Boolean, Void> {
    private final String name;

    private Passing(String name) {
      this.name = name;
    }

    @Override
    public Boolean visitThrow(ThrowTree node, Void unused) {
      return true;
    }

    @Override
    public Boolean visitMethodInvocation(MethodInvocationTree node, Void unused) {
      return node.getArguments().stream().anyMatch(this::isTheFault)
          || Boolean.TRUE.equals(super.visitMethodInvocation(node, null));
    }

    private boolean isTheFault(ExpressionTree argument) {
      return argument instanceof IdentifierTree identifier
          && identifier.getName().contentEquals(name);
    }

    @Override
    public Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
      return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
    }
  }
}
