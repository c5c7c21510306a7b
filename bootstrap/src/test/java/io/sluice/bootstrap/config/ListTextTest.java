package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a, b,,c|a;b;c",
        "``|``",
        "[]|``",
        "[a, b]|a;b",
        "  [ a ,b ]  |a;b",
        "[\"a\", \"b\"]|a;b",
        "\"a,b\",c|a,b;c",
        "'a,b',c|a,b;c",
        "\"a\\\"b,c\",d|a\"b,c;d",
        "\"a\\qb\",d|a\\qb;d",
        "id long not null, price decimal(10,2)|id long not null;price decimal(10,2)",
        "[id long, price decimal(10,2)]|id long;price decimal(10,2)",
        "p struct<a:int,m:map<string,list<long>>>,b long|p struct<a:int,m:map<string,list<long>>>;b long",
        "m map<string,decimal(9,1)>,\"x,y\"|m map<string,decimal(9,1)>;x,y",
        "{a,b},c|{a,b};c",
        "[a,b],[c]|[a,b];[c]",
        "[::1]:9092,[::2]:9092|[::1]:9092;[::2]:9092",
        "it's,that's|it's;that's",
        "'open,b|'open;b",
        "a>,b|a>;b",
        "a(,b|a(,b",
        "[a,b|[a,b"
      })
  void shouldSplitAtTheCommasThatSeparateItems(String text, String items) {
    assertThat(ListText.items(text))
        .isEqualTo(items.isEmpty() ? List.of() : List.of(items.split(";", -1)));
  }
}
