package vn.congvan.web.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

import vn.congvan.web.access.Authentication;
import vn.congvan.web.access.SystemEntrance;

/** Lets nobody in who has not proven which system it is; before matching, so that strangers cannot even tell what exists. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class CallerFilter implements ContainerRequestFilter {

    @Inject
    SystemEntrance entrance;
    @Inject
    Caller caller;
    @Inject
    Problems problems;
    @Context
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        Authentication answer = entrance.authenticate(request);
        if (answer instanceof Authentication.Known known) {
            caller.is(known.system());
        } else if (answer instanceof Authentication.Refused refused) {
            caller.claims(refused.claimed());
            context.abortWith(problems.refuse(refused.refusal()));
        }
    }
}
