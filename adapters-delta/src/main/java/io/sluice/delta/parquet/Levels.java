package io.sluice.delta.parquet;

import io.sluice.domain.column.ColumnVector;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Where the values of one node of the schema stand in their rows, in the terms of the Dremel paper:
 * one slot per value and per place where a value is missing because it, something around it, or the
 * content of a list around it is. Each step down the schema makes new levels out of its parent's,
 * so that siblings share their parent's work. Immutable.
 */
final class Levels {
  private static final int ABSENT = -1;

  private final int count;
  private final boolean complete;
  private final int[] repetitions;
  private final int[] definitions;
  private final int[] indexes;

  private Levels(int count, boolean complete, int[] repetitions, int[] definitions, int[] indexes) {
    this.count = count;
    this.complete = complete;
    this.repetitions = repetitions;
    this.definitions = definitions;
    this.indexes = indexes;
  }

  /** One slot per row of a batch, from the first to before the last. */
  static Levels ofRows(int from, int to) {
    int count = to - from;
    int[] indexes = new int[count];
    Arrays.setAll(indexes, slot -> from + slot);
    return new Levels(count, true, new int[count], new int[count], indexes);
  }

  int count() {
    return count;
  }

  /** Whether each slot is a row with a value: then all slots are alike. */
  boolean isComplete() {
    return complete;
  }

  /** The value's row in its vector, of every slot; not to be changed. */
  int[] indexes() {
    return indexes;
  }

  /** Zero where a new row begins. */
  int repetition(int slot) {
    return repetitions[slot];
  }

  /** The repetition level of every slot; not to be changed. */
  int[] repetitions() {
    return repetitions;
  }

  /** The definition level of every slot; not to be changed. */
  int[] definitions() {
    return definitions;
  }

  boolean isPresent(int slot) {
    return indexes[slot] != ABSENT;
  }

  /** The value's row in its vector. */
  int index(int slot) {
    return indexes[slot];
  }

  /** One definition level more where the vector has a value. */
  Levels optional(ColumnVector values) {
    int[] newDefinitions = definitions.clone();
    if (!values.hasNulls()) {
      for (int slot = 0; slot < count; slot++) {
        newDefinitions[slot] += indexes[slot] == ABSENT ? 0 : 1;
      }
      return new Levels(count, complete, repetitions, newDefinitions, indexes);
    }
    int[] newIndexes = indexes.clone();
    for (int slot = 0; slot < count; slot++) {
      int index = indexes[slot];
      if (index != ABSENT) {
        if (values.isNull(index)) {
          newIndexes[slot] = ABSENT;
        } else {
          newDefinitions[slot]++;
        }
      }
    }
    return new Levels(count, false, repetitions, newDefinitions, newIndexes);
  }

  /** Whether the vector has a value in every slot that its parent is present in. */
  boolean isComplete(ColumnVector values) {
    if (values.hasNulls()) {
      for (int slot = 0; slot < count; slot++) {
        if (indexes[slot] != ABSENT && values.isNull(indexes[slot])) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The inside of lists or maps: a slot per element, and one for each that has none.
   *
   * @param start of a list's row, the first element
   * @param end of a list's row, the element after the last
   * @param repetition the level at which elements after the first repeat
   */
  Levels repeated(IntUnaryOperator start, IntUnaryOperator end, int repetition) {
    int inside = countInside(start, end);
    int[] newRepetitions = new int[inside];
    int[] newDefinitions = new int[inside];
    int[] newIndexes = new int[inside];
    int next = 0;
    for (int slot = 0; slot < count; slot++) {
      int index = indexes[slot];
      int first = index == ABSENT ? 0 : start.applyAsInt(index);
      int last = index == ABSENT ? 0 : end.applyAsInt(index);
      if (first == last) {
        newRepetitions[next] = repetitions[slot];
        newDefinitions[next] = definitions[slot];
        newIndexes[next++] = ABSENT;
      }
      for (int element = first; element < last; element++) {
        newRepetitions[next] = element == first ? repetitions[slot] : repetition;
        newDefinitions[next] = definitions[slot] + 1;
        newIndexes[next++] = element;
      }
    }
    return new Levels(inside, false, newRepetitions, newDefinitions, newIndexes);
  }

  private int countInside(IntUnaryOperator start, IntUnaryOperator end) {
    int inside = 0;
    for (int slot = 0; slot < count; slot++) {
      int index = indexes[slot];
      int elements = index == ABSENT ? 0 : end.applyAsInt(index) - start.applyAsInt(index);
      inside = Math.addExact(inside, Math.max(1, elements));
    }
    return inside;
  }
}
