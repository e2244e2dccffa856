package vn.congvan.web.rest;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/**
 * Refuses a query parameter that the operation does not have. It is usually a misspelt one, and ignored it would widen what
 * was asked for: a send that was to be limited would go to everybody.
 */
@Provider
public class KnownParameters implements ContainerRequestFilter {

    @Inject
    Problems problems;
    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext context) {
        Set<String> known = Stream.of(resource.getResourceMethod().getParameterAnnotations()).flatMap(Arrays::stream)
                .flatMap(KnownParameters::name).collect(Collectors.toCollection(TreeSet::new));
        Optional<String> unknown = context.getUriInfo().getQueryParameters().keySet().stream()
                .filter(name -> !known.contains(name)).findFirst();
        unknown.ifPresent(name -> context.abortWith(problems.refuse(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID,
                Query.shown(name), "≠ " + String.join(", ", known)))));
    }

    private static Stream<String> name(Annotation annotation) {
        return annotation instanceof QueryParam parameter ? Stream.of(parameter.value()) : Stream.empty();
    }
}
