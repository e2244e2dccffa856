package vn.congvan.signature;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The workers of this node; they end with the application. */
@ApplicationScoped
class WorkerPool {

    @Inject
    SignatureSettings settings;
    @Resource
    ManagedThreadFactory threads;

    private Workers workers;

    @PostConstruct
    void prepare() {
        workers = new Workers(settings.workers(), threads);
    }

    Workers get() {
        return workers;
    }

    @PreDestroy
    void end() {
        workers.close();
    }
}
