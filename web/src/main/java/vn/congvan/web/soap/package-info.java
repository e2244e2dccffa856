/**
 * The SOAP contract at {@code /soap/exchange}: outside format to calls on doors and back, nothing else.
 *
 * <p>Door: {@link vn.congvan.web.soap.ExchangeServlet}, which serves the contract, finds out who calls before a byte of the
 * body is read, and hands the body to Metro; Metro calls {@link vn.congvan.web.soap.ExchangeEndpoint}. The servlet drives
 * Metro's codec and pipe itself instead of Metro's own servlet, because that way one address speaks both SOAP versions,
 * every refusal (Metro's own ones too) is answered with the one typed fault, and nothing of the inside shows in an answer.
 *
 * <p>Packages travel as MTOM attachments and are streamed from the connection to {@code content} and back. What has to be
 * in memory, that is the XML around them and inline base64, is capped per request and in sum.
 */
package vn.congvan.web.soap;
