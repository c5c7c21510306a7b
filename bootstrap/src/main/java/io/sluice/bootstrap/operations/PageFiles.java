package io.sluice.bootstrap.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The page's files, read once. Only those named here can be asked for. */
final class PageFiles {
  private static final String CHARTS = "META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final String PAGE = "web/operations/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private final Map<String, PageFile> files = new HashMap<>();

  PageFiles() {
    add("/", PAGE + "index.html", "text/html; charset=utf-8");
    add("/ui/operations.css", PAGE + "operations.css", STYLE);
    add("/ui/operations.js", PAGE + "operations.js", SCRIPT);
    add("/ui/charts.js", PAGE + "charts.js", SCRIPT);
    add("/ui/text.js", PAGE + "text.js", SCRIPT);
    add("/ui/icon.svg", PAGE + "icon.svg", "image/svg+xml");
    add("/ui/uplot.js", CHARTS + "uPlot.esm.js", SCRIPT);
    add("/ui/uplot.css", CHARTS + "uPlot.min.css", STYLE);
  }

  private void add(String path, String resource, String type) {
    try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks " + resource);
      }
      files.put(path, new PageFile(in.readAllBytes(), type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By path. */
  Map<String, PageFile> all() {
    return Map.copyOf(files);
  }

  /** One of them. */
  // Handed through to the response, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record PageFile(byte[] content, String type) {}
}
