package io.sluice.delta.parquet;

/** The dictionaries of one file's columns, one after the other: their arrays are used again. */
final class Dictionaries {
  private final ValueDictionary.OfLongs longs = new ValueDictionary.OfLongs();
  private final ValueDictionary.OfBytes bytes = new ValueDictionary.OfBytes();

  ValueDictionary.OfLongs longs() {
    return longs;
  }

  ValueDictionary.OfBytes bytes() {
    return bytes;
  }
}
