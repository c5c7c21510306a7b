package io.sluice.bootstrap.operations;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The newest items, so many at most. */
final class Ring<T> {
  private final int most;
  private final Deque<T> items = new ArrayDeque<>();

  Ring(int most) {
    this.most = most;
  }

  void add(T item) {
    if (items.size() == most) {
      items.removeFirst();
    }
    items.addLast(item);
  }

  /** Drops the oldest ones for as long as they are past it. */
  void dropWhile(Predicate<T> past) {
    while (!items.isEmpty() && past.test(items.peekFirst())) {
      items.removeFirst();
    }
  }

  /** Oldest first. */
  List<T> items() {
    return List.copyOf(items);
  }
}
