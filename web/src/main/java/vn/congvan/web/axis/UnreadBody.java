package vn.congvan.web.axis;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;

/**
 * What is left of the body of a request that was refused. The server would read all of it, however much there is and
 * however slowly it comes, before it is done with the connection. Here it reads a little, so that a client that writes
 * first and reads then gets to its answer, and ends the connection over more. The servlet API has no word for that.
 */
final class UnreadBody {

    /** Up to so many bytes are read and thrown away, by no thread that waits for them. */
    private static final long DISCARDED = 16L << 20;

    private UnreadBody() {}

    /**
     * Before the answer is written: makes it say that the connection ends, where it has to, and sets the bound.
     *
     * @return whether {@link #cut} has to follow the answer
     */
    static boolean announceEnd(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return false;
        }
        HttpServerExchange exchange = ServletRequestContext.requireCurrent().getExchange();
        boolean untouched = exchange.isRequestChannelAvailable();
        if (!untouched && request.getInputStream().isFinished()) {
            return false;
        }
        boolean endless = announced < 0 || announced > DISCARDED;
        if (untouched && endless) {
            exchange.setMaxEntitySize(DISCARDED);
        }
        // who asked first whether to send may never send, and the next request would be taken for the body of this one
        boolean unsent = untouched && request.getHeader("Expect") != null;
        if (unsent || announced > DISCARDED || endless && !untouched) {
            response.setHeader("Connection", "close");
        }
        // what was begun has its bound already
        return endless && !untouched;
    }

    /** Ends the connection, once the answer has left. */
    static void cut() throws IOException {
        ServletRequestContext.requireCurrent().getExchange().getConnection().close();
    }
}
