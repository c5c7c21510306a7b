package io.sluice.bootstrap.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the word that was probably meant. */
public final class Suggestions {
  private static final int LETTERS_PER_TYPO = 4;

  private Suggestions() {}

  /** The candidate closest to what was written, if one is close enough to be meant. */
  public static Optional<String> closest(String written, Stream<String> candidates) {
    return candidates
        .map(candidate -> new Scored(candidate, score(written, candidate)))
        .filter(scored -> scored.score() <= tolerance(written))
        .min(
            Comparator.comparingInt(Scored::score)
                .thenComparing(scored -> !parent(scored.candidate()).equals(parent(written)))
                .thenComparing(Scored::candidate))
        .map(Scored::candidate);
  }

  private static int tolerance(String written) {
    return Math.max(2, lastSegment(written).length() / LETTERS_PER_TYPO);
  }

  /** By the whole path, or by the last segment alone where the right key is in another group. */
  private static int score(String written, String candidate) {
    int whole = distance(written, candidate);
    int last = distance(lastSegment(written), lastSegment(candidate)) + 1;
    return Math.min(whole, last);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Levenshtein's: insertions, deletions and replacements from one to the other. */
  static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[other.length()];
  }

  private record Scored(String candidate, int score) {}
}
