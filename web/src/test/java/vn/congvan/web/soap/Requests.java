package vn.congvan.web.soap;

import java.lang.reflect.Proxy;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/** Requests of which nothing is there but their headers. */
final class Requests {

    private Requests() {}

    /** @param headers by name, as they are asked for */
    static HttpServletRequest with(Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(Requests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get(arguments[0]);
                    case "getContentType" -> headers.get("Content-Type");
                    case "getContentLengthLong" -> -1L;
                    case "getAttribute" -> "correlation";
                    case "isSecure" -> true;
                    case "getRemoteAddr" -> "192.0.2.1";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    static Conversation conversation() {
        return Conversation.begin(with(Map.of()), SoapDialect.SOAP11, new InlineBudget(1 << 20, 0));
    }
}
