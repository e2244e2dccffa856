package vn.congvan.web.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyOrderStrategy;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

/**
 * Writes {@link Representation}s. Ours, so that it does not depend on which JSON library the server prefers for a
 * deployment, and so that a stored answer is written by the same rules as a fresh one.
 */
@Provider
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class RepresentationWriter implements MessageBodyWriter<Representation> {

    private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(false)
            .withPropertyOrderStrategy(PropertyOrderStrategy.ANY).withEncoding("UTF-8"));

    /** The JSON text of {@code representation}. */
    static String text(Representation representation) {
        return JSON.toJson(representation);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Representation.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(Representation representation, Class<?> type, Type generic, Annotation[] annotations,
            MediaType mediaType, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
        out.write(text(representation).getBytes(StandardCharsets.UTF_8));
    }
}
