package io.sluice.delta.parquet;

/** The dictionaries of one file's columns, one after the other: their arrays are used again. */
final class Dictionaries {
  private final LongDictionary longs = new LongDictionary();
  private final BytesDictionary bytes = new BytesDictionary();

  LongDictionary longs() {
    return longs;
  }

  BytesDictionary bytes() {
    return bytes;
  }
}
