package io.sluice.bootstrap.website;

import io.javalin.http.Context;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The files of the pages, held in memory and served by exactly these names: a path leads nowhere
 * else.
 */
final class StaticFiles {
  private static final int UNCHANGED = 304;
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final Map<String, StaticFile> files = new TreeMap<>();

  StaticFiles() {
    add("/", "shop/index.html", HTML);
    add("/common.css", "common.css", CSS);
    add("/shop.css", "shop/shop.css", CSS);
    add("/icon.svg", "shop/icon.svg", "image/svg+xml");
    for (String module : new String[] {"shop", "catalog", "store", "events", "arrivals", "dom"}) {
      add("/" + module + ".js", "shop/" + module + ".js", SCRIPT);
    }
  }

  private void add(String path, String resource, String type) {
    byte[] content = read("/web/" + resource);
    CRC32 sum = new CRC32();
    sum.update(content);
    String tag = '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"';
    files.put(path, new StaticFile(content, type, tag));
  }

  private static byte[] read(String resource) {
    try (InputStream content = StaticFiles.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new FileNotFoundException(resource + " is not on the class path");
      }
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Iterable<String> paths() {
    return files.keySet();
  }

  /** Answers with the file of that path; with its tag only, where the browser has it already. */
  void serve(String path, Context context) {
    StaticFile file = files.get(path);
    context.header("Cache-Control", "no-cache");
    context.header("ETag", file.tag());
    if (file.tag().equals(context.header("If-None-Match"))) {
      context.status(UNCHANGED);
      return;
    }
    context.contentType(file.type());
    context.result(file.content());
  }

  private record StaticFile(byte[] content, String type, String tag) {}
}
