package dev.docent.serving.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.docent.records.UserException;
import dev.docent.serving.console.WorkspaceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engineer's pages below {@value #PATH}. */
final class Console {
  static final String PATH = "/console";
  static final String TOPICS = PATH + "/topics";
  static final String MODEL = PATH + "/model";
  static final String CLOUDS = PATH + "/word-clouds/";
  static final String CURVES = PATH + "/curves/";

  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  private final WorkspaceFacts facts;
  private final RequestMetrics metrics;

  Console(WorkspaceFacts facts, RequestMetrics metrics) {
    this.facts = facts;
    this.metrics = metrics;
  }

  /** What answers, by path; those of pictures end with their name. */
  Map<String, BiFunction<ServiceRequestContext, LiveSearch.Opened, HttpResponse>> services() {
    Map<String, BiFunction<ServiceRequestContext, LiveSearch.Opened, HttpResponse>> services =
        new LinkedHashMap<>();
    services.put(
        PATH,
        (context, opened) ->
            page(opened, page -> page.requests(metrics, facts.releases(), opened.release())));
    services.put(
        TOPICS, (context, opened) -> page(opened, page -> page.topics(facts, from(context))));
    services.put(MODEL, (context, opened) -> page(opened, page -> page.model(facts)));
    services.put(CLOUDS + "{name}", (context, opened) -> picture(context, facts::cloud));
    services.put(CURVES + "{name}", (context, opened) -> picture(context, facts::curve));
    return services;
  }

  private interface Content {
    String of(ConsolePage page) throws IOException;
  }

  private interface Pictures {
    Optional<Path> find(String name) throws IOException;
  }

  private static int from(ServiceRequestContext context) {
    QueryParams parameters = context.queryParams();
    BadRequestException.Collector problems = new BadRequestException.Collector();
    int from =
        SearchRequest.number(
            parameters.get("from"), "from", 0, 0, SearchRequest.MAX_TOPIC, problems);
    problems.throwIfAny();
    return from;
  }

  private static HttpResponse page(LiveSearch.Opened opened, Content content) {
    SearchPage frame = new SearchPage(opened.sections(), null);
    try {
      return Responses.html(HttpStatus.OK, content.of(new ConsolePage(frame)));
    } catch (BadRequestException e) {
      return Responses.html(
          HttpStatus.BAD_REQUEST, frame.problem("", "That can't be shown", e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return failed(frame, e);
    }
  }

  private static HttpResponse failed(SearchPage frame, Exception e) {
    // An artifact may be damaged, or be taken away under our hands.
    LOG.error("the console can't be shown", e instanceof UserException ? e.getMessage() : e);
    return Responses.html(
        HttpStatus.INTERNAL_SERVER_ERROR,
        frame.problem("", "The workspace can't be read", "The server's log says why."));
  }

  private static HttpResponse picture(ServiceRequestContext context, Pictures files) {
    try {
      Optional<Path> file = files.find(context.pathParam("name"));
      return file.isEmpty()
          ? WebErrors.response(HttpStatus.NOT_FOUND)
          : HttpResponse.of(
              Responses.headers(HttpStatus.OK, MediaType.PNG, "private, max-age=60"),
              HttpData.wrap(Files.readAllBytes(file.get())));
    } catch (IOException | UserException e) {
      LOG.error("a picture of the console can't be read", e);
      return WebErrors.response(HttpStatus.NOT_FOUND);
    }
  }
}
