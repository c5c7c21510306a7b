package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.domain.record.DeadLetter;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;

/**
 * With JAZZER_FUZZ=1 bytes are bred that reach code which none reached before; without, those that
 * once broke something, and the corpus beside this class, are decoded again.
 */
class DecoderFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void shouldMakeARowOrKeepTheBytes(byte[] payload) {
    for (NewFieldPolicy policy : NewFieldPolicy.values()) {
      // Given
      DecodeSession session =
          Decoding.decoder(policy)
              .open(
                  new GrowingSchemaAgreement(
                      Decoding.schema(
                          "a long",
                          "s string",
                          "d double",
                          "t timestamp",
                          "n decimal(10,2)",
                          "l list<long>",
                          "m map<string,string>",
                          "o struct<x:long,y:string>")));

      // When
      session.decode(Batches.of(payload));

      // Then
      DecodedRecords decoded = session.take();
      assertThat(decoded.rows().rows() + decoded.deadLetters().size()).isEqualTo(1);
      for (DeadLetter letter : decoded.deadLetters()) {
        assertThat(letter.value()).isEqualTo(payload);
      }
    }
  }
}
