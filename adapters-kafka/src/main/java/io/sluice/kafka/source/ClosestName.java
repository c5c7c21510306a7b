package io.sluice.kafka.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class ClosestName {
  private ClosestName() {}

  /** The name that differs least, if it differs by no more than a third of its letters. */
  static Optional<String> to(String wanted, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(wanted, name) * 3 <= Math.max(wanted.length(), name.length()))
        .min(
            Comparator.<String>comparingInt(name -> distance(wanted, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's, ignoring case. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        char here = Character.toLowerCase(one.charAt(line - 1));
        char there = Character.toLowerCase(other.charAt(column - 1));
        int replaced = diagonal + (here == there ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
