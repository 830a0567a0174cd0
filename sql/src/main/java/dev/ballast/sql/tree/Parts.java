package dev.ballast.sql.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers what [Node#parts()] and [Node#names()] answer. Not safe for more than one thread.
final class Parts<T> {
  private final List<T> gathered = new ArrayList<>();

  static Parts<Node> nodes() {
    return new Parts<>();
  }

  static Parts<QualifiedName> names() {
    return new Parts<>();
  }

  Parts<T> and(T one) {
    gathered.add(one);
    return this;
  }

  Parts<T> and(Optional<? extends T> perhaps) {
    perhaps.ifPresent(gathered::add);
    return this;
  }

  Parts<T> and(List<? extends T> several) {
    gathered.addAll(several);
    return this;
  }

  List<T> list() {
    return List.copyOf(gathered);
  }
}
